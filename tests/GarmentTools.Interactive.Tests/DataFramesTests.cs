using GarmentTools.Catalogs;
using GarmentTools.Distances;
using GarmentTools.Evaluation;
using GarmentTools.Studies;
using Microsoft.Data.Analysis;

namespace GarmentTools.Interactive.Tests;

public sealed class DataFramesTests
{
    private static Garment Garment(long id, string? product = null, params (string Name, string Value)[] attributes) => new()
    {
        Id = id,
        CatalogPath = $"shop/{id}.jpg",
        Catalog = "/photos/c.garments",
        Path = $"/photos/shop/{id}.jpg",
        Sha256 = new string('0', 64),
        Domain = "shop",
        Product = product,
        Attributes = attributes.ToDictionary(a => a.Name, a => a.Value),
    };

    private static IEnumerable<string> Names(DataFrame frame) => frame.Columns.Select(column => column.Name);

    private static IEnumerable<object?> Row(DataFrame frame, int row) => frame.Columns.Select(column => (object?)column[row]);

    [Fact]
    public void Neighbors_have_columns_of_their_types()
    {
        var frame = new SimilarResult
        {
            Query = ["street.jpg"],
            Regions = [null],
            Candidates = 2,
            CatalogSize = 2,
            Neighbors = [new(1, 0.25f, Garment(7, "p", ("price", "19.90"), ("color", "red")), true, 0.5), new(2, 0.5f, Garment(3), false)],
        }.ToDataFrame();
        string[] properties = ["Rank", "Distance", "Probability", "Id", "Name", "CatalogPath", "Path", "Catalog", "Domain", "Product",
            "Duplicate"];
        Assert.Equal([.. properties, "color", "price"], Names(frame));
        Assert.Equal([1, 0.25f, 0.5, 7L, "7.jpg", "shop/7.jpg", "/photos/shop/7.jpg", "/photos/c.garments", "shop", "p", true, "red", 19.9],
            Row(frame, 0));
        Assert.Equal([2, 0.5f, null, 3L, "3.jpg", "shop/3.jpg", "/photos/shop/3.jpg", "/photos/c.garments", "shop", null, false, null,
            null], Row(frame, 1));
        Assert.Equal(0.375, frame["Distance"].Mean());
        Assert.Equal(1, frame.Filter(frame["Distance"].ElementwiseLessThan(0.3f)).Rows.Count);
    }

    [Theory]
    [InlineData(typeof(double), "1", "-2.50", "0", "0.5", "123456789012345")]
    [InlineData(typeof(string), "1", "007")]
    [InlineData(typeof(string), "1", "1e5")]
    [InlineData(typeof(string), "1", "1,5")]
    [InlineData(typeof(string), "1", "")]
    [InlineData(typeof(string), "4006381333931123")]
    [InlineData(typeof(string), "NaN")]
    public void Attributes_are_numbers_only_where_all_are_quantities(Type type, params string[] values)
    {
        var column = values.Select((value, i) => Garment(i, null, ("x", value))).Append(Garment(99)).ToDataFrame()["x"];
        Assert.Equal(type, column.DataType);
        Assert.Null(column[values.Length]);
        Assert.Equal(values, Enumerable.Range(0, values.Length).Select(i => type == typeof(string) ? column[i] : values[i]));
        if (type == typeof(double)) Assert.Equal([1.0, -2.5, 0.0, 0.5, 123456789012345.0], Enumerable.Range(0, 5).Select(i => column[i]));
    }

    [Fact]
    public void An_attribute_gives_way_to_a_property_of_its_name()
    {
        var frame = new[] { Garment(1, "p", ("product", "x"), ("id", "y")) }.ToDataFrame();
        Assert.Equal(["Id", "Name", "CatalogPath", "Path", "Catalog", "Sha256", "Domain", "Product", "attribute:id", "attribute:product"],
            Names(frame));
        Assert.Equal(("p", "x"), ((string)frame["Product"][0], (string)frame["attribute:product"][0]));
    }

    [Fact]
    public void Several_answers_name_their_queries()
    {
        SimilarResult Answer(string query, params long[] ids) => new()
        {
            Query = [query],
            Regions = [null],
            Candidates = 9,
            CatalogSize = 9,
            Neighbors = [.. ids.Select((id, i) => new Neighbor(i + 1, i, Garment(id), false))],
        };
        var frame = new[] { Answer("a", 1, 2), Answer("b"), Answer("c", 3) }.ToDataFrame();
        Assert.Equal(["a", "a", "c"], Enumerable.Range(0, 3).Select(i => frame["Query"][i]));
        Assert.Equal([1, 2, 1], Enumerable.Range(0, 3).Select(i => frame["Rank"][i]));
    }

