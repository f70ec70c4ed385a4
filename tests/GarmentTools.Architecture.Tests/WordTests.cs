using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using GarmentTools.Postgres;
using GarmentTools.Reports;

namespace GarmentTools.Architecture.Tests;

/// <summary>
/// The library and its packages speak no face's language: what helps is a remedy, which the command line and the module word for
/// themselves.
/// </summary>
public sealed partial class WordTests
{
    public static TheoryData<string> Libraries =>
        [typeof(GarmentCatalog).Assembly.Location, typeof(PostgresCatalogs).Assembly.Location, typeof(GarmentReport).Assembly.Location];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void No_string_names_a_command_an_option_or_a_cmdlet(string assembly)
    {
        var strings = StringsOf(assembly);
        Assert.True(strings.Count > 50, $"only {strings.Count} strings were read from {assembly}");
        Assert.DoesNotContain(strings, text => FaceWord().IsMatch(text));
    }

    [Theory]
    [InlineData("Run 'garment index FOLDER'.")]
    [InlineData("run `garment verify --repair`")]
    [InlineData("Name one with --catalog.")]
    [InlineData("See Get-GarmentCatalog.")]
    public void A_face_s_word_would_be_seen(string text) => Assert.Matches(FaceWord(), text);

    [Theory]
    [InlineData("There is no garment 17.")]
    [InlineData("a garment list -- of all")]
    public void Prose_is_no_face_s_word(string text) => Assert.DoesNotMatch(FaceWord(), text);

    private static List<string> StringsOf(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        var strings = new List<string>();
        for (var handle = MetadataTokens.UserStringHandle(0); ;)
        {
            handle = metadata.GetNextHandle(handle);
            if (handle.IsNil) return strings;
            strings.Add(metadata.GetUserString(handle));
        }
    }

    [GeneratedRegex("""['`"]garment [a-z]|(?<![\w-])--[a-z]{3,}|\b[A-Z][a-z]+-Garment""")]
    private static partial Regex FaceWord();
}
