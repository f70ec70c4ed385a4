using GarmentTools.Catalogs;
using GarmentTools.Common;

namespace GarmentTools.Postgres.Tests;

/// <summary>What readers and workers see while others put other embeddings into the place of a catalog's.</summary>
public sealed class ReplacedTablesTests(SharedDebianServer shared)
{
    private const string Vectors = "SELECT vector FROM garments JOIN vectors_1 ON vectors_1.content_id = garments.content_id ORDER BY " +
        "garments.id";

    [Fact]
    public async Task A_reader_has_the_vectors_of_the_model_that_it_has_the_name_of()
    {
        using var folder = new TempFolder();
        var (photos, address) = await IndexedAsync(folder);
        using var store = CatalogStores.Open(address);
        using var reader = store.Read();
        reader.Begin(write: false);
        var fingerprint = CatalogMeta.Get(reader, "fingerprint");

        using var other = GarmentCatalog.Open(address, new() { Model = "mobilenetv2-garment-int8" });
        var again = Task.Run(() => other.UpdateAsync(photos, new() { Reembed = true }));
        WaitFor(again, store);
        var seen = Read(reader);
        reader.Execute("COMMIT");
        await again;

        using var same = store.Read();
        Assert.Equal(4, seen.Count);
        Assert.NotEqual(Read(same), seen);
        Assert.NotEqual(CatalogMeta.Get(same, "fingerprint"), fingerprint);
    }

    [Fact]
    public async Task A_worker_stores_nothing_once_the_catalog_has_other_outputs()
    {
        using var folder = new TempFolder();
        var (photos, address) = await IndexedAsync(folder);
        using var both = GarmentCatalog.OpenOrCreate(folder["both.garments"]);
        await both.UpdateAsync(photos);
        File.Copy(TestData.Samples("street", "street-50.jpg"), folder["photos", "late.jpg"]);

        using var catalog = GarmentCatalog.Open(address);
        var replaced = false;
        var error = await Assert.ThrowsAsync<CatalogException>(() => catalog.UpdateAsync(photos, null, new Now(progress =>
        {
            if (replaced || progress.Activity != "Embedding photos") return;
            replaced = true;
            both.CopyTo(address, new() { Overwrite = true });
        })));
        Assert.Contains("embedded again", error.Message, StringComparison.Ordinal);
        Assert.Empty(catalog.Verify().Findings);
        Assert.Equal(2, catalog.GetInfo().Outputs.Count);
    }

    [Fact]
    public async Task A_repair_takes_no_garments_for_vectors_that_others_replace_meanwhile()
    {
        using var folder = new TempFolder();
        var address = CatalogContent.Text(await (await shared.GetAsync()).CreateDatabaseAsync());
        using (var random = GarmentCatalog.Open(RandomCatalog.Create(folder["random.garments"], 1500))) random.CopyTo(address);
        using var store = CatalogStores.Open(address);
        using var catalog = GarmentCatalog.Open(address);
        Task? replaced = null;
        var check = catalog.Verify(repair: true, new Now(_ => WaitFor(replaced ??= Task.Run(() => ReplaceFeatures(store)), store)));
        Assert.NotNull(replaced);
        await replaced;
        Assert.Empty(check.Findings);
        Assert.Equal(1500, catalog.GetInfo().Garments);
        Assert.Empty(catalog.Verify().Findings);
    }

    private static void ReplaceFeatures(CatalogStore store)
    {
        using var connection = store.Write();
        connection.Transaction(() =>
        {
            connection.BeforeReplacingTables();
            connection.Execute("DROP TABLE vectors_2");
            connection.Execute(connection.Dialect.VectorTable("vectors_2", 2));
            connection.Execute("INSERT INTO vectors_2 SELECT id, 1, '{1, 0}' FROM contents");
            connection.Execute("UPDATE outputs SET dimensions = 2 WHERE name = 'features'");
        });
    }

    // Until it is done, or waits for somebody.
    private static void WaitFor(Task work, CatalogStore store)
    {
        using var connection = store.Read();
        while (!work.IsCompleted && connection.Scalar<long>("SELECT count(*) FROM pg_locks WHERE NOT granted AND database = (SELECT oid " +
            "FROM pg_database WHERE datname = current_database())") == 0)
            Thread.Sleep(20);
    }

    private static List<string> Read(CatalogConnection connection) =>
        [.. connection.Query(Vectors, r => string.Join(' ', (float[])r.GetValue(0)))];

    // Four photos, embeddings alone.
    private async Task<(string Photos, string Address)> IndexedAsync(TempFolder folder)
    {
        foreach (var photo in Directory.GetFiles(TestData.Samples("shop"), "*.jpg").Order(StringComparer.Ordinal).Take(4))
            File.Copy(photo, folder["photos", Path.GetFileName(photo)]);
        var address = CatalogContent.Text((await (await shared.GetAsync()).CreateDatabaseAsync()).With("photos", folder.Path));
        using var catalog = GarmentCatalog.OpenOrCreate(address, new() { Outputs = ["embedding"] });
        await catalog.UpdateAsync(folder["photos"]);
        return (folder["photos"], address);
    }

    private sealed class Now(Action<WorkProgress> report) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => report(value);
    }
}
