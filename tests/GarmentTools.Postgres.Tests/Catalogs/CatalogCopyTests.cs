using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Copies;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Common;

namespace GarmentTools.Postgres.Tests;

/// <summary>A catalog that is copied to a server and back is the same to its users, also where only what has changed is copied.</summary>
public sealed class CatalogCopyTests(SharedDebianServer debian)
{
    [Theory]
    [InlineData(CatalogServer.Pglite)]
    [InlineData(CatalogServer.Debian)]
    public async Task Copies_give_the_same_answers_before_and_after_changes(string kind)
    {
        await using var server = await CatalogServer.StartAsync(kind, debian);
        using var folder = new TempFolder();
        var file = RandomCatalog.Create(folder["a.garments"], 300);
        using (var catalog = GarmentCatalog.Open(file))
        {
            catalog.Decide(1, 2, true);
            catalog.Decide(3, 9, false);
            catalog.Remove([299]); // its id is not given again, anywhere
            using (var store = CatalogStores.Open(file))
            using (var connection = store.Write())
                connection.Transaction(() => new CatalogWriter(connection, [])
                    .Reject("x/ü.heic", new PhotoFile("", 5, 6), "HEIC", DateTimeOffset.UnixEpoch));
            var copied = catalog.CopyTo(server.Address);
            Assert.Equal((299, 0), (copied.Copied, copied.Removed));
            AssertSame(file, server.Address);
            Assert.Equal(0, catalog.CopyTo(server.Address).Copied);

            // Changes on the server come back; nothing else travels.
            using (var remote = GarmentCatalog.Open(server.Address))
            {
                remote.SetAttributes(7, new Dictionary<string, string?> { ["color"] = "crimson", ["product"] = null, ["new"] = "x" });
                Assert.Equal(2, remote.Remove([20, 21, 299]));
                Assert.True(remote.Decide(1, 2, null));
            }
            using (var store = CatalogStores.Open(server.Address)) RandomCatalog.Add(store, 30, seed: 2);
            using (var remote = GarmentCatalog.Open(server.Address))
            {
                Assert.DoesNotContain(remote.List(), garment => garment.Id is 299 or 20);
                Assert.Equal(330, remote.List().Max(garment => garment.Id));
                var back = remote.CopyTo(file);
                Assert.Equal((31, 2), (back.Copied, back.Removed));
                remote.CopyTo(folder["new.garments"]);
            }
        }
        AssertSame(server.Address, file);
        AssertSame(server.Address, folder["new.garments"]);
        using (var catalog = GarmentCatalog.Open(file)) Assert.Equal((0, 0),
            (catalog.CopyTo(server.Address).Copied, catalog.CopyTo(folder["new.garments"]).Copied));
    }

    [Theory]
    [InlineData(CatalogServer.Pglite)]
    [InlineData(CatalogServer.Debian)]
    public async Task Since_copies_what_changed_and_a_gap_is_filled_later(string kind)
    {
        await using var server = await CatalogServer.StartAsync(kind, debian);
        using var folder = new TempFolder();
        var file = RandomCatalog.Create(folder["a.garments"], 20);
        using var catalog = GarmentCatalog.Open(file);
        var before = catalog.GetInfo().LastChange;
        var time = DateTimeOffset.UtcNow;
        catalog.SetAttributes(3, new Dictionary<string, string?> { ["color"] = "one" });
        var between = catalog.GetInfo().LastChange;
        catalog.SetAttributes(4, new Dictionary<string, string?> { ["color"] = "two" });
        Assert.Equal((before + 1, before + 2), (between, catalog.GetInfo().LastChange));

        Assert.Equal(1, catalog.CopyTo(server.Address, new() { Since = new(between) }).Copied); // an empty destination gets just that
        Assert.Equal(2, catalog.CopyTo(server.Address, new() { Since = new(null, time) }).Copied);
        using (var remote = GarmentCatalog.Open(server.Address)) Assert.Equal([3, 4], remote.List().Select(garment => garment.Id));
        var all = catalog.CopyTo(server.Address, new() { Overwrite = true });
        Assert.Equal(20, all.Copied);
        AssertSame(file, server.Address);
        Assert.Equal(20, catalog.CopyTo(server.Address, new() { Since = CopySince.Parse("0") }).Copied); // once more, without doubling
        AssertSame(file, server.Address);
    }

