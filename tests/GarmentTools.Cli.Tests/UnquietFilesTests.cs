using System.Diagnostics;

namespace GarmentTools.Cli.Tests;

/// <summary>Photos that change, vanish, are too many or too large, links that lead in circles, and a clock that goes back.</summary>
public sealed class UnquietFilesTests(ITestOutputHelper output)
{
    private static readonly bool s_soak = Environment.GetEnvironmentVariable("GARMENT_SOAK") == "1";
    private const string FakeTime = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

    [Fact]
    public void Photos_that_change_and_vanish_while_they_are_read_are_right_in_the_end()
    {
        using var folder = new TempFolder();
        const int count = 120;
        for (var i = 0; i < count; i++) File.WriteAllBytes(folder["photos", $"{i:000}.jpg"], Pictures.Numbered(i));
        for (var seed = 0; seed < (s_soak ? 20 : 2); seed++)
        {
            var random = new Random(seed);
            using (var process = folder.Garment.Start("index", "photos", "--catalog", "c.garments"))
            {
                while (!process.HasExited) Disturb(folder["photos", $"{random.Next(count):000}.jpg"], random);
                var run = GarmentProcess.Finish(process);
                Assert.True(run.Code is 0 or 1, run.Error);
                Assert.All(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("rejected: ", line));
            }
            folder.Succeed("verify", "--catalog", "c.garments");
        }
        for (var i = 0; i < count; i++) File.WriteAllBytes(folder["photos", $"{i:000}.jpg"], Pictures.Numbered(i + 1));
        folder.Succeed("index", "photos", "--catalog", "c.garments", "--retry-rejected");
        folder.Succeed("index", "photos", "--catalog", "whole.garments");
        Assert.Equal(Hashes(folder["whole.garments"]), Hashes(folder["c.garments"]));
    }

