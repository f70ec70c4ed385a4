using System.Diagnostics;

namespace GarmentTools.Postgres.Tests;

/// <summary>
/// Several worker processes at once, killed (SIGKILL) at random moments while the server restarts between them: the catalog ends as if
/// nothing had happened.
/// A short round in every run; many, longer ones with GARMENT_SOAK=1.
/// </summary>
public sealed class KillTests
{
    private static readonly bool s_soak = Environment.GetEnvironmentVariable("GARMENT_SOAK") == "1";
    private static readonly int s_rounds = s_soak ? int.Parse(Environment.GetEnvironmentVariable("GARMENT_SOAK_ROUNDS") ?? "20",
        System.Globalization.CultureInfo.InvariantCulture) : 1;
    private static readonly int s_firstSeed = int.Parse(Environment.GetEnvironmentVariable("GARMENT_SOAK_SEED") ?? "0",
        System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Killed_workers_and_a_server_that_restarts_lose_nothing_and_double_nothing()
    {
        await using var server = await DebianServer.StartAsync();
        using var folder = new TempFolder();
        var photos = SamplePhotos.CopyTo(folder);
        var expected = await CatalogContent.OfLocalIndexAsync(folder, photos);
        for (var seed = s_firstSeed; seed < s_firstSeed + s_rounds; seed++)
        {
            var address = (await server.CreateDatabaseAsync()).With("photos", folder.Path).With("sslmode", "verify-full")
                .With("sslrootcert", server.RootCertificate);
            await RoundAsync(server, address, photos, new Random(seed));
            await CatalogContent.AssertEqualAsync(expected, address);
        }
    }

    private static async Task RoundAsync(DebianServer server, PostgresAddress address, string photos, Random random)
    {
        using (var index = Program(address, "index", photos, "--queue")) Assert.Equal(0, (await index.FinishAsync()).Code);
        var workers = new List<GarmentProgram>();
        var said = "";
        try
        {
            for (var i = 0; i < 3; i++) workers.Add(Worker(address));
            var kills = s_soak ? 12 : 3;
            for (var kill = 0; kill < kills; kill++)
            {
                await Task.Delay(TimeSpan.FromSeconds(0.4 + random.NextDouble() * (s_soak ? 2.5 : 1.5)));
                var victim = random.Next(workers.Count);
                workers[victim].Kill();
                said += (await workers[victim].FinishAsync()).Error;
                workers[victim].Dispose();
                workers[victim] = Worker(address);
                if (kill % 5 != 1) continue;
                server.Stop(random.Next(2) == 0 ? "fast" : "immediate");
                await Task.Delay(TimeSpan.FromSeconds(random.NextDouble() * 2));
                server.Start();
            }
            foreach (var worker in workers)
            {
                var (code, _, error) = await worker.FinishAsync();
                said += error;
                // 1: one of them rejected the file that is no picture. 3: started just while the server was down.
                Assert.True(code is 0 or 1 || (code == 3 && IsServerDown(error)), $"exit code {code}: {error}");
            }
            using var last = Worker(address);
            Assert.InRange((await last.FinishAsync()).Code, 0, 1);
        }
        finally { workers.ForEach(worker => worker.Dispose()); }
        if (s_soak) TestContext.Current.SendDiagnosticMessage(said);
        Assert.DoesNotContain(DebianServer.Password, said);
        Assert.DoesNotContain("   at ", said);
        Assert.DoesNotContain("error: unexpected", said);
        Assert.DoesNotContain("dead: ", said);
    }

    [Fact]
    public async Task A_worker_that_is_asked_to_stop_gives_back_what_it_had()
    {
        await using var server = await DebianServer.StartAsync();
        using var folder = new TempFolder();
        var photos = SamplePhotos.CopyTo(folder);
        var address = (await server.CreateDatabaseAsync()).With("photos", folder.Path);
        using var catalog = GarmentCatalog.OpenOrCreate(CatalogContent.Text(address));
        catalog.Queue([photos]);
        using var worker = Program(address, "work", "--threads", "1", "--lease", "1h");
        var clock = Stopwatch.StartNew();
        while (catalog.GetQueue().Running == 0 && clock.Elapsed < TimeSpan.FromSeconds(60)) await Task.Delay(20);
        worker.Terminate();
        var (code, _, error) = await worker.FinishAsync();
        Assert.Equal(130, code);
        Assert.Contains("Stopped.", error);
        var left = catalog.GetQueue();
        Assert.Equal((0L, 0L, 0L), (left.Running, left.Retrying, left.Dead)); // at once, not in an hour, and as if never taken
        Assert.Empty(left.Workers);
        Assert.Equal(349, left.Queued + catalog.List().Count + catalog.GetRejectedFiles().Count);
    }

    private static GarmentProgram Worker(PostgresAddress address) =>
        Program(address, "work", "--until-empty", "--threads", "1", "--lease", "4s", "--attempts", "20");

    private static GarmentProgram Program(PostgresAddress address, params string[] args) =>
        new(address.ToString(), DebianServer.Password, args);

    private static bool IsServerDown(string error) =>
        error.Contains("refused", StringComparison.Ordinal) || error.Contains("starting", StringComparison.Ordinal)
        || error.Contains("shut down", StringComparison.Ordinal) || error.Contains("broke off", StringComparison.Ordinal);
}
