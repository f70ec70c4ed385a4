using System.Collections;
using GarmentTools.Catalogs;
using GarmentTools.Models;

namespace GarmentTools.PowerShell.Tests;

public sealed class CompleterTests(CatalogFixture fixture) : IClassFixture<CatalogFixture>
{
    [Fact]
    public void Models() => Assert.Contains(ModelRegistry.DefaultModel, Texts(new EmbeddingModelCompleter(), "mobile"));

    [Fact]
    public void Attribute_names_and_values()
    {
        using var work = fixture.Copy();
        Assert.Equal(["color"], Texts(new AttributeNameCompleter(), "c", work));
        Assert.Equal(["product"], Texts(new AttributeNameCompleter(), "pro", work));
        Assert.Equal(["red", "blue", "green"], Texts(new AttributeValueCompleter(), "", work, ("Name", "color")));
        Assert.Equal(["blue"], Texts(new AttributeValueCompleter(), "'b", work, ("Name", "color")));
        Assert.Equal(["shirt-green"], Texts(new ProductCompleter(), "shirt-g", work));
        Assert.Equal(["embedding"], Texts(new OutputCompleter(), "emb", work));
        Assert.Equal(["street"], Texts(new DomainCompleter(), "st"));
    }

    [Theory]
    [InlineData("", new[] { "\"color = \"", "\"domain = \"", "\"product = \"", "\"path = \"", "\"id = \"" })]
    [InlineData("\"co", new[] { "\"color = \"" })]
    [InlineData("\"color = r", new[] { "\"color = red\"" })]
    [InlineData("'color = ", new[] { "\"color = red\"", "\"color = blue\"", "\"color = green\"" })]
    [InlineData("\"color in (red, b", new[] { "\"color in (red, blue\"" })]
    [InlineData("\"color = red and prod", new[] { "\"color = red and product = \"" })]
    [InlineData("\"color = red and product = shirt-b", new[] { "\"color = red and product = shirt-blue\"" })]
    [InlineData("\"color = red and (product = shirt-g", new[] { "\"color = red and (product = shirt-green\"" })]
    public void Filters(string word, string[] expected)
    {
        using var work = fixture.Copy();
        Assert.Equal(expected, Texts(new FilterCompleter(), word, work));
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

    [Fact]
    public void Where_there_is_no_catalog_there_are_no_suggestions()
    {
        using var folder = new GarmentTools.Tests.TempFolder();
        IEnumerable<object> found = new ProductCompleter().CompleteArgument("Get-Garment", "Product", "x", null!, new Hashtable { ["Catalog"] = folder.Path });
        Assert.Empty(found);
    }

    private static List<string> Texts(GarmentCompleter completer, string word, Workplace? work = null, params (string, object)[] bound)
    {
        var arguments = new Hashtable();
        foreach (var (name, value) in bound) arguments[name] = value;
        var folder = work?.Folder ?? Path.GetTempPath();
        return [.. completer.Suggest(new CompletionContext(word, arguments, path => Path.GetFullPath(path, folder), null)).Select(s => s.Text)];
    }
}
