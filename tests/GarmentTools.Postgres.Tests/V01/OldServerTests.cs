namespace GarmentTools.Postgres.Tests;

/// <summary>
/// A catalog that version 0.1 made on a server opens with all that it holds, gives the answers of its source, and can be changed;
/// with pgvector and without.
/// </summary>
public sealed class OldServerTests(SharedDebianServer debian)
{
    public static TheoryData<string, string> Servers => new()
    {
        { CatalogServer.Debian, "postgres-debian.sql" },
        { CatalogServer.Pglite, "postgres-pgvector.sql" },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task It_holds_and_answers_what_the_catalog_in_a_file_does(string kind, string dump)
    {
        await using var server = await RestoredAsync(kind, dump);
        using var folder = Files();
        using var local = GarmentCatalog.Open(folder["shop.garments"]);
        using var remote = GarmentCatalog.Open(server.Address);
        Assert.Equal(OldFiles.Expected("catalogPostgres").GetProperty("Garments").GetInt64(), remote.GetInfo().Garments);
        SameAnswers.AssertSameContent(local, remote);
        SameAnswers.AssertSameAnswers(local, remote);
        var expected = OldFiles.Rows("similarId").ToList();
        var found = remote.FindSimilar(5).Neighbors;
        Assert.Equal(expected.Select(OldFiles.Id), found.Select(neighbor => neighbor.Garment.Id));
        foreach (var (row, neighbor) in expected.Zip(found))
            Assert.Equal(row.GetProperty("Distance").GetDouble(), neighbor.Distance, OldFiles.Stored);
        Assert.Empty(remote.Verify().Findings);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task It_can_be_changed_copied_and_is_sound_afterwards(string kind, string dump)
    {
        await using var server = await RestoredAsync(kind, dump);
        using var folder = Files();
        using var remote = GarmentCatalog.Open(server.Address);
        remote.SetAttributes(4, new Dictionary<string, string?> { ["color"] = "petrol" });
        Assert.True(remote.Decide(5, 6, true));
        Assert.Equal(1, remote.Remove([28]));
        Assert.Equal(26, remote.CopyTo(folder["copies/copy.garments"]).Copied);
        Assert.Empty(remote.Verify().Findings);
        using var copy = GarmentCatalog.Open(folder["copies/copy.garments"]);
        Assert.Empty(copy.Verify().Findings);
        foreach (var catalog in new[] { remote, copy })
        {
            Assert.Equal(OldFiles.Rows("list").Select(OldFiles.Id).Where(id => id != 28), catalog.List().Select(garment => garment.Id));
            Assert.Equal(("petrol", 4), (catalog.Find(4)!.Attributes["color"], catalog.GetDecisions().Count));
        }
    }

    // Needs the model that the catalog was made with: where it comes no longer with the program, this test says what becomes of the queue.
    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_photo_that_was_queued_is_worked_on(string kind, string dump)
    {
        await using var server = await RestoredAsync(kind, dump);
        using var folder = Files();
        using var remote = GarmentCatalog.Open($"{server.Address}&photos={Uri.EscapeDataString(folder.Path)}");
        Assert.Equal(1, remote.GetQueue().Queued);
        await remote.WorkAsync(new() { UntilEmpty = true, Threads = 1 });
        Assert.Equal((0, 0), (remote.GetQueue().Queued, remote.GetQueue().Dead));
        Assert.Equal(("queries/street-35.jpg", "street"), (remote.Find(29)!.CatalogPath, remote.Find(29)!.Domain));
        var nearest = remote.FindSimilar(folder["queries/street-35.jpg"]).Neighbors[0];
        Assert.Equal(OldFiles.Id(OldFiles.Rows("similarStreetPhoto").First()), nearest.Garment.Id);
    }

    private static TempFolder Files()
    {
        var folder = new TempFolder();
        OldFiles.CopyTo(folder.Path);
        return folder;
    }

    private async Task<CatalogServer> RestoredAsync(string kind, string dump)
    {
        var server = await CatalogServer.StartAsync(kind, debian);
        try
        {
            // A dump empties the search path of its session, which pglite keeps for those that come.
            // Its vectors are kept by its identity in the user's folder: each restored server is one of its own.
            var sql = await File.ReadAllTextAsync(Path.Combine(OldFiles.Folder, dump))
                + $"\nUPDATE garments.meta SET value = '{Guid.NewGuid():N}' WHERE key = 'identity';\nRESET ALL;";
            await DebianServer.ExecuteAsync(PostgresAddress.Parse(server.Address), sql);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }
}
