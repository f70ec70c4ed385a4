using System.Text.Json;
using GarmentTools.Catalogs;
using GarmentTools.Tests;

namespace GarmentTools.Cli.Tests;

/// <summary>
/// The commands over files of version 0.1 print what they printed: scripts of its users read it. No model is needed for any of it.
/// </summary>
public sealed class OldCommandTests : IDisposable
{
    // What depends on the place, the time, or the schema.
    private static readonly string[] s_ignored = ["FullPath", "FileBytes", "SchemaVersion", "Generation", "LastChange", "Reason"];
    private readonly TempFolder _folder = new();

    public OldCommandTests() => OldFiles.CopyTo(_folder.Path);

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Answers => new()
    {
        { "list", "list" },
        { "rejected", "list --rejected" },
        { "decisions", "decide list" },
        { "attributeNames", "attributes list" },
        { "attributeColors", "attributes list color" },
        { "similarId", "similar --id 5" },
        { "similarIdFeatures", "similar --id 5 --output features" },
        { "duplicates", "duplicates" },
        { "metric", "metric info metric.npz" },
        { "matrix: uint16", "matrix info matrix-uint16.npz" },
        { "neighbors: float32", "matrix neighbors matrix-float32.npz 5 --count 5" },
        { "neighbors: uint16", "matrix neighbors matrix-uint16.npz 5 --count 5" },
        { "neighbors: uint8", "matrix neighbors matrix-uint8.npz 5 --count 5" },
        { "neighbors: neighbors", "matrix neighbors matrix-neighbors.npz 5 --count 5" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void A_command_prints_the_json_that_it_printed(string answer, string command)
    {
        var found = Json([.. command.Split(' ')]);
        OldJson.AssertHolds(OldFiles.Expected(answer), found, OldFiles.Stored, s_ignored);
    }

    [Fact]
    public void The_catalog_is_what_it_was_and_sound()
    {
        OldJson.AssertHolds(OldFiles.Expected("catalog"), Json("catalog"), 0, [.. s_ignored, "Path"]);
        _folder.Succeed("verify", "--catalog", "shop.garments");
        _folder.Succeed("verify", "--catalog", "auto.garments");
    }

    [Fact]
    public void The_report_of_the_catalog_says_what_it_said()
    {
        _folder.Succeed("report", "catalog", "--catalog", "shop.garments", "--output", "now.json", "-q");
        // The map is made by chance that is seeded, but not to the last digit.
        var (old, found) = (OldFiles.Read(_folder["report-catalog.json"]), OldFiles.Read(_folder["now.json"]));
        OldJson.AssertHolds(old, found, 1e-4, [.. s_ignored, "Path", "Map"]);
    }

    [Fact]
    public void An_old_evaluation_is_a_baseline()
    {
        var old = OldFiles.Read(_folder["evaluation-catalog.json"]);
        var now = Json("evaluate", "--catalog", "shop.garments", "--baseline", "evaluation-catalog.json", "-q");
        var mrr = now.GetProperty("comparison").GetProperty("mrr");
        Assert.Equal(old.GetProperty("mrr").GetDouble(), mrr.GetProperty("baseline").GetDouble());
        Assert.Equal(0, mrr.GetProperty("difference").GetDouble());
    }

    [Fact]
    public void Old_evaluations_become_a_report()
    {
        const string Evaluation = "evaluation.json";
        string[] report = ["report", "evaluation", Evaluation, "--baseline", Evaluation, "--photos", TestData.Samples(), "-q"];
        _folder.Succeed([.. report, "--output", "report.json"]);
        OldJson.AssertHolds(OldFiles.Read(_folder["evaluation.json"]), OldFiles.Read(_folder["report.json"]), 0, []);
        _folder.Succeed([.. report, "--output", "report.html"]);
    }

    private JsonElement Json(params string[] args)
    {
        var garment = _folder.Garment;
        garment.Variables[CatalogLocator.Variable] = _folder["shop.garments"];
        var run = garment.Run([.. args, "--json"]);
        Assert.True(run.Code == 0, run.Error);
        return JsonDocument.Parse(run.Out).RootElement;
    }
}
