using GarmentTools.Learning;

namespace GarmentTools.Tests;

/// <summary>
/// What needs the model that a catalog of version 0.1 was made with: photos as queries, and more photos. Where that model comes no longer
/// with the program, these tests say what becomes of such a catalog; all other tests of version 0.1's files hold without it.
/// </summary>
public sealed class OldModelTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public OldModelTests() => OldFiles.CopyTo(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Similar_garments_by_a_street_photo_are_those_it_found()
    {
        using var catalog = GarmentCatalog.Open(_folder["shop.garments"]);
        OldCatalogTests.AssertNeighbors("similarStreetPhoto", catalog.FindSimilar(_folder["queries/street-35.jpg"]), OldFiles.Embedded);
        using var auto = GarmentCatalog.Open(_folder["auto.garments"]);
        OldCatalogTests.AssertNeighbors("similarPhotoAuto", auto.FindSimilar(_folder["queries/street-35.jpg"]), OldFiles.Embedded);
    }

    [Fact]
    public void Similar_garments_by_a_shop_photo_are_those_it_found()
    {
        using var catalog = GarmentCatalog.Open(_folder["shop.garments"]);
        var found = catalog.FindSimilar(_folder["queries/shirt-black-plain-09.jpg"], new() { Domain = "shop" });
        OldCatalogTests.AssertNeighbors("similarShopPhoto", found, OldFiles.Embedded);
    }

    [Fact]
    public void Similar_garments_by_a_street_photo_and_a_metric_are_those_it_found()
    {
        using var catalog = OldMetricTests.ShopOnly(_folder["shop.garments"]);
        var metric = LearnedMetric.Load(_folder["metric.npz"]);
        var found = catalog.FindSimilar(_folder["queries/street-35.jpg"], new() { LearnedMetric = metric });
        OldCatalogTests.AssertNeighbors("similarStreetPhotoMetric", found, OldFiles.Embedded);
    }

    [Fact]
    public async Task Indexed_again_nothing_changes_and_a_new_photo_is_added()
    {
        using var catalog = GarmentCatalog.Open(_folder["shop.garments"]);
        var before = catalog.List();
        var again = await catalog.UpdateAsync(_folder["photos"]);
        Assert.Equal((0, 0, 0, 0), (again.Added, again.Changed, again.Removed, again.Embedded));
        Assert.Equal(27, (await catalog.UpdateAsync(_folder["photos"])).Unchanged);
        var more = await catalog.UpdateAsync(_folder["queries", "shirt-black-plain-09.jpg"]);
        Assert.Equal((1, 1), (more.Added, more.Embedded));
        var after = catalog.List();
        Assert.Equal(before.Select(g => (g.Id, g.CatalogPath, g.Sha256)), after.SkipLast(1).Select(g => (g.Id, g.CatalogPath, g.Sha256)));
        Assert.Equal((29L, "queries/shirt-black-plain-09.jpg"), (after[^1].Id, after[^1].CatalogPath));
        Assert.Empty(catalog.Verify().Findings);
        OldCatalogTests.AssertNeighbors("similarShopPhoto", catalog.FindSimilar(29), OldFiles.Embedded);
    }
}
