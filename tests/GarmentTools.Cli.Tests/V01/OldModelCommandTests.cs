using System.Text.Json;
using GarmentTools.Tests;

namespace GarmentTools.Cli.Tests;

/// <summary>
/// What needs the model that version 0.1's files were made with. Where that model comes no longer with the program, these tests say what becomes of the files.
/// </summary>
public sealed class OldModelCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public OldModelCommandTests() => OldFiles.CopyTo(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_photo_finds_what_it_found()
    {
        var run = _folder.Run("similar", "queries/street-35.jpg", "--catalog", "shop.garments", "--json");
        Assert.True(run.Code == 0, run.Error);
        OldJson.AssertHolds(OldFiles.Expected("similarStreetPhoto"), JsonDocument.Parse(run.Out).RootElement, OldFiles.Embedded, ["FullPath"]);
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
        var run = _folder.Run("evaluate", "--pairs", TestData.Samples("pairs.csv"), "--region", "Whole", "--baseline", "evaluation.json", "--json", "-q");
        Assert.True(run.Code == 0, run.Error);
        var mrr = JsonDocument.Parse(run.Out).RootElement.GetProperty("comparison").GetProperty("mrr");
        Assert.Equal(old.GetProperty("mrr").GetDouble(), mrr.GetProperty("baseline").GetDouble());
        Assert.InRange(mrr.GetProperty("difference").GetDouble(), -0.01, 1);
    }

    // Killed at once after some photos were seen committed, and a few times at any moment: what was there stays, and the next run ends.
    [Fact]
    public void Killed_half_way_through_more_photos_it_is_sound_and_the_next_run_ends()
    {
        foreach (var photo in Directory.GetFiles(TestData.Samples("street"))) File.Copy(photo, _folder["more", Path.GetFileName(photo)]);
        var (original, catalog) = (File.ReadAllBytes(_folder["shop.garments"]), _folder["shop.garments"]);
        string[] index = ["index", "more", "--domain", "street", "--catalog", "shop.garments", "-q"];
        var whole = Kills.Time(_folder, Restore, index);
        foreach (var seed in Kills.Seeds(usual: 3))
        {
            Kills.At(_folder, seed, whole, index, Restore);
            _folder.Succeed("verify", "--catalog", "shop.garments", "-q");
            AssertOldGarments(all: false);
            _folder.Succeed(index);
            _folder.Succeed("verify", "--catalog", "shop.garments", "-q");
            AssertOldGarments(all: true);
        }

        void Restore()
        {
            foreach (var file in Directory.GetFiles(_folder.Path, "shop.garments*")) File.Delete(file);
            File.WriteAllBytes(catalog, original);
        }
    }

    private void AssertOldGarments(bool all)
    {
        using var catalog = GarmentCatalog.Open(_folder["shop.garments"]);
        var garments = catalog.List().ToDictionary(garment => garment.Id, garment => garment.Path);
        Assert.All(OldFiles.Rows("list"), row => Assert.Equal(row.GetProperty("Path").GetString(), garments[row.GetProperty("Id").GetInt64()]));
        if (all) Assert.Equal(27 + 60, garments.Count);
        Assert.Equal((3, 3), (catalog.GetDecisions().Count, catalog.GetRejectedFiles().Count));
    }
}
