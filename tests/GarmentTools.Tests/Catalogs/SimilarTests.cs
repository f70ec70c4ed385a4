using GarmentTools.Catalogs.Filters;
using GarmentTools.Common;
using GarmentTools.Embedding;
using GarmentTools.Imaging;
using GarmentTools.Models;
using GarmentTools.Numerics;

namespace GarmentTools.Tests;

public sealed class SimilarTests
{
    [Fact]
    public async Task The_neighbors_are_those_of_brute_force_in_order_of_distance_and_id()
    {
        using var fixture = await CatalogFixture.WithAsync(20);
        var query = fixture.Add("outside/query.jpg", 77);
        using var catalog = fixture.Open();
        var result = catalog.FindSimilar(query, new() { Count = 20 });

        using var embedder = new Embedder(ModelRegistry.Default.Find(ModelRegistry.DefaultModel));
        var vector = HalfVector.Rounded(embedder.Embed(query)["embedding"]);
        using var source = catalog.GetEmbeddings();
        var row = new float[source.Dimensions];
        var expected = source.Ids.Select((id, i) =>
        {
            source.Read(i, row);
            return (Id: id, Distance: 1 - Cosine(vector, row));
        }).OrderBy(e => e.Distance).ToList();

        Assert.Equal(Enumerable.Range(1, 20), result.Neighbors.Select(n => n.Rank));
        Assert.Equal(expected.Select(e => e.Id), result.Neighbors.Select(n => n.Garment.Id));
        Assert.All(result.Neighbors, n => Assert.Equal(expected[n.Rank - 1].Distance, n.Distance, 1e-5));
        Assert.Equal((20, 20), (result.Candidates, result.CatalogSize));
    }

    [Fact]
    public async Task The_query_itself_is_left_out_and_its_copies_are_marked()
    {
        using var fixture = await CatalogFixture.WithAsync(5);
        fixture.Add("copy.jpg", 1);
        await fixture.UpdateAsync();
        using var catalog = fixture.Open();
        var id = catalog.Find("a.jpg")!.Id;

        var outside = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.jpg");
        File.Copy(fixture["a.jpg"], outside);
        try
        {
            foreach (var (query, copies) in new (GarmentQuery, string[])[] { (fixture["a.jpg"], ["copy.jpg"]), (id, ["copy.jpg"]),
                (outside, ["a.jpg", "copy.jpg"]), (ImageSource.FromBytes(File.ReadAllBytes(outside)), ["a.jpg", "copy.jpg"]) })
            {
                var neighbors = catalog.FindSimilar(query).Neighbors;
                Assert.Equal(copies, neighbors.Where(n => n.Duplicate).Select(n => n.Garment.CatalogPath));
                Assert.All(neighbors.Where(n => n.Duplicate), n => Assert.Equal(0f, n.Distance));
                Assert.All(neighbors.Where(n => !n.Duplicate), n => Assert.True(n.Distance > 0));
                Assert.Equal(4 + copies.Length, neighbors.Count);
            }
        }
        finally { File.Delete(outside); }
    }

    [Fact]
    public async Task Filters_come_before_the_nearest_are_chosen()
    {
        using var fixture = await CatalogFixture.WithAsync(12);
        using var catalog = fixture.Open();
        foreach (var garment in catalog.List())
            catalog.SetAttributes(garment.Id, new Dictionary<string, string?>
            {
                ["color"] = garment.Id % 3 == 0 ? "Red" : "blue",
                ["price"] = (garment.Id * 10).ToString(System.Globalization.CultureInfo.InvariantCulture)
            });
        var result = catalog.FindSimilar(fixture["a.jpg"], new() { Count = 3, Filter = GarmentFilter.Parse("color = red") });
        Assert.Equal(3, result.Neighbors.Count);
        Assert.All(result.Neighbors, n => Assert.Equal("Red", n.Garment.Attributes["color"]));
        Assert.Equal(4, result.Candidates);
        var all = catalog.FindSimilar(fixture["a.jpg"], new() { Count = 100 }).Neighbors.Where(n => n.Garment.Attributes["color"] == "Red")
            .Select(n => n.Garment.Id);
        Assert.Equal(all.Take(3), result.Neighbors.Select(n => n.Garment.Id));
        Assert.Empty(catalog.FindSimilar(fixture["a.jpg"], new() { Filter = GarmentFilter.Parse("price > 9000") }).Neighbors);
    }