    [Fact]
    public void Neighbors_of_a_matrix()
    {
        var frame = new[] { new MatrixNeighbor(1, 0.5f, 4, "shop/4.jpg", 3) }.ToDataFrame();
        Assert.Equal(["Rank", "Distance", "Id", "Name", "Index"], Names(frame));
        Assert.Equal([1, 0.5f, 4L, "shop/4.jpg", 3], Row(frame, 0));
    }

    [Fact]
    public void Groups_duplicates_and_what_stands_alone()
    {
        var (a, b) = (Garment(1, "p"), Garment(2, "p", ("color", "red")));
        var groups = new[] { new GarmentGroup(1, a, [new(a, 0), new(b, 0.25f)], 0.75f, 0.125f, []) }.ToDataFrame();
        Assert.Equal(["Group", "Distance", "Medoid", "Id", "Name", "CatalogPath", "Path", "Catalog", "Domain", "Product", "color"],
            Names(groups));
        Assert.Equal([1, 0.25f, false, 2L, "2.jpg", "shop/2.jpg", "/photos/shop/2.jpg", "/photos/c.garments", "shop", "p", "red"],
            Row(groups, 1));
        DuplicateMember[] members = [new(a, true, 0, 300, 400, 5_000_000_000), new(b, false, 0.01f, 30, 40, 9)];
        var copies = new[] { new DuplicateGroup(1, DuplicateKind.Near, members, "larger", 0.99f, false) }.ToDataFrame();
        Assert.Equal([1, "Near", false, true, 0f, 300, 400, 5_000_000_000L, 1L], Row(copies, 0).Take(9));
        var alone = new[] { new Outlier(1, a, 0.7f, 1.5, b, 0.6f) }.ToDataFrame();
        Assert.Equal([1, 0.7f, 1.5, 1L], Row(alone, 0).Take(4));
        Assert.Equal(("shop/2.jpg", 0.6f), ((string)alone["Nearest"][0], (float)alone["NearestDistance"][0]));
    }

    [Fact]
    public void Evaluations()
    {
        RetrievalReport Report(int resamples, params int[][] rankings) => RetrievalEvaluator.Evaluate(
            [new EvaluationItem("q0", "p"), new EvaluationItem("q1")], [.. Enumerable.Range(0, 4).Select(i => new EvaluationItem($"g{i}"))],
            rankings, Relevance.Pairs([(0, 0), (1, 1)]), new RetrievalOptions { Resamples = resamples });
        var report = Report(200, [0, 1, 2, 3], [0, 2, 1, 3]);
        var frame = report.ToDataFrame();
        Assert.Equal(["Figure", "Value", "Low95", "High95"], Names(frame));
        Assert.Equal(report.Figures.Keys, Enumerable.Range(0, report.Figures.Count).Select(i => (string)frame["Figure"][i]));
        Assert.Equal(["hit@1", 0.5, report.Intervals["hit@1"].Low, report.Intervals["hit@1"].High], Row(frame, 0));
        Assert.Equal([null, null], Row(Report(0, [0, 1, 2, 3], [0, 2, 1, 3]).ToDataFrame(), 0).Skip(2));
        var queries = report.Queries.ToDataFrame();
        Assert.Equal(["q0", "p", null, 1, 1, 4], Row(queries, 0).Take(6));
        Assert.Equal(3, queries["FirstRank"][1]);
        var comparison = RetrievalComparison.Compare(report, Report(200, [0, 1, 2, 3], [1, 2, 0, 3]), resamples: 100).ToDataFrame();
        Assert.Equal(["hit@1", 0.5, 1.0, 0.5], Row(comparison, 0).Take(4));
    }

    [Fact]
    public void A_whole_catalog_fits()
    {
        const int count = 100_000;
        string[] colors = ["red", "blue", "green"];
        var garments = Enumerable.Range(1, count)
            .Select(i => Garment(i, $"p{i / 3}", ("color", colors[i % 3]), ("price", $"{i % 90}.5"))).ToList();
        var frame = garments.ToDataFrame();
        Assert.Equal((count, 10), (frame.Rows.Count, frame.Columns.Count));
        string[] names = ["Id", "CatalogPath", "Product", "color", "price"];
        Assert.Equal([100_000L, "shop/100000.jpg", "p33333", "blue", 10.5], names.Select(name => frame[name][count - 1]));
        Assert.Equal(Enumerable.Range(1, count).Average(i => i % 90 + 0.5), frame["price"].Mean(), 9);
        Assert.Equal(count / 3, frame.Filter(frame["color"].ElementwiseEquals("red")).Rows.Count);
        Assert.Equal(3, frame.GroupBy("color").Count("Id").Rows.Count);
    }

    [Fact]
    public void Nothing_found_is_a_frame_without_rows()
    {
        Assert.Equal(0, Array.Empty<Neighbor>().ToDataFrame().Rows.Count);
        Assert.Equal(11, Array.Empty<Neighbor>().ToDataFrame().Columns.Count);
        Assert.Contains("Rank  Distance", NotebookRenderer.PlainText(Array.Empty<Neighbor>().ToDataFrame()));
    }
}
