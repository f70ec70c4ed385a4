using System.Text.Json;
using GarmentTools.Tests;

namespace GarmentTools.Cli.Tests;

/// <summary>
/// What needs the model that version 0.1's files were made with. Where that model comes no longer with the program, these tests say what
/// becomes of the files.
/// </summary>
public sealed class OldModelCommandTests(ITestOutputHelper output) : IDisposable
{
    private readonly TempFolder _folder = Copied();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_photo_finds_what_it_found()
    {
        var run = _folder.Run("similar", "queries/street-35.jpg", "--catalog", "shop.garments", "--json");
        Assert.True(run.Code == 0, run.Error);
        var found = JsonDocument.Parse(run.Out).RootElement;
        OldJson.AssertHolds(OldFiles.Expected("similarStreetPhoto"), found, OldFiles.Embedded, ["FullPath"]);
    }

    [Fact]
    public void The_report_of_a_photo_says_what_it_said()
    {
        _folder.Succeed("report", "similar", "queries/street-35.jpg", "--catalog", "shop.garments", "--output", "now.json", "-q");
        // One pixel and one hundredth of the person's score, for other processors.
        var (old, found) = (OldFiles.Read(_folder["report-similar.json"])[0], OldFiles.Read(_folder["now.json"])[0]);
        OldJson.AssertHolds(old.GetProperty("Neighbors"), found.GetProperty("Neighbors"), OldFiles.Embedded, ["FullPath"]);
        OldJson.AssertHolds(old.GetProperty("Regions"), found.GetProperty("Regions"), 1, []);
    }

    [Fact]
    public void An_old_evaluation_of_pairs_is_a_baseline_that_nothing_fell_behind()
    {
        var old = OldFiles.Read(_folder["evaluation.json"]);
        string[] evaluate = ["evaluate", "--pairs", TestData.Samples("pairs.csv"), "--region", "Whole", "--json", "-q"];
        var run = _folder.Run([.. evaluate, "--baseline", "evaluation.json"]);
        Assert.True(run.Code == 0, run.Error);
        var mrr = JsonDocument.Parse(run.Out).RootElement.GetProperty("comparison").GetProperty("mrr");
        Assert.Equal(old.GetProperty("mrr").GetDouble(), mrr.GetProperty("baseline").GetDouble());
        Assert.InRange(mrr.GetProperty("difference").GetDouble(), -0.01, 1);
    }

    // Killed as soon as so many of the photos were seen committed: what was there stays, and the next run ends.
    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Killed_half_way_through_more_photos_it_is_sound_and_the_next_run_ends(int committed)
    {
        var photos = Directory.GetFiles(TestData.Samples(), "*.jpg", SearchOption.AllDirectories);
        foreach (var photo in photos) File.Copy(photo, _folder["more", Path.GetFileName(photo)]);
        var original = File.ReadAllBytes(_folder["shop.garments"]);
        string[] index = ["index", "more", "--catalog", "shop.garments", "-q"];
        var old = OldFiles.Rows("list").Count();
        do
        {
            foreach (var file in Directory.GetFiles(_folder.Path, "shop.garments*")) File.Delete(file);
            File.WriteAllBytes(_folder["shop.garments"], original);
            KillWhen(index, () => Kills.Committed(_folder["shop.garments"]).Count >= old + committed);
        }
        while (Kills.Committed(_folder["shop.garments"]).Count == old + photos.Length); // done before it was killed: that does not count
        _folder.Succeed("verify", "--catalog", "shop.garments", "-q");
        var kept = GarmentsBesideTheOld();
        Assert.InRange(kept, committed, photos.Length - 1);
        output.WriteLine($"killed with {kept} of {photos.Length} more photos in the catalog");
        _folder.Succeed(index);
        _folder.Succeed("verify", "--catalog", "shop.garments", "-q");
        Assert.Equal(photos.Length, GarmentsBesideTheOld());
    }

    private void KillWhen(string[] args, Func<bool> isTime)
    {
        using var process = _folder.Garment.Start(args);
        var (error, text) = (process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        while (!isTime() && !process.HasExited) Thread.Sleep(5);
        process.Kill();
        process.WaitForExit();
        Task.WaitAll(error, text);
        Assert.False(process.ExitCode is > 0 and < 128, error.Result); // it failed by itself
    }

    private static TempFolder Copied()
    {
        var folder = new TempFolder();
        OldFiles.CopyTo(folder.Path);
        return folder;
    }

    private int GarmentsBesideTheOld()
    {
        using var catalog = GarmentCatalog.Open(_folder["shop.garments"]);
        var garments = catalog.List().ToDictionary(garment => garment.Id, garment => garment.CatalogPath);
        Assert.All(OldFiles.Rows("list"), row => Assert.Equal(row.GetProperty("Path").GetString(), garments[OldFiles.Id(row)]));
        Assert.Equal((3, 3), (catalog.GetDecisions().Count, catalog.GetRejectedFiles().Count));
        return garments.Count - OldFiles.Rows("list").Count();
    }
}
