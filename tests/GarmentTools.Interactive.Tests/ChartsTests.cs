using System.Text.Json.Nodes;
using GarmentTools.Catalogs;
using GarmentTools.Common;
using GarmentTools.Distances;
using GarmentTools.Embedding;
using GarmentTools.Evaluation;
using GarmentTools.Interactive.Charting;
using GarmentTools.Interactive.Rendering;
using GarmentTools.Studies;
using GarmentTools.Tests;
using Plotly.NET;
using Plotly.NET.CSharp;

namespace GarmentTools.Interactive.Tests;

public sealed class ChartsTests
{
    // Two queries: the first finds its one right answer in first place, the second in third place.
    private static RetrievalReport Report() => RetrievalEvaluator.Evaluate(
        [new EvaluationItem("q0"), new EvaluationItem("q1")], [.. Enumerable.Range(0, 4).Select(i => new EvaluationItem($"g{i}"))],
        [[0, 1, 2, 3], [0, 2, 1, 3]], Relevance.Pairs([(0, 0), (1, 1)]), new RetrievalOptions { Resamples = 0 });

    private static DistanceMatrix Matrix(params float[] places) => DistanceMatrix.Compute(
        new EmbeddingTable("", 1, [.. places.Select((_, i) => i + 1L)], [.. places.Select((_, i) => $"<{i}>")], places),
        new DistanceMatrixOptions { Metric = MatrixMetric.Euclidean });

    private static JsonNode Figure(GenericChart chart) => JsonNode.Parse(GenericChart.toFigureJson(chart))!;

    private static string Words(GenericChart chart) => NotebookRenderer.PlainText(chart);

    private static string[] Pictures(JsonNode? trace) => [.. trace!["meta"]!["images"]!.AsArray().Select(n => (string)n!)];

    private static double[] Numbers(JsonNode? array) => [.. array!.AsArray().Select(n => (double)n!)];

    [Fact]
    public void Hit_rates_are_the_shares_of_queries()
    {
        var figure = Figure(Charts.HitRates(("a", Report()), ("b", Report())));
        Assert.Equal(2, figure["data"]!.AsArray().Count);
        Assert.Equal([1, 2, 3, 4], Numbers(figure["data"]![0]!["x"]));
        Assert.Equal([0.5, 0.5, 1, 1], Numbers(figure["data"]![0]!["y"]));
    }

    [Fact]
    public void Precision_and_recall_are_means_over_the_queries()
    {
        var trace = Figure(Charts.PrecisionRecall(("a", Report())))["data"]![0]!;
        Assert.Equal([0.5, 0.5, 1, 1], Numbers(trace["x"]));
        Assert.Equal([0.5, 0.25, 0.3333, 0.25], Numbers(trace["y"]));
        Assert.Equal(["street photos", "shop photos"],
            Figure(Charts.StreetAgainstShop(Report(), Report()))["data"]!.AsArray().Select(t => (string?)t!["name"]));
        Assert.Throws<UsageException>(() => Charts.HitRates());
    }

    [Fact]
    public void Charts_can_be_styled_further_and_keep_their_words()
    {
        var chart = Charts.HitRates(("a", Report())).WithSize(Width: 300, Height: 200);
        Assert.Equal(200, (int)Figure(chart)["layout"]!["height"]!);
        Assert.Contains("height:200px", ChartForms.Render(chart).Forms[MimeTypes.Html]);
        Assert.Equal("Queries with a right answer among the first k\n" +
            "a: hit@1 0.500, hit@5 1.000, hit@10 1.000, hit@20 1.000", Words(chart));
        Assert.Equal([0, 1.02], Numbers(Figure(chart)["layout"]!["yaxis"]!["range"]));
        Assert.Equal("k", (string?)Figure(chart)["layout"]!["xaxis"]!["title"]!["text"]);
    }

