using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using GarmentTools.Common;

namespace GarmentTools.Cli.Tests;

public sealed class IndexTests(Shop shop)
{
    [Fact]
    public void Tells_what_it_did_and_names_rejected_files_once()
    {
        Assert.Equal(1, shop.Indexed.Code);
        Assert.Contains("10 garments", shop.Indexed.Out);
        Assert.Matches(@"added +10\n", shop.Indexed.Out);
        Assert.Matches(@"ignored +2 ", shop.Indexed.Out);
        Assert.Matches(@"rejected +1 ", shop.Indexed.Out);
        Assert.Contains("Attributes of 9 garments from 9 rows: kind, color, price, product", shop.Indexed.Out);
        Assert.Matches("^rejected: '.*not a photo.jpg' is not a picture: [^\n]*\nnext: garment similar PHOTO --catalog " +
            "'.*catalog.garments' [^\n]*\n$", shop.Indexed.Error);
        Assert.True(File.Exists(Path.Combine(shop.Path, Shop.Catalog)));
    }

    [Fact]
    public void A_second_run_finds_nothing_to_do()
    {
        using var copy = shop.Copy();
        var run = copy.Run("index", "photos");
        Assert.Equal(0, run.Code);
        Assert.Matches(@"added +0\n", run.Out);
        Assert.Matches(@"unchanged +10\n", run.Out);
        Assert.Matches(@"rejected earlier +1 ", run.Out);
        Assert.Empty(run.Error);
    }

    [Fact]
    public void Follows_moved_changed_and_missing_files()
    {
        using var copy = shop.Copy();
        File.Move(copy["photos", "red shirt.jpg"], copy["photos", "new", "renamed.jpg"]);
        File.WriteAllBytes(copy["photos", "blue shirt.jpg"], Pictures.Jpeg("shirt", "green", variant: 3));
        File.Delete(copy["photos", "green shirt.jpg"]);
        var run = copy.Run("index", "photos");
        Assert.Equal(0, run.Code);
        Assert.Matches(@"changed +1\n", run.Out);
        Assert.Matches(@"moved +1 ", run.Out);
        Assert.Matches(@"missing +1 ", run.Out);
        Assert.Contains("missing: green shirt.jpg", run.Out);

        var json = JsonDocument.Parse(copy.Run("index", "photos", "--remove-missing", "--json").Out).RootElement;
        Assert.Equal(1, json.GetProperty("Removed").GetInt32());
        Assert.Equal(9, json.GetProperty("Unchanged").GetInt32());
    }

    [Fact]
    public void Writes_where_it_is_told()
    {
        using var folder = new TempFolder().Alone();
        File.WriteAllBytes(folder["a", "1.jpg"], Pictures.Numbered(1));
        File.WriteAllBytes(folder["b", "2.jpg"], Pictures.Numbered(2));
        var unclear = folder.Run("index", "a", "b");
        Assert.Equal(3, unclear.Code);
        Assert.Contains("--catalog", unclear.OnlyError());
        Assert.Equal(0, folder.Run("index", "a", "b", "--catalog", "all.garments", "--outputs", "features", "--domain", "street").Code);
        var info = JsonDocument.Parse(folder.Run("catalog", "--json").Out).RootElement; // found upward
        Assert.Equal(2, info.GetProperty("Garments").GetInt64());
        Assert.Equal(2, info.GetProperty("Domains").GetProperty("street").GetInt64());
        Assert.Equal(1280, info.GetProperty("Outputs").GetProperty("features").GetInt32());
        Assert.Equal(0, folder.Run("index", "b/2.jpg").Code); // a file: into the nearest catalog
    }

    [Fact]
    public void Goes_on_from_where_it_was_stopped()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs signals");
        Assert.SkipWhen(IsInterruptIgnored(), "this run was started with SIGINT ignored (a shell's background job), which child " +
            "processes inherit");
        const int Photos = 600;
        using var folder = new TempFolder();
        for (var i = 0; i < Photos; i++) File.WriteAllBytes(folder["photos", $"{i:000}.jpg"], Pictures.Numbered(i));
        using var process = folder.Garment.Start("index", "photos", "--threads", "1");
        var catalog = folder["photos", "catalog.garments"];
        var clock = Stopwatch.StartNew();
        while (Count(catalog) == 0 && !process.HasExited && clock.Elapsed < TimeSpan.FromSeconds(60)) Thread.Sleep(20);
        Assert.False(process.HasExited, "the run was over before it could be stopped");
        Assert.Equal(0, Kill(process.Id, 2));
        var stopped = GarmentProcess.Finish(process);
        Assert.Equal(130, stopped.Code);
        Assert.StartsWith("Stopped.", stopped.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);

        var stored = Count(catalog);
        Assert.InRange(stored, 1, Photos - 1);
        Assert.Equal(0, folder.Run("verify", "--catalog", catalog).Code);
        var rest = JsonDocument.Parse(folder.Run("index", "photos", "--json").Out).RootElement;
        Assert.Equal(Photos - stored, rest.GetProperty("Added").GetInt32());
        Assert.Equal(stored, rest.GetProperty("Unchanged").GetInt32());
    }

    private static bool IsInterruptIgnored() =>
        File.Exists("/proc/self/status") && File.ReadLines("/proc/self/status")
            .FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } line
        && (Convert.ToUInt64(line["SigIgn:".Length..].Trim(), 16) & 2) != 0;

    private static long Count(string catalog)
    {
        try
        {
            if (!File.Exists(catalog)) return 0;
            using var opened = GarmentCatalog.Open(catalog);
            return opened.GetInfo().Garments;
        }
        catch (CatalogException) { return 0; } // its making has only begun
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
