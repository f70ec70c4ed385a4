using GarmentTools.Models;
using GarmentTools.Tests;

namespace GarmentTools.PowerShell.Tests;

public sealed class CompleterTests(CatalogFixture fixture) : IClassFixture<CatalogFixture>
{
    [Theory]
    [InlineData("Set-GarmentAttribute -Id 1 -Name c", "color")]
    [InlineData("Set-GarmentAttribute -Id 1 -Name pro", "product")]
    [InlineData("Set-GarmentAttribute -Id 1 -Name color -Value ", "red", "blue", "green")]
    [InlineData("Set-GarmentAttribute -Id 1 -Name color -Value 'b", "blue")]
    [InlineData("Get-Garment -Product shirt-g", "shirt-green")]
    [InlineData("Get-Garment -Domain st", "street")]
    [InlineData("Get-SimilarGarment -Output emb", "embedding")]
    [InlineData("Get-SimilarGarment -Region Lo", "Lower")]
    [InlineData("Get-SimilarGarment -Metric E", "Euclidean")]
    [InlineData("New-GarmentDistanceMatrix -Metric Sq", "SquaredEuclidean")]
    [InlineData("Get-SimilarGarment -OneP", "-OnePerProduct")]
    [InlineData("Get-Garment -Filter ", "\"color = \"", "\"domain = \"", "\"product = \"", "\"path = \"", "\"id = \"")]
    [InlineData("Get-Garment -Filter \"co", "\"color = \"")]
    [InlineData("Get-Garment -Filter \"color = r", "\"color = red\"")]
    [InlineData("Get-Garment -Filter 'color = ", "\"color = red\"", "\"color = blue\"", "\"color = green\"")]
    [InlineData("Get-Garment -Filter \"color in (red, b", "\"color in (red, blue\"")]
    [InlineData("Get-Garment -Filter \"color = red and prod", "\"color = red and product = \"")]
    [InlineData("Get-Garment -Filter \"color = red and product = shirt-b", "\"color = red and product = shirt-blue\"")]
    [InlineData("Get-Garment -Filter \"color = red and (product = shirt-g", "\"color = red and (product = shirt-green\"")]
    public void Arguments_are_completed(string line, params string[] expected)
    {
        using var work = fixture.Copy();
        Assert.Equal(expected, work.Session.Complete(line));
    }

    [Fact]
    public void Models_are_those_that_are_known()
    {
        using var work = fixture.Copy();
        Assert.Contains(ModelRegistry.DefaultModel, work.Session.Complete("Get-GarmentEmbedding -Model mobile"));
    }

    [Fact]
    public void Catalogs_are_files_and_folders()
    {
        using var work = fixture.Copy();
        Directory.CreateDirectory(work.File_("catwalk"));
        File.WriteAllText(work.File_("cat.txt"), "");
        var found = work.Session.Complete("Get-Garment -Catalog cat").Select(text => text.Replace('\\', '/'));
        Assert.Equal(["./catalog.garments", "./catwalk"], found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_catalog_is_the_named_one_the_sessions_or_the_nearest()
    {
        using var work = fixture.Copy();
        using var elsewhere = new TempFolder();
        using var session = new Session(elsewhere.Path);
        Assert.Equal(["shirt-green"], session.Complete($"Get-Garment -Catalog '{work.Catalog}' -Product shirt-g"));
        Assert.DoesNotContain("shirt-green", session.Complete("Get-Garment -Product shirt-g")); // no catalog: no suggestion of ours
        session.Run("Set-GarmentCatalog $args[0]", work.Folder);
        Assert.Equal(["shirt-green"], session.Complete("Get-Garment -Product shirt-g"));
    }

    [Fact]
    public void Values_are_quoted_where_PowerShell_needs_it()
    {
        Assert.Equal("red", GarmentCompleter.Quote("red"));
        Assert.Equal("'dark blue'", GarmentCompleter.Quote("dark blue"));
        Assert.Equal("'it''s'", GarmentCompleter.Quote("it's"));
        Assert.Equal("'$x'", GarmentCompleter.Quote("$x"));
        Assert.Equal("'-x'", GarmentCompleter.Quote("-x"));
    }
}