    [Theory]
    [InlineData(CatalogServer.Pglite)]
    [InlineData(CatalogServer.Debian)]
    public async Task A_copy_that_is_stopped_has_changed_nothing_and_can_be_run_again(string kind)
    {
        await using var server = await CatalogServer.StartAsync(kind, debian);
        using var folder = new TempFolder();
        var file = RandomCatalog.Create(folder["a.garments"], 2500);
        using var catalog = GarmentCatalog.Open(file);
        foreach (var target in (string[])[server.Address, folder["b.garments"]])
        {
            using var stop = new CancellationTokenSource();
            var progress = new Stopping(stop);
            Assert.ThrowsAny<OperationCanceledException>(() => catalog.CopyTo(target, null, progress, stop.Token));
            using (var partial = GarmentCatalog.Open(target)) Assert.Empty(partial.List());
            Assert.Equal(2500, catalog.CopyTo(target).Copied);
            using var copy = GarmentCatalog.Open(target);
            SameAnswers.AssertSameContent(catalog, copy);
        }
    }

    [Fact]
    public async Task A_destination_that_went_its_own_way_is_refused_unless_it_is_overwritten()
    {
        await using var server = await CatalogServer.StartAsync(CatalogServer.Debian, debian);
        using var folder = new TempFolder();
        using var catalog = GarmentCatalog.Open(RandomCatalog.Create(folder["a.garments"], 10));
        catalog.CopyTo(server.Address);
        using (var remote = GarmentCatalog.Open(server.Address)) remote.SetAttributes(1,
            new Dictionary<string, string?> { ["color"] = "there" });
        Assert.Contains("is newer than", Assert.Throws<UsageException>(() => catalog.CopyTo(server.Address)).Message,
            StringComparison.Ordinal);
        catalog.SetAttributes(1, new Dictionary<string, string?> { ["color"] = "here" });
        Assert.Contains("both were changed", Assert.Throws<UsageException>(() => catalog.CopyTo(server.Address)).Message,
            StringComparison.Ordinal);
        Assert.Equal(10, catalog.CopyTo(server.Address, new() { Overwrite = true }).Copied);
        AssertSame(catalog.Path, server.Address);
        using var other = GarmentCatalog.Open(RandomCatalog.Create(folder["other.garments"], 10, seed: 9));
        Assert.Contains("holds another catalog", Assert.Throws<UsageException>(() => other.CopyTo(server.Address)).Message,
            StringComparison.Ordinal);
        Assert.Contains("source and destination", Assert.Throws<UsageException>(() => other.CopyTo(other.Path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copies_from_server_to_server_and_a_catalog_keeps_the_folder_of_its_photos()
    {
        await using var first = await CatalogServer.StartAsync(CatalogServer.Debian, debian);
        await using var second = await CatalogServer.StartAsync(CatalogServer.Pglite, debian);
        using var folder = new TempFolder();
        using var elsewhere = new TempFolder();
        using var catalog = GarmentCatalog.Open(RandomCatalog.Create(folder["a.garments"], 50));
        catalog.CopyTo(first.Address);
        using (var copy = GarmentCatalog.Open(first.Address)) copy.CopyTo(second.Address);
        AssertSame(catalog.Path, second.Address);
        var photo = Path.Combine(folder.Path, "photos", "1", "00000 ü.jpg");
        using (var there = GarmentCatalog.Open(second.Address))
        {
            Assert.Equal(photo, there.Find(1)!.Path);
            there.CopyTo(elsewhere["b.garments"]);
        }
        using (var back = GarmentCatalog.Open(elsewhere["b.garments"])) Assert.Equal((folder.Path, photo),
            (back.Folder, back.Find(1)!.Path));
        using var mounted = GarmentCatalog.Open(second.Address + "&photos=/mnt/photos");
        Assert.Equal(("/mnt/photos", "/mnt/photos/photos/1/00000 ü.jpg"), (mounted.Folder, mounted.Find(1)!.Path));
    }

    private static void AssertSame(string expected, string found)
    {
        using var a = GarmentCatalog.Open(expected);
        using var b = GarmentCatalog.Open(found);
        SameAnswers.AssertSameContent(a, b);
        SameAnswers.AssertSameAnswers(a, b);
    }

    private sealed class Stopping(CancellationTokenSource stop) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            if (value.Activity == "Copying garments" && value.Done >= 2000) stop.Cancel();
        }
    }
}
