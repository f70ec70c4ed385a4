namespace GarmentTools.Tests;

/// <summary>
/// A vector file belongs to one state of one catalog. Its generation alone does not say so: other catalogs count through the same numbers.
/// </summary>
public sealed class VectorFileStateTests
{
    [Fact]
    public async Task Another_catalog_under_the_same_name_is_not_searched_by_the_vectors_of_the_first()
    {
        using var fixture = await CatalogFixture.WithAsync(4); // seeds 1 to 4
        using var other = await Of(101, 4);
        Assert.Equal(Generation(other), Generation(fixture));
        var expected = Distances(other);

        using (var open = fixture.Open())
        {
            Assert.NotEqual(expected, Distances(open));
            File.Move(other.CatalogPath, fixture.CatalogPath, overwrite: true);
        }
        Assert.Equal(expected, Distances(fixture));
    }

    [Fact]
    public async Task A_backup_that_goes_another_way_finds_none_of_the_vectors_that_came_after_it()
    {
        using var fixture = await CatalogFixture.WithAsync(3);
        var backup = File.ReadAllBytes(fixture.CatalogPath);
        fixture.Add("late.jpg", 50);
        await fixture.UpdateAsync();
        Assert.Equal(3, Distances(fixture).Count);

        File.WriteAllBytes(fixture.CatalogPath, backup); // the vector file of the state after it stays
        fixture.Add("late.jpg", 51);
        await fixture.UpdateAsync();
        var found = Distances(fixture);

        foreach (var file in Directory.GetFiles(fixture.Photos, "*.vectors")) File.Delete(file);
        Assert.Equal(Distances(fixture), found);
    }

    [Fact]
    public async Task A_backup_takes_no_rows_from_a_vector_file_of_what_came_after_it()
    {
        using var fixture = await CatalogFixture.WithAsync(3);
        var backup = File.ReadAllBytes(fixture.CatalogPath);
        fixture.Add("a.jpg", 60);
        await fixture.UpdateAsync(); // one generation on

        File.WriteAllBytes(fixture.CatalogPath, backup);
        fixture.Add("a.jpg", 61);
        using (var open = fixture.Open()) open.SetAttributes(2, new Dictionary<string, string?> { ["color"] = "red" });
        await fixture.UpdateAsync();
        fixture.Add("new.jpg", 62);
        await fixture.UpdateAsync(); // two, grown from the newest file before it

        var found = Distances(fixture);
        foreach (var file in Directory.GetFiles(fixture.Photos, "*.vectors")) File.Delete(file);
        Assert.Equal(Distances(fixture), found);
        using var catalog = fixture.Open();
        Assert.True(catalog.Verify().IsHealthy);
    }

    [Fact]
    public async Task A_copy_knows_which_state_its_vectors_are_of()
    {
        using var fixture = await CatalogFixture.WithAsync(4);
        using (var catalog = fixture.Open()) catalog.CopyTo(fixture["copy.garments"]);
        using var copy = GarmentCatalog.Open(fixture["copy.garments"]);
        Assert.Equal(3, copy.FindSimilar(1).Neighbors.Count);
        using var vectors = copy.GetEmbeddings();
        Assert.Empty(vectors.ChangedSince(vectors.State)!);
    }

    private static async Task<CatalogFixture> Of(int firstSeed, int count)
    {
        var fixture = new CatalogFixture();
        for (var i = 0; i < count; i++) fixture.Add($"{(char)('a' + i)}.jpg", firstSeed + i);
        await fixture.UpdateAsync();
        return fixture;
    }

    private static long Generation(CatalogFixture fixture)
    {
        using var catalog = fixture.Open();
        return catalog.GetInfo().Generation;
    }

    private static List<(long, float)> Distances(CatalogFixture fixture)
    {
        using var catalog = fixture.Open();
        return Distances(catalog);
    }

    private static List<(long, float)> Distances(GarmentCatalog catalog) =>
        [.. catalog.FindSimilar(2).Neighbors.Select(n => (n.Garment.Id, n.Distance))];
}
