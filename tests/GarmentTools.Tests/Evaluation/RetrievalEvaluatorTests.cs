using System.Text.Json;
using GarmentTools.Common;
using GarmentTools.Evaluation;
using GarmentTools.Numerics;

namespace GarmentTools.Tests;

public sealed class RetrievalEvaluatorTests
{
    private static readonly RetrievalOptions Quick = new() { Ks = [1, 2, 3], Resamples = 50 };

    // A query along the x axis, and photos turned away from it by these degrees.
    private static EvaluationSet Fan(string name, Func<int, EvaluationItem, EvaluationItem>? change, params double[] degrees) => new(
        [.. degrees.Select((_, i) => new EvaluationItem($"{name}{i}")).Select((item, i) => change?.Invoke(i, item) ?? item)], 2,
        degrees.SelectMany(a => new[] { (float)Math.Cos(a * Math.PI / 180), (float)Math.Sin(a * Math.PI / 180) }).ToArray());

    [Fact]
    public void A_hand_worked_ranking()
    {
        // Query 0 at 0°: gallery order 10, 20, 40, 90 -> rows 1, 3, 0, 2. Query 1 at 90°: rows 2, 0, 3, 1.
        var report = RetrievalEvaluator.Evaluate(Fan("q", null, 0, 90), Fan("g", null, 40, 10, 90, 20),
            Relevance.Pairs([(0, 3), (0, 2), (1, 0)]), Quick);
        Assert.Equal([2, 4], report.Queries[0].Ranks);
        Assert.Equal([2], report.Queries[1].Ranks);
        Assert.Equal(0, report["hit@1"]);
        Assert.Equal(1, report["hit@2"]);
        Assert.Equal(0.75, report["recall@2"]);
        Assert.Equal(0.5, report["precision@2"]);
        Assert.Equal((0.5 / 2 + 0.5 / 1) / 2, report["map@2"], 1e-15);
        Assert.Equal(0.5, report["mrr"]);
        Assert.Equal((2, 0, 4, "image"), (report.Conventions.Queries, report.Conventions.QueriesWithoutRelevant,
            report.Conventions.GallerySize, report.Conventions.Level));
        Assert.Contains("pairs file", report.Conventions.Relevance);
    }

    [Fact]
    public void Equal_distances_are_ordered_by_the_gallery()
    {
        var gallery = Fan("g", null, 30, 30, 30, 5);
        Assert.Equal([2, 4], RetrievalEvaluator.Evaluate(Fan("q", null, 0), gallery, Relevance.Pairs([(0, 0), (0, 2)]),
            Quick).Queries[0].Ranks);
        // More than two relevant photos go the other way, through a sort.
        Assert.Equal([2, 3, 4], RetrievalEvaluator.Evaluate(Fan("q", null, 0), gallery, Relevance.Pairs([(0, 0), (0, 1), (0, 2)]),
            Quick).Queries[0].Ranks);
    }

    [Fact]
    public void Equal_bytes_and_the_query_itself_are_left_out_and_counted()
    {
        var queries = Fan("q", (_, item) => item with { Sha256 = "AB" }, 0);
        var gallery = Fan("g", (i, item) => i switch
        {
            0 => item with { Sha256 = "ab" },
            1 => item with { Name = "q0" },
            _ =>
            item with { Sha256 = "cd" }
        }, 0, 0, 20, 10);
        var report = RetrievalEvaluator.Evaluate(queries, gallery, Relevance.Pairs([(0, 0), (0, 1), (0, 2)]), Quick);
        Assert.Equal([2], report.Queries[0].Ranks);
        Assert.Equal((1, 2), (report.Queries[0].Relevant, report.Queries[0].GallerySize));
        Assert.Equal((2, 4), (report.Conventions.LeftOutEqual, report.Conventions.GallerySize));
    }

    [Fact]
    public void Queries_without_anything_relevant_are_counted_apart()
    {
        var report = RetrievalEvaluator.Evaluate(Fan("q", null, 0, 50), Fan("g", null, 0, 10), Relevance.Pairs([(0, 0)]), Quick);
        Assert.Equal(1, report["hit@1"]);
        Assert.Equal((1, 1), (report.Conventions.Queries, report.Conventions.QueriesWithoutRelevant));
        Assert.Equal(["q1"], report.WithoutRelevant);
        Assert.Contains("None of the 1 queries", Assert.Throws<UsageException>(() =>
            RetrievalEvaluator.Evaluate(Fan("q", null, 0), Fan("g", null, 0), Relevance.Pairs([]), Quick)).Message);
    }

