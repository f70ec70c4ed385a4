using GarmentTools.Catalogs;

namespace GarmentTools.PowerShell.Tests;

/// <summary>Objects of one catalog that come to a cmdlet of another, whose garments have the same ids.</summary>
public sealed class OtherCatalogTests(CatalogFixture fixture) : IClassFixture<CatalogFixture>
{
    [Theory]
    [InlineData("Get-Garment -Catalog $args[0] | Remove-Garment")]
    [InlineData("Get-Garment -Catalog $args[0] | Set-GarmentAttribute -Name color -Value pink")]
    [InlineData("Get-Garment -Catalog $args[0] | Set-GarmentDecision -Different")]
    [InlineData("Find-DuplicateGarment -Catalog $args[0] -MaxDistance 2 | Where-Object Kind -eq Near | Set-GarmentDecision -Same")]
    [InlineData("Get-Garment -Catalog $args[0] | Get-SimilarGarment")]
    [InlineData("Get-Garment -Catalog $args[0] | Get-SimilarGarment -Together")]
    [InlineData("Get-Garment -Catalog $args[0] | Get-GarmentEmbedding")]
    [InlineData("Get-Garment -Catalog $args[0] | Compare-Garment -ReferenceId 1")]
    [InlineData("Get-SimilarGarment red-1.png -Catalog $args[0] | Remove-Garment")]
    [InlineData("Get-Garment -Catalog $args[0] -First 2 | Remove-Garment -Catalog $args[1]")]
    public void Each_is_an_error_and_nothing_is_done(string script)
    {
        using var work = fixture.Copy();
        using var other = fixture.Copy();
        var before = work.Ask(State);
        var answer = work.Run(script, other.Catalog, work.Catalog);
        Assert.Empty(answer.Output);
        Assert.NotEmpty(answer.Errors);
        Assert.All(answer.Errors, error => Assert.Equal("GarmentOfOtherCatalog", error.Id));
        Assert.Contains($"-Catalog \"{other.Catalog}\"", answer.Errors[0].Message, StringComparison.Ordinal);
        Assert.Equal(before, work.Ask(State));

        static (long, long, int) State(GarmentCatalog catalog) =>
            (catalog.GetInfo().LastChange, catalog.GetInfo().Garments, catalog.GetDecisions().Count);
    }

    [Fact]
    public void Where_their_own_catalog_is_named_they_are_taken()
    {
        using var work = fixture.Copy();
        using var other = fixture.Copy();
        var answer = work.Run("Get-Garment -Catalog $args[0] -First 2 | Remove-Garment -Catalog $args[0]; Get-Garment -Catalog $args[0]",
            other.Catalog);
        Assert.Empty(answer.Errors);
        Assert.Equal((4, other.Catalog), (answer.Output.Count, answer.Of<Garment>().First().Catalog));
        Assert.Equal(6, work.Run("Get-Garment").Output.Count);
    }

    [Theory]
    [InlineData("Get-SimilarGarment red-1.png -Count 2 | Get-Garment", 2)]
    [InlineData("Get-Garment -Garment (Get-Garment -First 3)", 3)]
    [InlineData("(Find-DuplicateGarment)[0].Members | Get-Garment", 2)]
    [InlineData("(Get-Garment -First 2 | ConvertTo-Csv | ConvertFrom-Csv) | Get-Garment", 2)]
    [InlineData("(Get-Garment -First 2 | Select-Object Id, Path) | Get-Garment", 2)]
    [InlineData("(Get-Garment -First 2).Path | Get-Garment", 2)]
    public void What_holds_a_garment_or_names_one_is_taken_for_it(string script, int count)
    {
        using var work = fixture.Copy();
        var answer = work.Run(script);
        Assert.Empty(answer.Errors);
        Assert.Equal(count, answer.Of<Garment>().Count());
    }

    [Fact]
    public void Its_path_is_what_other_commands_take()
    {
        using var work = fixture.Copy();
        var files = work.Run("Set-Location ..; Get-Garment -Catalog $args[0] | Get-Item", work.Catalog);
        Assert.Empty(files.Errors);
        Assert.Equal(6, files.Of<FileInfo>().Count());
    }
}
