namespace GarmentTools.Tests;

/// <summary>
/// The vector file beside a catalog: made from the one before and what has changed, it is the file that would be made from the catalog
/// alone.
/// </summary>
public sealed class GrownVectorFileTests
{
    [Fact]
    public async Task A_file_grown_by_changes_equals_one_made_anew_byte_for_byte()
    {
        using var fixture = await CatalogFixture.WithAsync(8); // a.jpg to h.jpg
        fixture.Add("c.jpg", 50); // other bytes under a known path
        fixture.Add("i.jpg", 51);
        await fixture.UpdateAsync();
        using (var catalog = fixture.Open())
        {
            catalog.Remove([2]);
            catalog.SetAttributes(5, new Dictionary<string, string?> { ["color"] = "red" });
            catalog.FindSimilar(1);
        }
        fixture.Add("j.jpg", 52);
        await fixture.UpdateAsync();
        var grown = File.ReadAllBytes(VectorFile(fixture));

        File.Delete(VectorFile(fixture));
        using (var catalog = fixture.Open()) Assert.Equal(9, catalog.FindSimilar(1).Neighbors.Count);
        Assert.Equal(File.ReadAllBytes(VectorFile(fixture)), grown);
    }

    [Fact]
    public async Task Only_what_has_changed_is_read_from_the_catalog()
    {
        using var fixture = await CatalogFixture.WithAsync(5);
        using var catalog = fixture.Open();
        string before;
        using (var same = catalog.GetEmbeddings())
        {
            before = same.State;
            Assert.Empty(same.ChangedSince(before)!);
        }
        catalog.Remove([4]);
        fixture.Add("b.jpg", 60);
        fixture.Add("z.jpg", 61);
        await fixture.UpdateAsync();
        using var now = catalog.GetEmbeddings();
        Assert.Equal([2L, 6L, 7L], now.ChangedSince(before)!.Order()); // other bytes, found anew, new
        Assert.Null(now.ChangedSince("00001000" + before[8..])); // states that it never had
        Assert.Null(now.ChangedSince(before[..^1] + "x"));
        Assert.Null(now.ChangedSince(before[..8]));
    }

    [Fact]
    public async Task An_earlier_file_that_is_damaged_is_left_alone()
    {
        using var fixture = await CatalogFixture.WithAsync(4);
        File.WriteAllText(VectorFile(fixture), "no vectors");
        fixture.Add("x.jpg", 70);
        await fixture.UpdateAsync();
        using var catalog = fixture.Open();
        Assert.Equal(4, catalog.FindSimilar(1).Neighbors.Count);
        Assert.True(catalog.Verify().IsHealthy);
    }

    private static string VectorFile(CatalogFixture fixture) =>
        Directory.GetFiles(Path.GetDirectoryName(fixture.CatalogPath)!, "*.vectors").Max(StringComparer.Ordinal)!;
}