    [Fact]
    public void Links_that_lead_in_circles_are_walked_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs the right to make links");
        using var folder = new TempFolder();
        File.WriteAllBytes(folder["photos", "a", "1.jpg"], Pictures.Numbered(1));
        File.WriteAllBytes(folder["photos", "b", "2.jpg"], Pictures.Numbered(2));
        Directory.CreateSymbolicLink(folder["photos", "a", "to-b"], folder["photos", "b"]);
        Directory.CreateSymbolicLink(folder["photos", "b", "to-a"], "../a");
        Directory.CreateSymbolicLink(folder["photos", "up"], "..");
        Directory.CreateSymbolicLink(folder["photos", "self"], "self");
        Directory.CreateSymbolicLink(folder["photos", "ping"], "pong");
        Directory.CreateSymbolicLink(folder["photos", "pong"], "ping");
        File.CreateSymbolicLink(folder["photos", "self.jpg"], "self.jpg");
        var run = folder.Run("index", "photos", "--catalog", "c.garments");
        Assert.Equal(1, run.Code); // the link to itself, by its name
        Assert.Contains("self.jpg", run.Error);
        using var catalog = GarmentCatalog.Open(folder["c.garments"]);
        Assert.Equal(["photos/a/1.jpg", "photos/b/2.jpg"], catalog.List().Select(garment => garment.CatalogPath)
            .Order(StringComparer.Ordinal));
    }

    // The catalog compares times of files with what they were, never with now; so neither does a clock that is set back change what is
    // found changed.
    [Fact]
    public void A_clock_that_is_set_back_changes_nothing()
    {
        Assert.SkipUnless(File.Exists(FakeTime), $"needs {FakeTime} (apt-get install libfaketime)");
        using var folder = new TempFolder();
        for (var i = 0; i < 9; i++) File.WriteAllBytes(folder["photos", $"{i}.jpg"], Pictures.Numbered(i));
        File.WriteAllText(folder["photos", "bad.jpg"], "no photo");
        folder.Run("index", "photos", "--catalog", "c.garments");
        var yesterday = folder.Garment;
        (yesterday.Variables["LD_PRELOAD"], yesterday.Variables["FAKETIME"],
            yesterday.Variables["FAKETIME_DONT_FAKE_MONOTONIC"]) = (FakeTime, "-400d", "1");
        yesterday.Variables["NO_FAKE_STAT"] = "1"; // the files keep their own times
        var run = yesterday.Run("index", "photos", "--catalog", "c.garments");
        Assert.Equal(0, run.Code); // nothing is new, and the bad file was told of already
        Assert.Matches(@"unchanged +9\n", run.Out);
        File.WriteAllBytes(folder["photos", "0.jpg"], Pictures.Numbered(20));
        File.SetLastWriteTimeUtc(folder["photos", "0.jpg"], DateTime.UtcNow.AddYears(-1));
        File.WriteAllBytes(folder["photos", "9.jpg"], Pictures.Numbered(9));
        File.SetLastWriteTimeUtc(folder["photos", "9.jpg"], DateTime.UtcNow.AddYears(50));
        run = yesterday.Run("index", "photos", "--catalog", "c.garments");
        Assert.Matches(@"added +1\n", run.Out);
        Assert.Matches(@"(changed|updated) +1\n", run.Out);
        Assert.Matches(@"unchanged +10\n", folder.Run("index", "photos", "--catalog", "c.garments").Out);
        Assert.Equal(0, yesterday.Run("verify", "--catalog", "c.garments").Code);
        Assert.Equal(0, yesterday.Run("matrix", "build", "--catalog", "c.garments", "--output", "m.npz", "-q").Code);
        Assert.Contains("in step", folder.Run("matrix", "update", "m.npz", "--catalog", "c.garments").Out);
    }

    // 100,000 files (5,000 in every run), nearly all of them empty: each is told of once, and the rest is indexed.
    [Fact]
    public void A_folder_of_very_many_files_is_indexed_in_bounded_memory()
    {
        using var folder = new TempFolder();
        var (count, photos) = (s_soak ? 100_000 : 5_000, 20);
        for (var i = 0; i < count - photos; i++) File.WriteAllBytes(folder["photos", $"{i:000000}.jpg"], []);
        for (var i = 0; i < photos; i++) File.WriteAllBytes(folder["photos", $"p{i}.jpg"], Pictures.Numbered(i));
        var (first, firstPeak, time) = Watch(folder, "index", "photos", "--catalog", "c.garments");
        Assert.Equal(1, first.Code);
        Assert.Equal(count - photos, first.Error.Split('\n').Count(line => line.StartsWith("rejected: ", StringComparison.Ordinal)));
        Assert.Matches($@"added +{photos}\n", first.Out);
        var (again, againPeak, againTime) = Watch(folder, "index", "photos", "--catalog", "c.garments");
        Assert.Matches($@"unchanged +{photos}\n", again.Out);
        Assert.Empty(again.Error);
        output.WriteLine($"{count} files: {time.TotalSeconds:N1} s and at most {firstPeak >> 20} MB, again {againTime.TotalSeconds:N1} s " +
            $"and {againPeak >> 20} MB");
        Assert.True(Math.Max(firstPeak, againPeak) < 600L << 20, $"{firstPeak >> 20} MB");
    }

    [Fact]
    public void A_photo_of_300_MB_is_refused_unread()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder["photos", "good.jpg"], Pictures.Numbered(1));
        File.WriteAllBytes(folder["photos", "huge.jpg"], Pictures.Numbered(2));
        using (var huge = File.OpenWrite(folder["photos", "huge.jpg"])) huge.SetLength(300L << 20); // a hole: costs no disk
        var (run, peak, time) = Watch(folder, "index", "photos", "--catalog", "c.garments");
        Assert.Equal(1, run.Code);
        Assert.Contains("has 314,572,800 bytes or more, at most 268,435,456 are read", run.Error);
        Assert.Matches(@"added +1\n", run.Out);
        output.WriteLine($"{time.TotalSeconds:N1} s, at most {peak >> 20} MB");
        Assert.True(peak < 300L << 20, $"{peak >> 20} MB");
    }

    private static void Disturb(string photo, Random random)
    {
        try
        {
            switch (random.Next(5))
            {
                case 0: File.Delete(photo); break;
                case 1: File.WriteAllBytes(photo, Pictures.Numbered(random.Next(200))); break;
                case 2: // half of it is there for a moment, as of a copy that goes on
                    var bytes = Pictures.Numbered(random.Next(200));
                    File.WriteAllBytes(photo, bytes[..(bytes.Length / 2)]);
                    Thread.Sleep(1);
                    File.WriteAllBytes(photo, bytes);
                    break;
                case 3: File.WriteAllBytes(photo, []); break;
                default: Thread.Sleep(random.Next(4)); break;
            }
        }
        catch (IOException) { } // on Windows it may be open just now
    }

    // Runs the program and returns also the most memory that it held, as Linux counts it.
    private static (GarmentRun Run, long Peak, TimeSpan Time) Watch(TempFolder folder, params string[] args)
    {
        var clock = Stopwatch.StartNew();
        using var process = folder.Garment.Start(args);
        var run = Task.Run(() => GarmentProcess.Finish(process));
        long peak = 0;
        while (!run.Wait(TimeSpan.FromMilliseconds(50)))
        {
            try
            {
                var line = File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(l =>
                    l.StartsWith("VmHWM:", StringComparison.Ordinal));
                if (line is not null)
                    peak = long.Parse(line.AsSpan(6, line.Length - 9), System.Globalization.CultureInfo.InvariantCulture) << 10;
            }
            catch (IOException) { } // it has just ended, or this is no Linux
        }
        return (run.Result, peak, clock.Elapsed);
    }

    private static List<string> Hashes(string path)
    {
        using var catalog = GarmentCatalog.Open(path);
        return [.. catalog.List().Select(garment => $"{garment.CatalogPath} {garment.Sha256}").Order(StringComparer.Ordinal)];
    }
}
