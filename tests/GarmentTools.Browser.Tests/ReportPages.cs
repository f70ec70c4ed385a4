using GarmentTools.Regions;
using GarmentTools.Reports;

[assembly: AssemblyFixture(typeof(GarmentTools.Browser.Tests.Browser))]
[assembly: AssemblyFixture(typeof(GarmentTools.Browser.Tests.ReportPages))]

namespace GarmentTools.Browser.Tests;

/// <summary>Pages of all kinds about drawn photos, some under hostile names; written once for all tests.</summary>
public sealed class ReportPages : IAsyncLifetime
{
    /// <summary>What stands in names and values; none of it may become markup.</summary>
    public static string[] HostileNames { get; } =
        ["\"><img src=x onerror=alert(1)>.jpg", "<script>alert(2)<!--.jpg", "\u202Egpj.elcitra.jpg", "\u05E9\u05DE\u05DC\u05D4 \u200F.jpg",
            "javascript:alert(3).jpg", new string('x', 251) + ".jpg"];

    private readonly string _folder = Directory.CreateTempSubdirectory("garment-pages-").FullName;

    public string this[string name] => Path.Combine(_folder, name);

    public async ValueTask InitializeAsync()
    {
        var shop = Directory.CreateDirectory(this["shop"]).FullName;
        var photos = Directory.GetFiles(GarmentTools.Tests.TestData.Samples("shop"), "*.jpg").Order(StringComparer.Ordinal).ToList();
        foreach (var photo in photos.Where((_, i) => i % 2 == 0)) File.Copy(photo, Path.Combine(shop, Path.GetFileName(photo)));
        if (!OperatingSystem.IsWindows())
            for (var i = 0; i < HostileNames.Length; i++) File.Copy(photos[i * 8], Path.Combine(shop, HostileNames[i]));
        File.WriteAllBytes(Path.Combine(shop, "broken.jpg"), [0xFF, 0xD8, 0xFF, 0xE0]);
        string[] street = [.. Directory.GetFiles(GarmentTools.Tests.TestData.Samples("street"), "*.jpg").Order(StringComparer.Ordinal)
            .Take(6)];

        using var catalog = GarmentCatalog.OpenOrCreate(this["shop.garments"]);
        await catalog.UpdateAsync(shop);
        foreach (var garment in catalog.List())
        {
            var words = Path.GetFileName(garment.CatalogPath).Split('-');
            catalog.SetAttributes(garment.Id, words.Length > 2
                ? new Dictionary<string, string?>
                {
                    ["category"] = words[0],
                    ["color"] = words[1],
                    ["product"] =
                    $"{words[0]}-{words[^1][..2]}"
                }
                : new Dictionary<string, string?>
                {
                    ["category"] = "<b onmouseover=alert(4)>",
                    ["</script><script>alert(5)</script>"] =
                    "=1+1"
                });
        }
        var results = street.Select(photo => catalog.FindSimilar(photo, new() { Region = RegionRequest.Parse("20%,20%,60%,60%") }))
            .Append(catalog.FindSimilar(catalog.List()[0].Id)).ToList();
        var study = new CatalogStudyOptions { Relevant = "category", Category = "color", Retrieval = new() { Resamples = 200 } };
        var (now, before) = (CatalogStudy.Run(catalog, study), CatalogStudy.Run(catalog, study with { Output = "features" }));
        foreach (var noScript in new[] { false, true })
        {
            var (options, end) = (new ReportOptions { NoScript = noScript }, noScript ? "-noscript.html" : ".html");
            GarmentReport.WriteSimilar(this["similar" + end], results, catalog, options);
            GarmentReport.WriteCatalog(this["catalog" + end], catalog, null, options);
            GarmentReport.WriteEvaluation(this["evaluation" + end], now, before, catalog.Folder, options);
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