    [Fact]
    public void At_product_level_a_product_has_the_rank_of_its_nearest_photo()
    {
        string?[] products = ["a", "a", "b", "b", null, "c"];
        var gallery = Fan("g", (i, item) => item with { Product = products[i] }, 5, 10, 30, 40, 20, 50);
        var queries = Fan("q", (_, item) => item with { Product = "b" }, 0);
        var relevance = Relevance.SameProduct(queries.Items, gallery.Items);
        var photos = RetrievalEvaluator.Evaluate(queries, gallery, relevance, Quick);
        Assert.Equal([4, 5], photos.Queries[0].Ranks);
        var report = RetrievalEvaluator.Evaluate(queries, gallery, relevance, Quick with { Level = RetrievalLevel.Product });
        Assert.Equal([3], report.Queries[0].Ranks);
        Assert.Equal((1, 4), (report.Queries[0].Relevant, report.Queries[0].GallerySize));
        Assert.Equal(("product", 4), (report.Conventions.Level, report.Conventions.GallerySize));
        Assert.Equal(1, report["recall@3"]);
    }

    [Fact]
    public void Attributes_categories_and_worst_queries()
    {
        string?[] colors = ["red", "red", null, "blue"];
        var gallery = Fan("g", null, 0, 20, 30, 90);
        var queries = Fan("q", (i, item) => item with { Category = i == 0 ? "shirt" : "dress" }, 0, 10, 0);
        var report = RetrievalEvaluator.Evaluate(queries, gallery, Relevance.SameAttribute("color", ["red", "blue", null], colors), Quick);
        Assert.Equal(["dress", "shirt"], report.Categories.Select(c => c.Category));
        Assert.Equal([0.0, 1.0], report.Categories.Select(c => c.Figures["hit@1"]));
        Assert.Equal(new WorstQuery("q1", "dress", 4), report.Worst[0]);
        Assert.Equal(2, report.Worst.Count);
        Assert.Contains("'color'", report.Conventions.Relevance);
        Assert.Equal(["q2"], report.WithoutRelevant);
    }

    [Fact]
    public void Ranked_lists_may_be_cut_and_then_say_so()
    {
        EvaluationItem[] queries = [new("a"), new("b")], gallery = [new("x"), new("y"), new("z")];
        var report = RetrievalEvaluator.Evaluate(queries, gallery, [[2, 0], [1]], Relevance.Pairs([(0, 0), (1, 0)]), Quick);
        Assert.Equal([2], report.Queries[0].Ranks);
        Assert.Empty(report.Queries[1].Ranks);
        Assert.Equal((1, 0.25), (report.Queries[1].Relevant, report["mrr"]));
        Assert.Equal(2, report.Conventions.Depth);
        Assert.Null(report.Worst[0].FirstRank);
        Assert.Throws<UsageException>(() => RetrievalEvaluator.Evaluate(queries, gallery, [[2, 2], [1]], Relevance.Pairs([(0, 0)]), Quick));
        Assert.Throws<UsageException>(() => RetrievalEvaluator.Evaluate(queries, gallery, [[3], [1]], Relevance.Pairs([(0, 0)]), Quick));
        Assert.Throws<UsageException>(() => RetrievalEvaluator.Evaluate(queries, gallery, [[1]], Relevance.Pairs([(0, 0)]), Quick));
    }

    [Fact]
    public void Vectors_and_the_lists_they_make_are_measured_alike()
    {
        var (queries, gallery) = (Random("q", 20, 6, 1), Random("g", 50, 6, 2));
        foreach (var every in (int[])[3, 25])
        {
            var relevance = Relevance.By("by number", (q, g) => g % every == q % every);
            var lists = queries.Items.Select((_, q) => (IReadOnlyList<int>)[.. Enumerable.Range(0, 50)
                .OrderByDescending(g => Cosine(queries, q, gallery, g)).ThenBy(g => g)]).ToArray();
            var a = RetrievalEvaluator.Evaluate(queries, gallery, relevance, Quick);
            var b = RetrievalEvaluator.Evaluate(queries.Items, gallery.Items, lists, relevance, Quick);
            Assert.Equal(a.Figures, b.Figures);
            Assert.Equal(a.Intervals, b.Intervals);
            Assert.Null(b.Conventions.Depth);
        }
    }

