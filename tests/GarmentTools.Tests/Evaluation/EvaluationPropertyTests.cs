using FsCheck;
using FsCheck.Fluent;
using GarmentTools.Evaluation;
using GarmentTools.Numerics;

namespace GarmentTools.Tests;

public sealed class EvaluationPropertyTests
{
    private static void ForAll(Func<int, bool> property) => Prop.ForAll(ArbMap.Default.ArbFor<int>(), property).QuickCheckThrowOnFailure();

    private static RetrievalReport Measure(int seed, int[]? queryOrder = null, RetrievalLevel level = RetrievalLevel.Image)
    {
        var random = new SeededRandom((ulong)seed);
        var (queries, gallery, d) = (1 + random.Next(12), 1 + random.Next(30), 1 + random.Next(4));
        // Whole numbers make ties.
        float[] Values(int n) => [.. Enumerable.Range(0, n * d).Select(_ => (float)(random.Next(5) - 2))];
        var (q, g, products) = (Values(queries), Values(gallery), 1 + random.Next(8));
        EvaluationItem Item(string name, int i) => new($"{name}{i}", $"p{i * 7 % products}", $"c{i % 3}");
        var order = queryOrder is null ? [.. Enumerable.Range(0, queries)] : Enumerable.Range(0, queries)
            .OrderBy(i => queryOrder[i % queryOrder.Length]).ThenBy(i => i).ToArray();
        var querySet = new EvaluationSet([.. order.Select(i => Item("q", i))], d, order.SelectMany(i => q[(i * d)..(i * d + d)]).ToArray());
        var gallerySet = new EvaluationSet([.. Enumerable.Range(0, gallery).Select(i => Item("g", i))
            .Append(new EvaluationItem("last", "p0"))], d, g.Concat(new float[d]).ToArray());
        // The first product exists on both sides, so that there is always something to measure.
        return RetrievalEvaluator.Evaluate(querySet, gallerySet, Relevance.SameProduct(querySet.Items, gallerySet.Items),
            new RetrievalOptions { Ks = [1, 2, 3, 5, 10, 100], Resamples = 20, Level = level });
    }

    [Fact]
    public void Figures_lie_between_0_and_1_and_inside_of_what_bounds_them() => ForAll(seed =>
    {
        foreach (var level in Enum.GetValues<RetrievalLevel>())
        {
            var report = Measure(seed, level: level);
            if (report.Figures.Values.Concat(report.Intervals.Values.SelectMany(i => new[] { i.Low, i.High }))
                .Any(v => !(v is >= 0 and <= 1 + 1e-12))) return false;
            if (report["mrr"] < report["hit@1"] || report["recall@100"] != 1 || report["hit@100"] != 1) return false;
        }
        return true;
    });

    [Fact]
    public void Hit_and_recall_grow_with_k() => ForAll(seed =>
    {
        var report = Measure(seed);
        int[] ks = [1, 2, 3, 5, 10, 100];
        return ks.Zip(ks.Skip(1)).All(k => report[$"hit@{k.First}"] <= report[$"hit@{k.Second}"]
            && report[$"recall@{k.First}"] <= report[$"recall@{k.Second}"] + 1e-15);
    });

    [Fact]
    public void The_order_of_the_queries_does_not_matter() => ForAll(seed =>
    {
        var (a, b) = (Measure(seed), Measure(seed, [3, 1, 4, 1, 5, 9, 2, 6]));
        return a.Figures.All(f => Math.Abs(f.Value - b[f.Key]) < 1e-12)
            && a.Intervals.All(i => Math.Abs(i.Value.Low - b.Intervals[i.Key].Low) < 1e-12
                && Math.Abs(i.Value.High - b.Intervals[i.Key].High) < 1e-12)
            && a.Worst.SequenceEqual(b.Worst);
    });
}