    [Fact]
    public async Task One_row_per_product_keeps_the_nearest_photo_of_each()
    {
        using var fixture = await CatalogFixture.WithAsync(10);
        using var catalog = fixture.Open();
        foreach (var garment in catalog.List().Where(g => g.Id <= 8))
            catalog.SetAttributes(garment.Id, new Dictionary<string, string?> { ["product"] = $"P{garment.Id % 2}" });
        var query = fixture.Add("outside/q.jpg", 40);
        var neighbors = catalog.FindSimilar(query, new() { OnePerProduct = true }).Neighbors;
        Assert.Equal(4, neighbors.Count); // two products and two garments without one
        var all = catalog.FindSimilar(query, new() { Count = 10 }).Neighbors;
        foreach (var product in new[] { "P0", "P1" })
            Assert.Equal(all.First(n => n.Garment.Product == product).Garment.Id,
                neighbors.Single(n => n.Garment.Product == product).Garment.Id);
    }

    [Fact]
    public async Task Several_photos_make_one_query_and_photos_to_stay_away_from_push_theirs_down()
    {
        using var fixture = await CatalogFixture.WithAsync(10);
        using var catalog = fixture.Open();
        var one = catalog.FindSimilar(new GarmentQuery([1L]), new() { Count = 20 });
        var two = catalog.FindSimilar(new GarmentQuery([1L, 2L]), new() { Count = 20 });
        Assert.DoesNotContain(two.Neighbors, n => n.Garment.Id is 1 or 2);
        Assert.Equal(8, two.Neighbors.Count);
        var nearest = one.Neighbors[0].Garment.Id;
        var away = catalog.FindSimilar(new GarmentQuery([1L], [nearest]), new() { Count = 20 });
        Assert.DoesNotContain(away.Neighbors, n => n.Garment.Id == nearest);
        Assert.Throws<UsageException>(() => catalog.FindSimilar(new GarmentQuery([])));
        Assert.Throws<UsageException>(() => catalog.FindSimilar(4711L));
    }

    [Fact]
    public async Task A_maximum_distance_may_leave_nothing()
    {
        using var fixture = await CatalogFixture.WithAsync(6);
        using var catalog = fixture.Open();
        var all = catalog.FindSimilar(1L).Neighbors;
        var limit = all[2].Distance;
        Assert.Equal(all.Where(n => n.Distance <= limit).Select(n => n.Garment.Id),
            catalog.FindSimilar(1L, new() { MaxDistance = limit }).Neighbors.Select(n => n.Garment.Id));
        Assert.Empty(catalog.FindSimilar(1L, new() { MaxDistance = 0 }).Neighbors);
    }

    [Fact]
    public async Task A_changed_catalog_is_seen_by_an_open_one_and_stale_vector_files_go()
    {
        using var fixture = await CatalogFixture.WithAsync(3);
        using var open = fixture.Open();
        Assert.Equal(2, open.FindSimilar(1L).Neighbors.Count);
        fixture.Add("late.jpg", 30);
        await fixture.UpdateAsync();
        Assert.Equal(3, open.FindSimilar(1L).Neighbors.Count);
        Assert.Single(Directory.GetFiles(fixture.Photos, "*.vectors"));
        open.Remove([2]);
        Assert.Equal(2, open.FindSimilar(1L).Neighbors.Count);
    }

    [Fact]
    public async Task Many_threads_ask_while_the_catalog_grows()
    {
        using var fixture = await CatalogFixture.WithAsync(8);
        using var catalog = fixture.Open();
        var growing = Task.Run(async () =>
        {
            for (var i = 0; i < 6; i++)
            {
                fixture.Add($"more-{i}.jpg", 100 + i);
                await catalog.UpdateAsync(fixture.Photos);
            }
        });
        await Parallel.ForEachAsync(Enumerable.Range(0, 60), async (_, _) =>
        {
            await Task.Yield();
            Assert.InRange(catalog.FindSimilar(1L, new() { Count = 50 }).Neighbors.Count, 7, 13);
        });
        await growing;
        Assert.Equal(13, catalog.FindSimilar(1L, new() { Count = 50 }).Neighbors.Count);
    }

    private static float Cosine(float[] x, float[] y) => System.Numerics.Tensors.TensorPrimitives.CosineSimilarity(x, y);
}
