using GarmentTools.Evaluation;
using GarmentTools.Numerics;

namespace GarmentTools.Tests;

public sealed class GallerySizeCurveTests
{
    [Fact]
    public void Hand_worked_expectations()
    {
        // 5 photos, the right one third: of the 4 others, 2 stand before it.
        var outcome = new QueryOutcome(new EvaluationItem("q"), [3], 1, 5);
        Assert.Equal(0, GallerySizeCurve.ExpectedHit(outcome, 1, 5), 1e-12);
        Assert.Equal(1, GallerySizeCurve.ExpectedHit(outcome, 3, 5), 1e-12);
        // With one other photo kept: it is one of the 2 behind with probability 1/2.
        Assert.Equal(0.5, GallerySizeCurve.ExpectedHit(outcome, 1, 2), 1e-12);
        Assert.Equal(1, GallerySizeCurve.ExpectedHit(outcome, 2, 2), 1e-12);
        // With two kept of four: both behind with probability 1/6; not both before with 5/6.
        Assert.Equal(1.0 / 6, GallerySizeCurve.ExpectedHit(outcome, 1, 3), 1e-12);
        Assert.Equal(5.0 / 6, GallerySizeCurve.ExpectedHit(outcome, 2, 3), 1e-12);
        Assert.Equal(1, GallerySizeCurve.ExpectedHit(outcome, 1, 1), 1e-12);
        Assert.Equal(0, GallerySizeCurve.ExpectedHit(outcome with { Ranks = [] }, 1, 3));
    }

    [Fact]
    public void Expectations_are_the_means_of_drawn_galleries()
    {
        var outcome = new QueryOutcome(new EvaluationItem("q"), [18, 30], 2, 60);
        var random = new SeededRandom(9);
        const int draws = 20_000;
        var hits = 0;
        for (var draw = 0; draw < draws; draw++)
        {
            // Keep 18 of the 58 others; those numbered below 17 stand before the first right one.
            var others = Enumerable.Range(0, 58).ToArray();
            var before = 0;
            for (var i = 0; i < 18; i++)
            {
                var j = i + random.Next(58 - i);
                (others[i], others[j]) = (others[j], others[i]);
                if (others[i] < 17) before++;
            }
            if (before < 5) hits++;
        }
        Assert.Equal((double)hits / draws, GallerySizeCurve.ExpectedHit(outcome, 5, 20), 0.015);
    }

    [Fact]
    public void The_curve_ends_at_the_measured_hit_rate()
    {
        var report = RetrievalEvaluator.Evaluate(RetrievalEvaluatorTests.Random("q", 40, 4, 1),
            RetrievalEvaluatorTests.Random("g", 100, 4, 2), Relevance.By("by number", (q, g) => q == g),
            new RetrievalOptions { Resamples = 0 });
        Assert.Equal([12, 25, 50, 100], report.GallerySizes.Select(s => s.GallerySize));
        Assert.Empty(report.Intervals);
        foreach (var k in (int[])[1, 5, 10, 20])
        {
            Assert.Equal(report[$"hit@{k}"], report.GallerySizes[^1].Hits[k], 1e-10);
            Assert.Equal(report.GallerySizes.Select(s => s.Hits[k]).OrderDescending(), report.GallerySizes.Select(s => s.Hits[k]));
        }
    }
}