    [Fact]
    public void A_histogram_counts_right_and_wrong_pairs_apart()
    {
        using var matrix = Matrix(0, 1, 10, 11);
        var chart = Charts.Distances(matrix, name => name is "<0>" or "<1>" ? "a" : "b");
        var data = Figure(chart)["data"]!;
        Assert.Equal(["wrong (4 pairs)", "right (2 pairs)"], data.AsArray().Select(t => (string?)t!["name"]));
        Assert.All(data.AsArray(), t => Assert.Equal(1, Numbers(t!["y"]).Sum(), 3));
        Assert.Equal("Distances of right and wrong pairs\nright: 2 pairs, middle 1.000\nwrong: 4 pairs, middle 10.000", Words(chart));
        Assert.Equal("overlay", (string?)Figure(chart)["layout"]!["barmode"]);
        // A garment without a key is in no pair.
        Assert.Throws<UsageException>(() => Charts.Distances(matrix, _ => null));
    }

    [Fact]
    public void A_heat_map_follows_the_order_and_encodes_names()
    {
        using var matrix = Matrix(0, 1, 3);
        var trace = Figure(Charts.HeatMap(matrix, [2, 0]))["data"]![0]!;
        Assert.Equal([0, 3], Numbers(trace["z"]![0]));
        Assert.Equal("&lt;2&gt;", (string?)trace["x"]![0]);
        Assert.Throws<UsageException>(() => Charts.HeatMap(matrix, [3]));
        Assert.Throws<UsageException>(() => Charts.HeatMap(matrix, [.. Enumerable.Repeat(0, 401)]));
    }

    [Fact]
    public void A_map_has_a_trace_for_each_group_and_a_picture_for_each_garment()
    {
        var garments = Directory.GetFiles(TestData.Samples("shop")).Order(StringComparer.Ordinal).Take(3)
            .Select((file, i) => (i, Full: i == 2 ? "/nowhere" : file))
            .Select(g => new Garment
            {
                Id = g.i + 1,
                Catalog = "/c.garments",
                CatalogPath = $"<{g.i}>.jpg",
                Path = g.Full,
                Sha256 = "",
                Domain = "shop"
            }).ToArray();
        var map = new GarmentMap([.. garments.Select((g, i) => new MapPoint(g, i, 0.5f))], 1, 1);
        var group = new GarmentGroup(1, garments[0], [new(garments[0], 0), new(garments[1], 0.1f)], 0.9f, 0.1f, []);
        var chart = Charts.Map(map, [group]);
        var data = Figure(chart)["data"]!.AsArray();
        Assert.Equal([1, 2], data.Select(t => t!["x"]!.AsArray().Count));
        Assert.Equal("no group", (string?)data[0]!["name"]);
        Assert.Equal("&lt;0&gt;.jpg", (string?)data[1]!["text"]![0]);
        Assert.Equal([""], Pictures(data[0])); // its place stays, so that the others keep theirs
        Assert.All(Pictures(data[1]), picture => Assert.StartsWith("data:image/", picture));
        Assert.Equal(2, Pictures(data[1]).Length);
        Assert.Null(Figure(Charts.Map(map, thumbnails: false))["data"]![0]!["meta"]);
        Assert.Equal("x", (string?)Figure(chart)["layout"]!["yaxis"]!["scaleanchor"]);
        Assert.Equal(ChartForms.Render(chart).Forms, ChartForms.Render(Charts.Map(map, [group])).Forms);
        // Pictures are in the page alone.
        var forms = NotebookRenderer.Render(map).Forms;
        Assert.Contains("data:image/", forms[MimeTypes.Html]);
        Assert.DoesNotContain("data:image/", forms[ChartForms.MimeType]);
        Assert.Equal("Map of 3 garments\n3 garments in 1 group", forms[MimeTypes.PlainText]);
        Assert.Throws<UsageException>(() => Charts.Map(new GarmentMap([], 1, 1)));
    }
}
