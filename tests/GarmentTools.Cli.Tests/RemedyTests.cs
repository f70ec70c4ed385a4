using GarmentTools.Common;

namespace GarmentTools.Cli.Tests;

/// <summary>Each remedy of the library has a sentence of its own on the command line, which names commands that there are.</summary>
public sealed class RemedyTests
{
    public static TheoryData<RemedyKind> Kinds => [.. Enum.GetValues<RemedyKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_remedy_has_words_of_its_own(RemedyKind kind)
    {
        var remedy = new Remedy(kind, "SUBJECT", "CATALOG");
        Assert.Matches(@"[.)]$", remedy.ToString());
        Assert.DoesNotContain("--", remedy.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_catalog_names_the_command()
    {
        using var folder = new TempFolder();
        var run = new GarmentProcess(folder.Path).Run("list", "--catalog", "nowhere.garments");
        Assert.Equal(3, run.Code);
        Assert.Contains("garment index FOLDER --catalog", run.Error, StringComparison.Ordinal);
    }
}
