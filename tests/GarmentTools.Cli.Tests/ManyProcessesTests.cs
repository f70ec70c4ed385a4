using System.Diagnostics;
using System.Text.Json;

namespace GarmentTools.Cli.Tests;

/// <summary>
/// Two writers and ten readers at once, each a process of its own: for a minute with GARMENT_SOAK=1, for some seconds with fewer readers in
/// every run.
/// </summary>
public sealed class ManyProcessesTests(ITestOutputHelper output)
{
    private static readonly bool s_soak = Environment.GetEnvironmentVariable("GARMENT_SOAK") == "1";

    // The system drops a process's locks of a file when any handle of it is closed. SQLite knows how to live with that; who opens a catalog
    // beside it must not.
    [Fact]
    public async Task What_is_committed_is_seen_by_processes_that_come_and_go_meanwhile()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new TempFolder();
        using var catalog = GarmentCatalog.OpenOrCreate(folder["c.garments"]); // just made
        Assert.Equal(0, Listed());
        await AddAsync(1);
        Assert.Equal(1, Listed());
        // in the same process, while the first one's connections wait for their next use
        using var second = GarmentCatalog.Open(folder["c.garments"]);
        Assert.Equal(1, Listed());
        await AddAsync(2);
        Assert.Equal(2, Listed());

        Task AddAsync(int photo)
        {
            File.WriteAllBytes(folder["photos", $"{photo}.jpg"], Pictures.Numbered(photo));
            return catalog.UpdateAsync([folder["photos"]], cancellationToken: cancellationToken);
        }

        int Listed() => JsonDocument.Parse(folder.Run("list", "--json", "--catalog", "c.garments").Out).RootElement.GetArrayLength();
    }

    [Fact]
    public async Task Writers_and_readers_of_one_catalog_do_not_disturb_each_other()
    {
        using var folder = new TempFolder();
        var (time, readers) = s_soak ? (TimeSpan.FromMinutes(1), 10) : (TimeSpan.FromSeconds(5), 3);
        for (var i = 0; i < 8; i++) File.WriteAllBytes(folder["start", $"{i}.jpg"], Pictures.Numbered(i));
        folder.Succeed("index", "start", "--catalog", "c.garments");
        folder.Succeed("attributes", "set", "1", "color=red", "--catalog", "c.garments");
        var clock = Stopwatch.StartNew();
        var written = new int[2];
        var asked = new int[readers];
        var work = Enumerable.Range(0, 2).Select(w => Task.Run(() => Write(w)))
            .Concat(Enumerable.Range(0, readers).Select(r => Task.Run(() => Read(r)))).ToArray();
        await Task.WhenAll(work);
        output.WriteLine($"{written.Sum()} writing runs and {asked.Sum()} reading ones in {clock.Elapsed.TotalSeconds:N0} s");
        Assert.All(written.Concat(asked), count => Assert.True(count > 0));

        folder.Succeed("verify", "--catalog", "c.garments");
        using var catalog = GarmentCatalog.Open(folder["c.garments"]);
        var there = catalog.List().Select(garment => garment.CatalogPath).ToHashSet(StringComparer.Ordinal);
        Assert.All(Directory.GetFiles(folder.Path, "*.jpg", SearchOption.AllDirectories), photo =>
            Assert.Contains(Path.GetRelativePath(folder.Path, photo), there));
        Assert.Equal(8 + 3 * written.Sum(), there.Count);
        Assert.Empty(Directory.GetFiles(folder.Path, "*.tmp"));

        // Each writer has a folder of its own, adds three photos a time, and sets an attribute.
        void Write(int writer)
        {
            while (clock.Elapsed < time)
            {
                var round = written[writer]++;
                for (var i = 0; i < 3; i++)
                    File.WriteAllBytes(folder[$"w{writer}", $"{round:000}-{i}.jpg"],
                        Pictures.Numbered(100 + writer * 1000 + round * 3 + i));
                folder.Succeed("index", $"w{writer}", "--catalog", "c.garments", "-q");
                folder.Succeed("attributes", "set", $"w{writer}/{round:000}-0.jpg", $"round={round}", "--catalog", "c.garments");
            }
        }

        // A reader always gets a whole answer, and never fewer garments than before.
        void Read(int reader)
        {
            var most = 8;
            for (; clock.Elapsed < time; asked[reader]++)
            {
                var rows = Json("list", "--json");
                Assert.True(rows.GetArrayLength() >= most, $"{rows.GetArrayLength()} garments, {most} before");
                most = rows.GetArrayLength();
                Assert.Equal(7, Json("similar", "--id", "1", "--count", "7", "--json").GetArrayLength());
                if (asked[reader] % 4 == reader % 4) folder.Succeed("verify", "--catalog", "c.garments");
            }
        }

        JsonElement Json(params string[] args)
        {
            var run = folder.Run([.. args, "--catalog", "c.garments"]);
            Assert.True(run.Code == 0, run.Error);
            return JsonDocument.Parse(run.Out).RootElement;
        }
    }
}
