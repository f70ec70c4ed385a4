using GarmentTools.Catalogs.Filters;
using GarmentTools.Common;

namespace GarmentTools.Postgres.Tests;

/// <summary>A catalog on a server is what a catalog in a file is: made, updated, searched, repaired; by one process or several.</summary>
public sealed class PostgresCatalogTests(SharedDebianServer debian)
{
    [Theory]
    [InlineData(CatalogServer.Pglite)]
    [InlineData(CatalogServer.Debian)]
    public async Task An_indexed_folder_gives_the_answers_of_a_local_catalog(string kind)
    {
        await using var server = await CatalogServer.StartAsync(kind, debian);
        using var photos = new TempFolder();
        foreach (var photo in Directory.GetFiles(TestData.Samples("shop")).Order().Take(12))
            File.Copy(photo, photos[Path.GetFileName(photo)]);
        File.WriteAllText(photos["broken.jpg"], "no picture");
        using var local = GarmentCatalog.OpenOrCreate(photos["catalog.garments"]);
        await local.UpdateAsync(photos.Path);
        using (var remote = GarmentCatalog.OpenOrCreate(server.Address))
        {
            var summary = await remote.UpdateAsync(photos.Path);
            Assert.Equal((12, 1), (summary.Added, summary.Rejected.Count));
            Assert.Equal((0, 12, 1), ((await remote.UpdateAsync(photos.Path)) is var again
                ? (again.Added, again.Unchanged, again.StillRejected) : default));
        }
        using var opened = GarmentCatalog.Open(server.Address);
        Assert.Equal(photos.Path, opened.Folder);
        Assert.True(opened.Verify().IsHealthy);
        var query = TestData.Samples("street", "street-16.jpg");
        var (a, b) = (local.FindSimilar(query), opened.FindSimilar(query));
        Assert.Equal(a.Neighbors.Select(n => (n.Garment.Id, n.Distance, n.Garment.Path)),
            b.Neighbors.Select(n => (n.Garment.Id, n.Distance, n.Garment.Path)));
        Assert.Equal(local.Compare(query, 3), opened.Compare(query, 3));

        // Moved, changed and gone photos are told apart as in a file.
        File.Move(a.Neighbors[0].Garment.Path, photos["moved.jpg"]);
        File.Delete(a.Neighbors[1].Garment.Path);
        var update = await opened.UpdateAsync(photos.Path, new() { RemoveMissing = true });
        Assert.Equal((0, 1, 1), (update.Added, update.Moved, update.Removed));
        Assert.Equal("moved.jpg", opened.Find(a.Neighbors[0].Garment.Id)!.CatalogPath);
        var outside = TestData.Samples("street");
        Assert.Contains("GARMENT_PHOTOS", (await Assert.ThrowsAsync<UsageException>(() => opened.UpdateAsync(outside))).Message,
            StringComparison.Ordinal);
        Assert.Equal(11, (await opened.UpdateAsync(photos.Path, new() { Reembed = true })).Unchanged);
        Assert.True(opened.Verify(repair: true).IsHealthy);
    }

    [Fact]
    public async Task An_approximate_search_says_so_and_needs_its_index()
    {
        await using var server = await CatalogServer.StartAsync(CatalogServer.Pglite, debian);
        using var folder = new TempFolder();
        using var local = GarmentCatalog.Open(RandomCatalog.Create(folder["a.garments"], 600));
        local.CopyTo(server.Address);
        using var remote = GarmentCatalog.Open(server.Address);
        Assert.Contains("no approximate index", Assert.Throws<UsageException>(() =>
            remote.FindSimilar(1, new() { Approximate = true })).Message, StringComparison.Ordinal);
        remote.BuildApproximateIndex();
        remote.BuildApproximateIndex(); // nothing where there is one
        var found = 0;
        foreach (var filter in (string?[])[null, "color = red", "price > 600"])
            for (var id = 10L; id < 20; id++)
            {
                var options = new SimilarOptions { Filter = filter is null ? null : GarmentFilter.Parse(filter), Approximate = true };
                var (exact, approximate) = (local.FindSimilar(id, options), remote.FindSimilar(id, options));
                Assert.False(exact.Approximate);
                Assert.True(approximate.Approximate);
                Assert.Equal((exact.Neighbors.Count, exact.Candidates), (approximate.Neighbors.Count, approximate.Candidates));
                found += exact.Neighbors.Select(n => n.Garment.Id).Intersect(approximate.Neighbors.Select(n => n.Garment.Id)).Count();
            }
        Assert.InRange(found, 270, 300);
        // Exact searches do not touch the approximate index.
        SameAnswers.AssertSameAnswers(local, remote);
    }