    [Fact]
    public void Json_has_the_figures_by_name_and_the_conventions()
    {
        var report = RetrievalEvaluator.Evaluate(Fan("q", (i, item) => item with { Name = "Straße/\"ä\".jpg" }, 0), Fan("g", null, 10, 20),
            Relevance.Pairs([(0, 1)]),
            new RetrievalOptions { Ks = [1, 10] }).WithNote("region", "Auto");
        var comparison = RetrievalComparison.Compare(report, report, resamples: 100);
        using var json = JsonDocument.Parse(report.ToJson(comparison: comparison));
        var root = json.RootElement;
        Assert.Equal(0, root.GetProperty("hit@1").GetDouble());
        foreach (var name in (string[])["hit@10", "recall@10", "precision@10", "map@10", "mrr", "ndcg@10"])
        {
            Assert.Equal(report[name], root.GetProperty(name).GetDouble());
            Assert.Equal(report.Intervals[name].High, root.GetProperty("intervals").GetProperty(name)[1].GetDouble());
        }
        Assert.Equal("Straße/\"ä\".jpg", root.GetProperty("worst")[0].GetProperty("query").GetString());
        Assert.Equal(2, root.GetProperty("worst")[0].GetProperty("firstRank").GetInt32());
        var conventions = root.GetProperty("conventions");
        Assert.Equal("min(R, k)", conventions.GetProperty("averagePrecisionDivisor").GetString());
        Assert.Equal(2, conventions.GetProperty("gallerySize").GetInt32());
        Assert.Equal("Auto", conventions.GetProperty("notes").GetProperty("region").GetString());
        Assert.Equal(0, root.GetProperty("comparison").GetProperty("mrr").GetProperty("difference").GetDouble());
        Assert.DoesNotContain("\n", report.ToJson(indented: false));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var relevance = Relevance.Pairs([(0, 0)]);
        Assert.Throws<UsageException>(() => new EvaluationSet([new("a"), new("a")], 1, new float[2]));
        Assert.Throws<UsageException>(() => new EvaluationSet([new("a")], 2, new float[3]));
        Assert.Throws<UsageException>(() => RetrievalEvaluator.Evaluate(Fan("q", null, 0), new EvaluationSet([new("a")], 3, new float[3]),
            relevance));
        Assert.Throws<UsageException>(() => RetrievalEvaluator.Evaluate(Fan("q", null), Fan("g", null, 1), relevance));
        var message = Assert.Throws<UsageException>(() => RetrievalEvaluator.Evaluate(Fan("q", null, 0), Fan("g", null, 0), relevance,
            new RetrievalOptions { Ks = [0], Worst = -1 })).Message;
        Assert.Contains("Ks", message);
        Assert.Contains("Worst", message);
        var report = RetrievalEvaluator.Evaluate(Fan("q", null, 0), Fan("g", null, 0), relevance, Quick);
        Assert.Contains("hit@3", Assert.Throws<UsageException>(() => report["hit@7"]).Message);
    }

    [Fact]
    public void The_defaults_are_those_of_the_documentation()
    {
        var options = new RetrievalOptions();
        Assert.Equal([1, 5, 10, 20], options.Ks);
        Assert.Equal((RetrievalLevel.Image, 2000, 1UL, 20), (options.Level, options.Resamples, options.Seed, options.Worst));
    }

    internal static EvaluationSet Random(string name, int count, int dimensions, ulong seed)
    {
        var random = new SeededRandom(seed);
        return new EvaluationSet([.. Enumerable.Range(0, count).Select(i => new EvaluationItem($"{name}{i}"))], dimensions,
            Enumerable.Range(0, count * dimensions).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray());
    }

    private static float Cosine(EvaluationSet a, int i, EvaluationSet b, int j) =>
        System.Numerics.Tensors.TensorPrimitives.CosineSimilarity(
        a.Vectors.Span.Slice(i * a.Dimensions, a.Dimensions), b.Vectors.Span.Slice(j * b.Dimensions, b.Dimensions));
}
