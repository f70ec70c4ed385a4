namespace GarmentTools.Cli.Tests;

/// <summary>
/// Disks that are full, read-only, or gone: what was there before stays, the error names the file, and the next run goes on.
/// </summary>
public sealed class DiskTests(Shop shop, PairedPhotos pairs)
{
    [Fact]
    public void A_full_disk_loses_nothing_that_was_stored()
    {
        using var copy = shop.Copy();
        using var small = Machine.MountSmallDisk(copy["small"], "256k");
        Assert.Equal(1, copy.Run("index", "photos", "--catalog", "small/c.garments").Code);
        for (var i = 0; i < 60; i++) File.WriteAllBytes(copy["many", $"{i}.jpg"], Pictures.Numbered(i));
        var run = copy.Run("index", "many", "--catalog", "small/c.garments");
        Assert.Equal(3, run.Code);
        Assert.Contains("The disk that holds '" + copy["small", "c.garments"] + "' is full. Free some room", run.OnlyError());
        Assert.Equal(0, copy.Run("verify", "--catalog", "small/c.garments").Code);
        Assert.Contains("red dress.jpg", copy.Run("list", "--catalog", "small/c.garments").Out);
        // though there is no room for its vector file
        Assert.Equal(0, copy.Run("similar", "street.jpg", "--catalog", "small/c.garments").Code);
    }

    public static TheoryData<string, string[]> Writers => new()
    {
        { "m.npz", ["matrix", "build", "--catalog", "photos", "--vectors", "features", "--bits", "24"] },
        { "r.html", ["report", "catalog", "--catalog", "photos"] },
        { "r.csv", ["report", "catalog", "--catalog", "photos"] },
        { "r.json", ["report", "similar", "street.jpg", "--catalog", "photos"] },
        { "metric.npz", ["metric", "learn", "--pairs", "PAIRS", "--region", "Whole"] },
    };

    [Theory, MemberData(nameof(Writers))]
    public void A_full_disk_leaves_the_file_that_was_there(string name, string[] args)
    {
        using var copy = shop.Copy();
        using var small = Machine.MountSmallDisk(copy["small"], "4m");
        string[] line = [.. args.Select(Pairs), "--output", copy["small", name], "-q"];
        copy.Succeed(line);
        var whole = File.ReadAllBytes(copy["small", name]);
        File.WriteAllText(copy["small", name], "what was there before");
        small.Fill(left: 0);
        var run = copy.Run(line);
        Assert.Equal(3, run.Code);
        var error = run.Error.TrimEnd('\n').Split('\n')[^1];
        Assert.StartsWith("error: ", error);
        Assert.Contains(copy["small", name], error);
        Assert.Matches("No space left|the disk has|[Ff]ree", error);
        Assert.Equal("what was there before", File.ReadAllText(copy["small", name]));
        Assert.Equal(["filler", name], Directory.GetFiles(copy["small"]).Select(Path.GetFileName).Order());
        small.Empty();
        copy.Succeed(line);
        Assert.Equal(whole, File.ReadAllBytes(copy["small", name]));
    }

    [Theory, MemberData(nameof(Writers))]
    public void A_read_only_folder_is_named(string name, string[] args)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs Unix permissions");
        using var copy = shop.Copy();
        Directory.CreateDirectory(copy["closed"]);
        foreach (var file in Directory.GetFiles(pairs.Folder.Path, "*", SearchOption.AllDirectories))
            File.Copy(file, copy["pairs", Path.GetRelativePath(pairs.Folder.Path, file)]);
        var garment = Machine.AsNobody(copy);
        File.SetUnixFileMode(copy["closed"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var run = garment.Run([.. args.Select(word => word == "PAIRS" ? copy["pairs", "pairs.csv"] : word), "--output",
            copy["closed", name], "-q"]);
        Assert.Equal(3, run.Code);
        var error = run.Error.TrimEnd('\n').Split('\n')[^1];
        Assert.StartsWith("error: ", error);
        Assert.Contains(copy["closed", name], error);
        Assert.Contains("denied", error);
        Assert.Empty(Directory.GetFiles(copy["closed"]));
    }

    // The folder is moved away while photos are written into the catalog; on Unix the open file would take them, and keep none.
    [Fact]
    public void A_catalog_whose_folder_vanishes_is_told_and_goes_on_when_it_is_back()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not let go of a folder with open files");
        using var folder = new TempFolder();
        for (var i = 0; i < 300; i++) File.WriteAllBytes(folder["photos", $"{i:000}.jpg"], Pictures.Numbered(i));
        var catalog = folder["disk", "c.garments"];
        using var process = folder.Garment.Start("index", "photos", "--catalog", catalog);
        Assert.True(SpinWait.SpinUntil(() => Wait() && Kills.Committed(catalog).Count > 0, TimeSpan.FromMinutes(1)),
            "nothing was committed within a minute");
        Directory.Move(folder["disk"], folder["away"]);
        var run = GarmentProcess.Finish(process);
        Assert.Equal(3, run.Code);
        Assert.Contains($"'{catalog}' is not there any more", run.OnlyError());
        Assert.False(Directory.Exists(folder.Path + "/disk"));
        Directory.Move(folder["away"], folder.Path + "/disk");
        folder.Succeed("verify", "--catalog", catalog);
        folder.Succeed("index", "photos", "--catalog", catalog);
        Assert.Equal(300, Kills.Committed(catalog).Count);

        static bool Wait()
        {
            Thread.Sleep(20);
            return true;
        }
    }

    private string Pairs(string word) => word == "PAIRS" ? pairs.Folder["pairs.csv"] : word;
}