    [Fact]
    public async Task Two_processes_that_update_at_once_lose_and_double_nothing()
    {
        await using var server = await CatalogServer.StartAsync(CatalogServer.Debian, debian);
        using var photos = new TempFolder();
        var samples = Directory.GetFiles(TestData.Samples("shop")).Order().Take(40).ToList();
        foreach (var photo in samples) File.Copy(photo, photos["shop", Path.GetFileName(photo)]);
        using var first = GarmentCatalog.OpenOrCreate(server.Address + "&photos=" + photos.Path);
        using var second = GarmentCatalog.OpenOrCreate(server.Address + "&photos=" + photos.Path);
        var summaries = await Task.WhenAll(first.UpdateAsync(photos.Path), second.UpdateAsync(photos.Path));
        Assert.Equal(40, summaries.Sum(summary => summary.Added));
        using var local = GarmentCatalog.OpenOrCreate(photos["local.garments"]);
        await local.UpdateAsync(photos["shop"]);
        Assert.Equal(local.List().Select(g => g.Path).Order(), first.List().Select(g => g.Path).Order());
        Assert.Equal(local.GetInfo().DistinctPhotos, second.GetInfo().DistinctPhotos);
        Assert.True(first.Verify().IsHealthy);
    }

    [Fact]
    public async Task What_is_wrong_is_said_in_one_line_without_the_password()
    {
        var server = await debian.GetAsync();
        var database = (await server.CreateDatabaseAsync()).Database;
        using var folder = new TempFolder();
        using var local = GarmentCatalog.Open(RandomCatalog.Create(folder["a.garments"], 5));
        AssertSays<CatalogException>("There is no catalog at", () => GarmentCatalog.Open(server.Text(database)));
        local.CopyTo(server.Text(database));
        const string Secret = "wrong-s3cret";
        AssertSays<CatalogException>("refused the password", () => GarmentCatalog.Open(server.Text(database, password: Secret)), Secret);
        AssertSays<CatalogException>("no database 'nowhere'", () => GarmentCatalog.Open(server.Text("nowhere")));
        AssertSays<CatalogException>("connection was refused", () =>
            GarmentCatalog.Open($"postgres://me:{Secret}@127.0.0.1:1/shop?connect_timeout=3"), Secret);
        using (var remote = GarmentCatalog.Open(server.Text(database)))
        {
            Assert.DoesNotContain(Uri.EscapeDataString(DebianServer.Password), remote.Path + remote.GetInfo() +
                remote.CopyTo(folder["b.garments"]), StringComparison.Ordinal);
            AssertSays<UsageException>("without pgvector", () => remote.BuildApproximateIndex());
            AssertSays<CatalogException>("damaged, or no catalog", () =>
            {
                DebianServer.ExecuteAsync(server.Address(database), "DROP TABLE garments.attributes").Wait();
                remote.List();
            });
        }
        await DebianServer.ExecuteAsync(server.Address(database), "INSERT INTO garments.migrations (number, name) VALUES (999, 'later')");
        AssertSays<CatalogException>("newer GarmentTools", () => GarmentCatalog.Open(server.Text(database)));
    }

    private static void AssertSays<T>(string expected, Action work, string secret = DebianServer.Password) where T : Exception
    {
        var message = Assert.Throws<T>(work).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }
}
