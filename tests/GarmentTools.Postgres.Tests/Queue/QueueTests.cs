using GarmentTools.Catalogs;
using GarmentTools.Common;
using GarmentTools.Imaging;
using GarmentTools.Postgres.Queue;

namespace GarmentTools.Postgres.Tests;

/// <summary>What goes into the queue, what comes out of it, and what happens to what fails.</summary>
public sealed class QueueTests(SharedDebianServer shared)
{
    private static readonly WorkOptions s_once = new() { UntilEmpty = true, Lease = TimeSpan.FromSeconds(5) };

    [Fact]
    public async Task A_worker_makes_what_index_makes()
    {
        using var folder = new TempFolder();
        var photos = SamplePhotos.CopyTo(folder, 12);
        var expected = await CatalogContent.OfLocalIndexAsync(folder, photos);
        var address = await AddressAsync(folder);
        using var catalog = GarmentCatalog.OpenOrCreate(CatalogContent.Text(address));

        var queued = catalog.Queue([photos]);
        Assert.Equal((37, 0, 0), (queued.Queued, queued.AlreadyQueued, queued.Unchanged));
        Assert.Equal((37L, 0L), (catalog.GetQueue().Queued, catalog.GetQueue().Running));
        Assert.Equal((0, 37), (catalog.Queue([photos]).Queued, catalog.Queue([photos]).AlreadyQueued));

        var said = new Said();
        var summary = await catalog.WorkAsync(s_once with { Messages = said });
        Assert.Equal((36L, 24L, 1L, 0L, 0L), (summary.Added, summary.Embedded, summary.Rejected, summary.Dead, summary.Lost));
        Assert.StartsWith("rejected: ", Assert.Single(said.Lines));
        await CatalogContent.AssertEqualAsync(expected, address);
        Assert.Empty(catalog.GetQueue().Workers);

        var again = catalog.Queue([photos]);
        Assert.Equal((0, 36, 1), (again.Queued, again.Unchanged, again.StillRejected));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_photo_over_the_limits_is_rejected_in_the_words_of_index(bool pixels)
    {
        using var folder = new TempFolder();
        SamplePhotos.CopyTo(folder, 2);
        var photo = Directory.GetFiles(folder["photos", "street"]).Order(StringComparer.Ordinal).First();
        var size = ImageReader.Probe(photo);
        var limits = pixels
            ? new ImageLimits { MaxPixels = ((long)size.Width * size.Height) - 1 }
            : new ImageLimits { MaxBytes = new FileInfo(photo).Length - 1 };
        using var local = GarmentCatalog.OpenOrCreate(folder["local.garments"]);
        var expected = (await local.UpdateAsync(photo, new() { Limits = limits })).Rejected.Single().Reason;

        using var catalog = GarmentCatalog.OpenOrCreate(CatalogContent.Text(await AddressAsync(folder)));
        Assert.Equal(1, catalog.Queue([photo]).Queued);
        Assert.Equal(1, (await catalog.WorkAsync(s_once with { Limits = limits })).Rejected);
        Assert.Equal(expected, Assert.Single(catalog.GetRejectedFiles()).Reason);
    }

    [Fact]
    public async Task One_connection_is_enough()
    {
        using var folder = new TempFolder();
        var photos = SamplePhotos.CopyTo(folder, 4);
        var expected = await CatalogContent.OfLocalIndexAsync(folder, photos);
        await using var server = await PgliteServer.StartAsync();
        using var catalog = GarmentCatalog.OpenOrCreate($"{server.Text}&photos={folder.Path}");
        Assert.Equal(13, catalog.Queue([photos]).Queued);
        Assert.Equal(12, (await catalog.WorkAsync(s_once)).Added);
        Assert.Equal(expected, CatalogContent.Of(catalog));
        Assert.Equal(0, catalog.GetQueue().Queued);
    }

    [Fact]
    public async Task Changed_moved_and_deleted_photos_end_as_with_index()
    {
        using var folder = new TempFolder();
        var photos = SamplePhotos.CopyTo(folder, 6);
        using var local = GarmentCatalog.OpenOrCreate(folder["local.garments"]);
        await local.UpdateAsync(photos);
        var address = await AddressAsync(folder);
        using var catalog = GarmentCatalog.OpenOrCreate(CatalogContent.Text(address));
        catalog.Queue([photos]);
        await catalog.WorkAsync(s_once);

        var street = Directory.GetFiles(folder["photos", "street"]).Order(StringComparer.Ordinal).ToArray();
        File.Copy(TestData.Samples("street", "street-50.jpg"), street[0], overwrite: true);
        var id = catalog.Find(street[1])!.Id;
        File.Move(street[1], folder["photos", "street", "moved.jpg"]);
        File.Delete(street[2]);
        var summary = await local.UpdateAsync(photos, new() { RemoveMissing = true });
        Assert.Equal((1, 1, 1), (summary.Changed, summary.Moved, summary.Removed));
        var queued = catalog.Queue([photos]);
        Assert.Equal((2, 2), (queued.Queued, queued.Missing.Count)); // the one that was moved is found when it is stored
        Assert.Equal(new { Changed = 1L, Moved = 1L }, await catalog.WorkAsync(s_once) is var work ? new { work.Changed, work.Moved }
            : null);
        Assert.Equal(1, catalog.Queue([photos], new() { RemoveMissing = true }).Removed);
        Assert.Equal(id, catalog.Find(folder["photos", "street", "moved.jpg"])!.Id);
        await CatalogContent.AssertEqualAsync(CatalogContent.Of(local), address);
    }

    [Fact]
    public async Task A_photo_that_cannot_be_read_is_tried_again_and_then_given_up_with_its_reason()
    {
        using var folder = new TempFolder();
        var photos = SamplePhotos.CopyTo(folder, 2);
        var address = await AddressAsync(folder);
        using var catalog = GarmentCatalog.OpenOrCreate(CatalogContent.Text(address));
        catalog.Queue([photos]);
        var (gone, bytes) = (Directory.GetFiles(folder["photos", "street"])[0],
            File.ReadAllBytes(Directory.GetFiles(folder["photos", "street"])[0]));
        File.Delete(gone);

        var said = new Said();
        var summary = await catalog.WorkAsync(s_once with { Attempts = 2, Messages = said });
        Assert.Equal((1L, 1L, 5L), (summary.Retried, summary.Dead, summary.Added));
        Assert.Contains(said.Lines, line => line.StartsWith("to be tried again (1 of 2): ", StringComparison.Ordinal)
            && line.Contains(gone));
        Assert.Contains(said.Lines, line => line.StartsWith("dead: ", StringComparison.Ordinal) && line.Contains(gone));
        var letter = Assert.Single(catalog.GetQueue().DeadLetters);
        Assert.Equal((catalog.Folder is var root ? Path.GetRelativePath(root, gone) : null, 2), (letter.Path, letter.Attempts));
        Assert.Contains("was not found", letter.Reason);
        Assert.Equal(1, catalog.GetQueue().Dead);

        File.WriteAllBytes(gone, bytes); // another time of writing: queued anew
        Assert.Equal((1, 0), catalog.Queue([photos]) is var queued ? (queued.Queued, queued.StillDead) : default);
        Assert.Equal(1, (await catalog.WorkAsync(s_once)).Added);
        await CatalogContent.AssertEqualAsync(await CatalogContent.OfLocalIndexAsync(folder, photos), address);
    }

    [Fact]
    public async Task Dead_letters_come_back_when_asked_for_and_go_when_their_file_is_gone()
    {
        using var folder = new TempFolder();
        var photos = SamplePhotos.CopyTo(folder, 2);
        using var catalog = GarmentCatalog.OpenOrCreate(CatalogContent.Text(await AddressAsync(folder)));
        catalog.Queue([photos]);
        var street = Directory.GetFiles(folder["photos", "street"]);
        foreach (var photo in street) File.Move(photo, photo + ".away");
        Assert.Equal(2, (await catalog.WorkAsync(s_once with { Attempts = 1 })).Dead);
        foreach (var photo in street) File.Move(photo + ".away", photo);
        Assert.Equal((0, 2), catalog.Queue([photos]) is var queued ? (queued.Queued, queued.StillDead) : default);
        Assert.Equal(2, catalog.RetryDead());
        File.Delete(street[0]);
        Assert.Equal(1, catalog.Queue([photos]).Withdrawn);
        Assert.Equal(1, (await catalog.WorkAsync(s_once)).Added);
        Assert.Equal((0L, 0L, 0L), catalog.GetQueue() is var left ? (left.Queued, left.Dead, left.Retrying) : default);
    }

    [Fact]
    public async Task What_a_vanished_worker_had_goes_to_another_and_is_not_stored_twice()
    {
        using var folder = new TempFolder();
        var photos = SamplePhotos.CopyTo(folder, 3);
        var address = await AddressAsync(folder);
        using var catalog = GarmentCatalog.OpenOrCreate(CatalogContent.Text(address));
        catalog.Queue([photos]);
        using var store = CatalogStores.Open(CatalogContent.Text(address));
        using var connection = store.Write();
        var (vanished, alive) = (new JobQueue(connection, Guid.NewGuid()), new JobQueue(connection, Guid.NewGuid()));
        var taken = vanished.TakeFresh(4, TimeSpan.FromMinutes(1));
        Assert.Equal(4, taken.Count);
        Assert.Equal(6, alive.TakeFresh(100, TimeSpan.FromMinutes(1)).Count); // none of the four
        Assert.Null(alive.TakeAgain(TimeSpan.FromMinutes(1)));
        Assert.Equal((10L, 0L), catalog.GetQueue() is var queue ? (queue.Running, queue.Retrying) : default);

        // a minute later
        await DebianServer.ExecuteAsync(address, $"UPDATE jobs SET due = now() - interval '1 second' WHERE id IN " +
            $"({string.Join(", ", taken.Select(job => job.Id))})");
        vanished.Renew([.. taken.Take(1).Select(job => job.Id)], TimeSpan.FromMinutes(1), 0, default);
        Assert.Equal((7L, 3L), catalog.GetQueue() is var later ? (later.Running, later.Retrying) : default);
        var again = alive.TakeAgain(TimeSpan.FromMinutes(1))!;
        Assert.Equal((taken[1].Id, 2), (again.Id, again.Attempts));
        // back in time for two of its own
        Assert.Equal([taken[0].Id, taken[2].Id, taken[3].Id], vanished.Complete(taken.Select(job => job.Id)).Order());
        Assert.Null(vanished.Fail(again.Id, "too late", default, 5));
        Assert.Equal([again.Id], alive.Complete([again.Id]));
    }

    [Fact]
    public async Task A_photo_that_ends_its_workers_is_given_up_and_those_taken_with_it_are_not()
    {
        using var folder = new TempFolder();
        var photos = SamplePhotos.CopyTo(folder, 2);
        using var catalog = GarmentCatalog.OpenOrCreate(CatalogContent.Text(await AddressAsync(folder)));
        catalog.Queue([photos]);
        using var store = CatalogStores.Open(catalog.Path.Replace("://garment@",
            $"://garment:{Uri.EscapeDataString(DebianServer.Password)}@", StringComparison.Ordinal));
        using var connection = store.Write();
        var worker = new JobQueue(connection, Guid.NewGuid());
        var culprit = worker.TakeFresh(100, TimeSpan.Zero)[0].Id; // all of them were under way when it ended the first time
        for (var attempt = 2; attempt <= 5; attempt++)
        {
            // each alone
            while (worker.TakeAgain(attempt == 5 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(50)) is { } job && job.Id != culprit)
                worker.Complete([job.Id]);
            await Task.Delay(100);
        }
        var letter = Assert.Single(worker.BuryLost(5));
        Assert.Contains("ended without a word each of the 5 times", letter.Reason);
        Assert.Equal((1L, 0L, 0L), catalog.GetQueue() is var queue ? (queue.Dead, queue.Retrying, queue.Queued) : default);
    }

    [Fact]
    public async Task A_photo_that_changes_while_it_is_worked_on_is_taken_away_and_done_anew()
    {
        using var folder = new TempFolder();
        var photos = SamplePhotos.CopyTo(folder, 2);
        var address = await AddressAsync(folder);
        using var catalog = GarmentCatalog.OpenOrCreate(CatalogContent.Text(address));
        catalog.Queue([photos]);
        using (var store = CatalogStores.Open(CatalogContent.Text(address)))
        using (var connection = store.Write())
        {
            var worker = new JobQueue(connection, Guid.NewGuid());
            var taken = worker.TakeFresh(100, TimeSpan.FromMinutes(10));
            var street = Directory.GetFiles(folder["photos", "street"])[0];
            File.Copy(TestData.Samples("street", "street-50.jpg"), street, overwrite: true);
            Assert.Equal((1, 6), catalog.Queue([photos]) is var queued ? (queued.Queued, queued.AlreadyQueued) : default);
            Assert.Equal(6, worker.Complete(taken.Select(job => job.Id)).Count);
        }
        Assert.Equal(1, (await catalog.WorkAsync(s_once)).Added); // the others' results were this test's to store
    }

    [Fact]
    public async Task Without_the_folder_of_the_photos_a_worker_waits_and_blames_none()
    {
        using var folder = new TempFolder();
        var photos = SamplePhotos.CopyTo(folder);
        var address = (await AddressAsync(folder)).With("photos", photos);
        using var catalog = GarmentCatalog.OpenOrCreate(CatalogContent.Text(address));
        catalog.Queue([photos]);
        var said = new Said();
        var work = catalog.WorkAsync(s_once with { Messages = said, Attempts = 1 });
        Directory.Move(photos, photos + "-away");
        for (var i = 0; i < 300 && !said.Lines.Any(line => line.StartsWith("waiting for ", StringComparison.Ordinal)); i++)
            await Task.Delay(100);
        Directory.Move(photos + "-away", photos);
        var summary = await work;
        Assert.Equal((0L, 0L), (summary.Dead, summary.Retried));
        Assert.Contains(said.Lines, line => line.EndsWith("is back", StringComparison.Ordinal));
        await CatalogContent.AssertEqualAsync(await CatalogContent.OfLocalIndexAsync(folder, photos, "photos/local.garments"), address);

        Directory.Move(photos, photos + "-away");
        var e = await Assert.ThrowsAsync<CatalogException>(() => catalog.WorkAsync(s_once));
        Assert.Contains("photos=FOLDER", e.Message);
        Assert.Contains(photos, e.Message);
    }

    [Fact]
    public async Task A_catalog_that_changes_its_model_stops_its_workers_and_keeps_their_photos()
    {
        using var folder = new TempFolder();
        var photos = SamplePhotos.CopyTo(folder);
        var address = await AddressAsync(folder);
        using var catalog = GarmentCatalog.OpenOrCreate(CatalogContent.Text(address));
        catalog.Queue([photos]);
        var work = catalog.WorkAsync(s_once with { UntilEmpty = false });
        while (catalog.GetQueue().Workers.Count == 0) await Task.Delay(10);
        await DebianServer.ExecuteAsync(address, "UPDATE meta SET value = 'another' WHERE key = 'fingerprint'");
        var e = await Assert.ThrowsAsync<CatalogException>(() => work);
        Assert.Contains("another model or region", e.Message);
        var (left, stored) = (catalog.GetQueue(), await DebianServer.ScalarAsync<long>(address, "SELECT count(*) FROM garments"));
        Assert.Equal(349, left.Queued + stored + catalog.GetRejectedFiles().Count);
        Assert.Empty(left.Workers);
    }

    [Fact]
    public async Task What_others_wrote_into_the_queue_opens_nothing_outside_of_the_folder()
    {
        using var folder = new TempFolder();
        var photos = SamplePhotos.CopyTo(folder, 1);
        File.WriteAllText(folder["secret"], "secret");
        var address = (await AddressAsync(folder)).With("photos", photos);
        using var catalog = GarmentCatalog.OpenOrCreate(CatalogContent.Text(address));
        await DebianServer.ExecuteAsync(address, $"INSERT INTO jobs (path, size, modified, domain) VALUES ('../secret', 6, 0, 'shop'), " +
            $"('{folder["secret"]}', 6, 0, 'shop'), ('shop/../../secret', 6, 0, 'shop')");
        Assert.Equal((3L, 0L), await catalog.WorkAsync(s_once with { Attempts = 1 }) is var work ? (work.Dead, work.Rejected) : default);
        Assert.All(catalog.GetQueue().DeadLetters, letter => Assert.Contains("outside", letter.Reason));
    }

    [Fact]
    public async Task A_catalog_from_before_the_queue_gets_one()
    {
        using var folder = new TempFolder();
        var photos = SamplePhotos.CopyTo(folder, 1);
        var address = await AddressAsync(folder);
        using (var made = GarmentCatalog.OpenOrCreate(CatalogContent.Text(address))) await made.UpdateAsync(photos);
        await DebianServer.ExecuteAsync(address, "DROP TABLE jobs; DROP TABLE workers; DELETE FROM migrations WHERE number = 2");
        using var catalog = GarmentCatalog.Open(CatalogContent.Text(address));
        Assert.Equal(3, catalog.List().Count);
        Assert.Equal(0, catalog.GetQueue().Queued);
        Assert.Equal(2, catalog.GetInfo().SchemaVersion);
    }

    [Fact]
    public async Task A_file_has_no_queue()
    {
        using var folder = new TempFolder();
        using var catalog = GarmentCatalog.OpenOrCreate(folder["local.garments"]);
        Assert.Equal(RemedyKind.NameServerCatalog, Assert.Throws<UsageException>(() => catalog.Queue([folder.Path])).Remedy!.Kind);
        await Assert.ThrowsAsync<UsageException>(() => catalog.WorkAsync());
        Assert.Throws<UsageException>(() => catalog.GetQueue());
        Assert.Throws<UsageException>(() => catalog.RetryDead());
    }

    [Fact]
    public void Options_have_the_defaults_that_help_tells_and_limits()
    {
        Assert.Equal((0, false, TimeSpan.FromMinutes(1), 5), new WorkOptions() is var o ? (o.Threads, o.UntilEmpty, o.Lease, o.Attempts)
            : default);
        var e = Assert.Throws<UsageException>(() => new WorkOptions
        {
            Threads = -1,
            Lease = TimeSpan.FromSeconds(1),
            Attempts =
            0
        }.Validate());
        Assert.Contains("Threads is -1", e.Message);
        Assert.Contains("Lease is 1 seconds", e.Message);
        Assert.Contains("Attempts is 0", e.Message);
    }

    private async Task<PostgresAddress> AddressAsync(TempFolder folder) =>
        (await (await shared.GetAsync()).CreateDatabaseAsync()).With("photos", folder.Path);

    private sealed class Said : IProgress<string>
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines
        {
            get { lock (_lines) return [.. _lines]; }
        }

        public void Report(string value)
        {
            lock (_lines) _lines.Add(value);
        }
    }
}
