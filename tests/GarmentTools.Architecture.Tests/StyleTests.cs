using System.Text.RegularExpressions;

namespace GarmentTools.Architecture.Tests;

/// <summary>The one dialect of the tree, as far as a formatter does not hold it: US spelling, and lines of at most 140 columns.</summary>
public sealed partial class StyleTests
{
    private const int Columns = 140;

    [Fact]
    public void Lines_of_code_have_at_most_140_columns()
    {
        var files = Repository.Files(".cs");
        Assert.True(files.Count > 300);
        Assert.Empty(files.SelectMany(LongLines));
    }

    [Fact]
    public void Words_are_spelled_as_in_the_US()
    {
        var files = Repository.Files(".cs", ".md", ".ps1", ".ps1xml", ".psd1", ".props", ".targets", ".csproj", ".js", ".css", "run");
        Assert.Empty(files.Where(file => !IsOthers(file)).SelectMany(British));
    }

    [Theory]
    [InlineData("the neighbours")]
    [InlineData("Normalised")]
    [InlineData("ColourOf")]
    [InlineData("licence")]
    public void A_British_word_would_be_seen(string text) => Assert.Matches(BritishWord(), text);

    [Theory]
    [InlineData("neighbor, color, normalize, license, gray")]
    [InlineData("colonel, fourth, exercise, promise")]
    public void A_US_word_passes(string text) => Assert.DoesNotMatch(BritishWord(), text);

    private static IEnumerable<string> LongLines(string file) => Repository.Read(file).Split('\n')
        .Select((line, i) => (Length: line.TrimEnd('\r').Length, Number: i + 1))
        .Where(line => line.Length > Columns)
        .Select(line => $"{file}:{line.Number}: {line.Length} columns");

    private static IEnumerable<string> British(string file) => Repository.Read(file).Split('\n')
        .SelectMany((line, i) => BritishWord().Matches(line).Select(match => $"{file}:{i + 1}: {match.Value}"));

    // Texts of others, this list itself, and what earlier versions wrote.
    private static bool IsOthers(string file) => file.StartsWith("THIRD-PARTY", StringComparison.Ordinal)
        || file.StartsWith("build/Notices/", StringComparison.Ordinal)
        || file.StartsWith("tests/data/", StringComparison.Ordinal)
        || file.EndsWith(nameof(StyleTests) + ".cs", StringComparison.Ordinal);

    [GeneratedRegex(
        @"neighbour|colour(?!space)|behaviour|favour|labour|honour|flavour|licence|(?<!Interesting\.)centre|centring|" +
        @"metre\b|grey(?=scale)|catalogue|dialogue|analys(?:e[drs]?|ing)\b|cancell(?:ed|ing)\b|(?<!aria-)labell|" +
        @"modell(?:ed|ing)\b|travell|artefact|whilst|spelt\b|" +
        @"(?:normal|recogn|organ|initial|serial|optim|minim|maxim|summar|general|special|util|real|visual|local|capital|synchron|custom|" +
        @"author|categor|emphas|memor|central|equal|final|stabil|vector|token|random|quant|paral)is(?:e[drs]?|ing|ation|able)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex BritishWord();
}
