using System.Text.Json;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Filters;
using GarmentTools.Search;

namespace GarmentTools.Tests;

/// <summary>
/// A catalog of version 0.1 opens with all that it holds, gives the answers it gave, and can be changed. No model is needed for any of it.
/// </summary>
public sealed class OldCatalogTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public OldCatalogTests() => OldFiles.CopyTo(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("shop.garments", "catalog")]
    [InlineData("auto.garments", "catalogAuto")]
    public void It_tells_what_it_is_and_holds(string file, string answer)
    {
        using var catalog = Open(file);
        var (info, expected) = (catalog.GetInfo(), OldFiles.Expected(answer));
        Assert.Equal(expected.GetProperty("Model").GetString(), info.Model);
        Assert.Equal(expected.GetProperty("Fingerprint").GetString(), info.Fingerprint);
        Assert.Equal(expected.GetProperty("Region").GetString(), info.Region);
        Assert.Equal(expected.GetProperty("Garments").GetInt64(), info.Garments);
        Assert.Equal(expected.GetProperty("DistinctPhotos").GetInt64(), info.DistinctPhotos);
        Assert.Equal(expected.GetProperty("Products").GetInt64(), info.Products);
        Assert.Equal(expected.GetProperty("RejectedFiles").GetInt64(), info.RejectedFiles);
        Assert.Equal(Counts(expected.GetProperty("Outputs")), info.Outputs.ToDictionary(pair => pair.Key, pair => (long)pair.Value));
        Assert.Equal(Counts(expected.GetProperty("Domains")), info.Domains);
        Assert.Equal(Counts(expected.GetProperty("Attributes")), info.Attributes);
        Assert.Empty(catalog.Verify().Findings);
    }

    [Theory]
    [InlineData("shop.garments", "list")]
    [InlineData("auto.garments", "listAuto")]
    public void It_lists_the_garments_with_product_attributes_and_region(string file, string answer)
    {
        using var catalog = Open(file);
        Assert.Equal(OldFiles.Rows(answer).Select(Text), catalog.List().Select(Text));
    }

    [Fact]
    public void Filters_find_what_they_found()
    {
        using var catalog = Open("shop.garments");
        string[] filters =
        [
            "category = hoodie", "domain = street", "price 20..30 and category = shirt or color = white", "Color = türkis",
            "color in (white, 'navy')", "product = hoodie-10", "id 3..6",
        ];
        Assert.All(filters, filter =>
        {
            var expected = Ids("filter: " + filter);
            Assert.NotEmpty(expected);
            Assert.Equal(expected, catalog.List(GarmentFilter.Parse(filter)).Select(garment => garment.Id));
        });
        Assert.Equal(Counts(OldFiles.Expected("attributeColors")), catalog.GetValues("color"));
    }

    [Fact]
    public void Decisions_and_rejected_files_are_there()
    {
        using var catalog = Open("shop.garments");
        var expected = OldFiles.Rows("decisions").Select(row => new
        {
            First = row.GetProperty("FirstSha256").GetString()!,
            Second = row.GetProperty("SecondSha256").GetString()!,
            Same = row.GetProperty("Same").GetBoolean(),
            At = row.GetProperty("DecidedAt").GetDateTimeOffset(),
        }).ToList();
        Assert.Equal((2, 3), (expected.Count(row => row.Same), expected.Count));
        var found = catalog.GetDecisions().Select(d => new { First = d.FirstSha256, Second = d.SecondSha256, d.Same, At = d.DecidedAt });
        Assert.Equal(expected, found);
        var rejected = catalog.GetRejectedFiles();
        Assert.Equal(["photos/shop/broken.jpg", "photos/shop/empty.jpg", "photos/shop/note.jpg"], rejected.Select(file => file.Path));
        var times = OldFiles.Rows("rejected").Select(row => row.GetProperty("RejectedAt").GetDateTimeOffset());
        Assert.Equal(times, rejected.Select(file => file.RejectedAt));
        Assert.Contains("is damaged or cut off", rejected[0].Reason);
    }

    [Fact]
    public void Similar_garments_by_id_are_those_it_found()
    {
        using var catalog = Open("shop.garments");
        AssertNeighbors("similarId", catalog.FindSimilar(5));
        AssertNeighbors("similarIdFeatures", catalog.FindSimilar(5, new() { Output = "features" }));
        AssertNeighbors("similarIdEuclidean", catalog.FindSimilar(5, new() { Metric = DistanceMetric.Euclidean }));
        var shop = GarmentFilter.Parse("domain = shop");
        AssertNeighbors("similarIdShop", catalog.FindSimilar(23, new() { Filter = shop, OnePerProduct = true }));
        using var auto = Open("auto.garments");
        AssertNeighbors("similarIdAuto", auto.FindSimilar(1));
    }

    [Fact]
    public void Without_its_vector_file_it_answers_the_same()
    {
        foreach (var file in Directory.GetFiles(_folder.Path, "*.vectors")) File.Delete(file);
        using var catalog = Open("shop.garments");
        AssertNeighbors("similarId", catalog.FindSimilar(5));
        Assert.Empty(catalog.Verify().Findings);
    }

    [Fact]
    public void It_can_be_changed_and_is_sound_afterwards()
    {
        using (var catalog = Open("shop.garments"))
        {
            catalog.SetAttributes(4, new Dictionary<string, string?> { ["color"] = "petrol", ["note"] = null });
            Assert.True(catalog.Decide(5, 6, true));
            Assert.Equal(1, catalog.Remove([28]));
            Assert.Equal(26, catalog.CopyTo(_folder["copies/copy.garments"]).Copied);
        }
        foreach (var file in new[] { "shop.garments", "copies/copy.garments" })
        {
            using var catalog = Open(file);
            Assert.Empty(catalog.Verify().Findings);
            Assert.Equal(Ids("list").Where(id => id != 28), catalog.List().Select(garment => garment.Id));
            Assert.Equal([new("color", "petrol"), new("size", "XL")], catalog.Find(4)!.Attributes.OrderBy(pair => pair.Key));
            Assert.Equal(4, catalog.GetDecisions().Count);
            var nearest = OldFiles.Rows("similarId").First();
            Assert.Equal(OldFiles.Id(nearest), catalog.FindSimilar(5).Neighbors[0].Garment.Id);
        }
    }

    /// <summary>The ids, their order, the distances and the probabilities are those of the old program.</summary>
    internal static void AssertNeighbors(string answer, SimilarResult found, double tolerance = OldFiles.Stored)
    {
        var expected = OldFiles.Rows(answer).ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Select(OldFiles.Id), found.Neighbors.Select(neighbor => neighbor.Garment.Id));
        Assert.All(expected.Zip(found.Neighbors), pair =>
        {
            Assert.Equal(pair.First.GetProperty("Distance").GetDouble(), pair.Second.Distance, tolerance);
            Assert.Equal(pair.First.GetProperty("Duplicate").GetBoolean(), pair.Second.Duplicate);
            if (pair.First.GetProperty("Probability").ValueKind == JsonValueKind.Null) Assert.Null(pair.Second.Probability);
            else Assert.Equal(pair.First.GetProperty("Probability").GetDouble(), pair.Second.Probability!.Value, 10 * tolerance);
        });
    }

    private GarmentCatalog Open(string file) => GarmentCatalog.Open(_folder[file]);

    private static IEnumerable<long> Ids(string answer) => OldFiles.Rows(answer).Select(OldFiles.Id);

    private static Dictionary<string, long> Counts(JsonElement element) =>
        element.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.GetInt64());

    private static string Text(Garment garment)
    {
        var region = garment.Region is { } r ? $"{r.Name} {r.Found} {r.Left} {r.Top} {r.Width} {r.Height}" : "";
        return $"{garment.Id} {garment.CatalogPath} {garment.Sha256} {garment.Domain} {garment.Product} {Text(garment.Attributes)} " +
            $"{region}";
    }

    private static string Text(JsonElement row)
    {
        string Get(string name) => row.GetProperty(name).ToString();
        var attributes = row.GetProperty("Attributes").EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!);
        var region = row.GetProperty("Region") is { ValueKind: JsonValueKind.Object } r
            ? string.Join(' ', ((string[])["Name", "Found", "Left", "Top", "Width", "Height"]).Select(name => r.GetProperty(name)))
            : "";
        return $"{Get("Id")} {Get("Path")} {Get("Sha256")} {Get("Domain")} {Get("Product")} {Text(attributes)} {region}";
    }

    private static string Text(IReadOnlyDictionary<string, string> attributes) =>
        string.Join("; ", attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal));
}
