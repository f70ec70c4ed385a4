using GarmentTools.Common;
using GarmentTools.Evaluation;

namespace GarmentTools.Tests;

public sealed class BootstrapTests
{
    [Fact]
    public void The_same_seed_gives_the_same_intervals_and_another_seed_others()
    {
        var (a, b) = (Report(1), Report(1));
        Assert.Equal(a.Intervals, b.Intervals);
        Assert.NotEqual(a.Intervals, Report(2).Intervals);
        foreach (var (name, interval) in a.Intervals) Assert.InRange(a[name], interval.Low, interval.High);
    }

    [Fact]
    public void An_interval_of_a_share_is_about_that_of_the_binomial()
    {
        // 400 queries of which 100 hit: 0.25 ± 1.96·sqrt(0.25·0.75/400) = 0.25 ± 0.0424
        var outcomes = Enumerable.Range(0, 400).Select(i => new QueryOutcome(new EvaluationItem($"q{i}"), [i % 4 == 0 ? 1 : 2], 1, 10))
            .ToArray();
        var interval = Bootstrap.Intervals(outcomes, ["hit@1"], 4000, 1, default)["hit@1"];
        Assert.Equal(0.25 - 0.0424, interval.Low, 0.006);
        Assert.Equal(0.25 + 0.0424, interval.High, 0.006);
    }

    [Fact]
    public void Products_are_drawn_with_all_their_queries()
    {
        // The same 400 queries as 20 products that hit or miss as a whole: an interval sqrt(20) times as wide.
        var outcomes = Enumerable.Range(0, 400).Select(i => new QueryOutcome(new EvaluationItem($"q{i}", $"p{i / 20}"),
            [i / 20 % 4 == 0 ? 1 : 2], 1, 10)).ToArray();
        var interval = Bootstrap.Intervals(outcomes, ["hit@1"], 4000, 1, default)["hit@1"];
        Assert.Equal(0.0424 * 2 * Math.Sqrt(20), interval.High - interval.Low, 0.06);
    }

    [Fact]
    public void Percentiles_are_interpolated_as_numpy_does_it()
    {
        // numpy.percentile([1, 2, 4, 8], [2.5, 97.5]) = 1.075, 7.7
        var interval = Bootstrap.Percentiles([1, 2, 4, 8], 0.95);
        Assert.Equal(1.075, interval.Low, 1e-12);
        Assert.Equal(7.7, interval.High, 1e-12);
        Assert.True(interval.ExcludesZero);
        Assert.False(new Interval(-1, 1).ExcludesZero);
    }

    [Fact]
    public void A_small_gain_on_every_query_is_certain_when_paired()
    {
        var (baseline, better) = (Ranked(i => i % 7 + 2), Ranked(i => i % 7 + 1));
        var comparison = RetrievalComparison.Compare(baseline, better, 2000);
        var mrr = comparison.Figures["mrr"];
        Assert.True(mrr.Interval99.ExcludesZero && mrr.Interval99.Low > 0);
        Assert.True(mrr.Interval99.Low <= mrr.Interval95.Low && mrr.Interval99.High >= mrr.Interval95.High);
        Assert.Equal(better["mrr"] - baseline["mrr"], mrr.Difference, 1e-15);
        Assert.False(RetrievalComparison.Compare(baseline, baseline, 200).Figures["mrr"].Interval95.ExcludesZero);
    }

    [Fact]
    public void Only_the_same_queries_are_compared()
    {
        var message = Assert.Throws<UsageException>(() => RetrievalComparison.Compare(Ranked(_ => 1, 10), Ranked(_ => 1, 11))).Message;
        Assert.Contains("'q10'", message);
    }

    private static RetrievalReport Ranked(Func<int, int> rank, int count = 100)
    {
        var queries = Enumerable.Range(0, count).Select(i => new EvaluationItem($"q{i}")).ToArray();
        var gallery = Enumerable.Range(0, 20).Select(i => new EvaluationItem($"g{i}")).ToArray();
        var order = Enumerable.Range(0, 20).ToArray();
        return RetrievalEvaluator.Evaluate(queries, gallery, [.. queries.Select(_ => order)],
            Relevance.By("by rank", (q, g) => g == rank(q) - 1), new RetrievalOptions { Resamples = 100 });
    }

    private static RetrievalReport Report(ulong seed) =>
        RetrievalEvaluator.Evaluate(RetrievalEvaluatorTests.Random("q", 60, 5, 1), RetrievalEvaluatorTests.Random("g", 60, 5, 2),
            Relevance.By("by number", (q, g) => g % 20 == q % 20),
            new RetrievalOptions { Seed = seed, Resamples = 300 });
}
