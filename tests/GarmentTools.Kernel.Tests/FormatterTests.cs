using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Interactive;
using Microsoft.DotNet.Interactive.Formatting;

namespace GarmentTools.Kernel.Tests;

/// <summary>.NET Interactive shows results as our own kernel does, once the formatters are registered.</summary>
public sealed class FormatterTests
{
    private static readonly SimilarResult s_result = new()
    {
        Query = ["#1"],
        Regions = [null],
        Candidates = 1,
        CatalogSize = 2,
        Neighbors = [new(1, 0.25f, new Garment { Id = 2, Catalog = "/c.garments", CatalogPath = "a & <b>.jpg", Path =
        "/nowhere/a & <b>.jpg", Sha256 = "", Domain = "shop" }, false)],
    };

    public FormatterTests() => GarmentFormatters.Register();

    [Fact]
    public void A_result_is_a_grid_and_its_text_is_encoded()
    {
        var html = s_result.ToDisplayString("text/html");
        Assert.StartsWith("<table>", html);
        Assert.Contains("a &amp; &lt;b&gt;.jpg", html);
        Assert.Contains("1 · 0.250", s_result.ToDisplayString("text/plain"));
        Assert.Equal("text/html", Formatter.GetPreferredMimeTypesFor(typeof(SimilarResult)).First());
    }

    [Fact]
    public void A_garment_and_a_record_are_tables()
    {
        Assert.StartsWith("<table>", s_result.Neighbors[0].Garment.ToDisplayString("text/html"));
        Assert.Contains("<td", new UpdateSummary { Added = 3 }.ToDisplayString("text/html"));
    }
}
