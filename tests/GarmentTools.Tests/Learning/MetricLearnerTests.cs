using GarmentTools.Common;
using GarmentTools.Learning;
using GarmentTools.Numerics;

namespace GarmentTools.Tests;

public sealed class MetricLearnerTests
{
    private static readonly MetricOptions Small = new() { Components = [2, 4, 8], Epsilons = [0.5, 2] };

    [Fact]
    public void A_disturbance_that_pairs_show_is_learned_away()
    {
        var fit = MetricLearner.Fit(Synthetic.PairsOf(Synthetic.Disturbed(120, 24)), Small);
        Assert.NotNull(fit.Metric);
        Assert.Empty(fit.Warnings);
        Assert.True(fit.Best.Figures.Mrr > fit.Plain.Mrr + 0.1, $"{fit.Best.Figures.Mrr} against {fit.Plain.Mrr}");
        Assert.Equal(6, fit.Candidates.Count);
        Assert.Equal(fit.Candidates.Max(c => c.Figures.Mrr), fit.Best.Figures.Mrr);
        var provenance = fit.Metric.Provenance;
        Assert.Equal((120, 120, 120, 5), (provenance.Pairs, provenance.Products, provenance.GallerySize, provenance.Folds));
        Assert.Equal(fit.Best.Figures, provenance.Learned);
        Assert.Equal(["shop", "street"], fit.Metric.Domains);
        Assert.NotNull(fit.Metric.Confidence);
    }

    [Fact]
    public void The_same_pairs_give_the_same_metric_for_any_number_of_threads()
    {
        var pairs = Synthetic.PairsOf(Synthetic.Disturbed(90, 40));
        var first = MetricLearner.Fit(pairs, Small).Metric!;
        LearnedMetric second;
        try
        {
            WorkThreads.Most = 1;
            second = MetricLearner.Fit(pairs, Small).Metric!;
        }
        finally
        {
            WorkThreads.Most = -1;
        }
        Assert.Equal(first.Hash, second.Hash);
        Assert.Equal(first.Provenance, second.Provenance);
    }

    [Fact]
    public void Ties_go_to_the_smaller_K_and_then_to_the_larger_eps()
    {
        // Twins without any disturbance: everything is found first, whatever K and eps.
        var (street, shop) = Synthetic.Disturbed(60, 12);
        var values = Synthetic.Values(shop);
        var almost = values.Select((v, i) => v + 1e-4f * (i % 3)).ToArray();
        var fit = MetricLearner.Fit(MetricPairs.FromRows(Synthetic.Table(almost, 12, "street"), shop),
            new MetricOptions { Components = [12, 6], Epsilons = [4, 1] });
        Assert.Equal(1, fit.Plain.Mrr);
        Assert.All(fit.Candidates, c => Assert.Equal(1, c.Figures.Mrr));
        Assert.Equal((6, 4.0), (fit.Best.Components, fit.Best.Epsilon));
        Assert.Equal(street.Count, fit.Metric!.Provenance.Pairs);
    }

    [Fact]
    public void A_metric_that_loses_is_withheld_with_a_warning()
    {
        // The products differ in two dimensions, and pairs differ in the very same two, a little: whitening drowns what little there is in
        // noise.
        var random = new SeededRandom(3);
        var (street, shop) = (new float[30 * 16], new float[30 * 16]);
        for (var i = 0; i < 30; i++)
            for (var j = 0; j < 16; j++)
            {
                var signal = j < 2 ? 3 * (random.NextDouble() - 0.5) : 0;
                shop[i * 16 + j] = (float)(signal + 0.001 * random.NextDouble() + (j == 2 ? 1 : 0));
                street[i * 16 + j] = (float)(signal + (j < 2 ? 0.1 : 0.001) * (random.NextDouble() - 0.5) + (j == 2 ? 1 : 0));
            }
        var pairs = MetricPairs.FromRows(Synthetic.Table(street, 16, "street"), Synthetic.Table(shop, 16, "shop"));
        var options = new MetricOptions { Components = [16], Epsilons = [1e-6], ShrinkEpsilons = [] };
        var fit = MetricLearner.Fit(pairs, options);
        Assert.True(fit.Best.Figures.Mrr < fit.Plain.Mrr, $"{fit.Best.Figures.Mrr} against {fit.Plain.Mrr}");
        Assert.Null(fit.Metric);
        Assert.Contains(fit.Warnings, w => w.Contains("worse than the plain embedding"));
        Assert.Contains(fit.Warnings, w => w.Contains("30 pairs"));
        Assert.NotNull(MetricLearner.Fit(pairs, options with { RequireNoLoss = false }).Metric);
    }

    [Fact]
    public void Few_pairs_try_larger_eps_and_warn()
    {
        var fit = MetricLearner.Fit(Synthetic.PairsOf(Synthetic.Disturbed(20, 24)), Small);
        Assert.Contains(fit.Candidates, c => c.Epsilon == 128);
        Assert.Contains(fit.Warnings, w => w.Contains("20 pairs") && w.Contains("50"));
    }

    [Fact]
    public void A_large_eps_turns_the_metric_towards_the_plain_centered_cosine()
    {
        var (street, shop) = Synthetic.Pairs(30, 8);
        var metric = Synthetic.Solve(MetricPairs.FromRows(street, shop), 8, 1e9);
        var (mean, y, z) = (metric.Mean("shop").ToArray(), new float[8], new float[8]);
        var (a, b) = (Unit(Synthetic.Values(shop)[..8]), Unit(Synthetic.Values(shop)[8..16]));
        metric.Project(a, "shop", y);
        metric.Project(b, "shop", z);
        var expected = System.Numerics.Tensors.TensorPrimitives.CosineSimilarity<float>([.. a.Select((v, i) => v - mean[i])],
            [.. b.Select((v, i) => v - mean[i])]);
        Assert.Equal(expected, System.Numerics.Tensors.TensorPrimitives.Dot<float>(y, z), 1e-4);

        static float[] Unit(float[] x) => [.. x.Select(v => v / System.Numerics.Tensors.TensorPrimitives.Norm<float>(x))];
    }

    [Fact]
    public void A_product_never_stands_in_two_folds()
    {
        var (street, shop) = Synthetic.Disturbed(60, 12);
        // Ten products by name; and photo 0 is paired with the shop photos of two names, which makes these one.
        var pairs = Enumerable.Range(0, 60).Select(i => (i, i)).Append((0, 11)).ToArray();
        var data = new MetricPairs(street, shop, pairs, [.. pairs.Select(p => $"p{p.Item2 % 10}")]);
        Assert.Equal(9, data.ProductCount);
        var validation = MetricLearner.CrossValidate(data, Small);
        Assert.Equal(60, validation.HeldOut.Count);
        Assert.All(validation.HeldOut.GroupBy(h => h.Product), product => Assert.Single(product.Select(h => h.Fold).Distinct()));
        Assert.Equal(validation.HeldOut[0].Product, validation.HeldOut[1].Product);
    }

    [Fact]
    public void Held_out_results_are_sorted_and_lack_the_product_where_it_was_taken_out()
    {
        var validation = MetricLearner.CrossValidate(Synthetic.PairsOf(Synthetic.Disturbed(60, 24)), Small);
        foreach (var query in validation.HeldOut)
        {
            Assert.Equal(11, query.Distances.Count);
            Assert.Equal(query.Distances.Order(), query.Distances);
            Assert.Equal(query.Distances.Where((_, i) => !query.Relevant[i]).Take(10), query.DistancesWithout.Take(10));
        }
        Assert.Equal(validation.Best.Figures.HitAt1, validation.HeldOut.Average(h => h.Relevant[0] ? 1.0 : 0), 1e-12);
    }

    [Fact]
    public void Progress_reaches_its_total_and_a_token_stops_the_work()
    {
        var reports = new List<WorkProgress>();
        MetricLearner.Fit(Synthetic.PairsOf(Synthetic.Disturbed(60, 12)), Small, new Listener(reports.Add));
        Assert.Equal(reports[^1].Total, reports[^1].Done);
        Assert.Equal(reports.Select(r => r.Done).Order(), reports.Select(r => r.Done));
        using var source = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            MetricLearner.Fit(Synthetic.PairsOf(Synthetic.Disturbed(60, 12)), Small, new Listener(_ => source.Cancel()), source.Token));
        var limited = Small with { TimeLimit = TimeSpan.FromMilliseconds(1) };
        Assert.Contains("limit", Assert.Throws<UsageException>(() =>
            MetricLearner.Fit(Synthetic.PairsOf(Synthetic.Disturbed(400, 128)), limited)).Message);
    }

    [Fact]
    public void Options_and_pairs_that_do_not_do_are_refused_all_at_once()
    {
        var pairs = Synthetic.PairsOf(Synthetic.Pairs(10, 6));
        var message = Assert.Throws<UsageException>(() => MetricLearner.Fit(pairs,
            new MetricOptions { Components = [0], Epsilons = [-1], Folds = 1 })).Message;
        Assert.All((string[])["Components", "Epsilons", "Folds"], name => Assert.Contains(name, message));
        var (street, shop) = Synthetic.Pairs(3, 6);
        Assert.Contains("without pairs", Assert.Throws<UsageException>(() => new MetricPairs(street, shop, [])).Message);
        Assert.Throws<UsageException>(() => new MetricPairs(street, shop, [(0, 3)]));
        Assert.Contains("'shop/0.jpg'", Assert.Throws<UsageException>(() =>
            MetricPairs.FromRows(street, Synthetic.Table(new float[18], 6, "shop"))).Message);
        Assert.Contains("same vector", Assert.Throws<UsageException>(() =>
            MetricLearner.Fit(MetricPairs.FromRows(shop, shop), Small)).Message);
        Assert.Contains("at least 3 products", Assert.Throws<UsageException>(() =>
            MetricLearner.Fit(new MetricPairs(street, shop, [(0, 0), (1, 1)], ["a", "a"]), Small)).Message);
    }

    [Fact]
    public void The_defaults_are_those_of_the_documentation()
    {
        var options = new MetricOptions();
        Assert.Equal([16, 32, 64, 128], options.Components);
        Assert.Equal([0.25, 0.5, 1, 2, 4, 8], options.Epsilons);
        Assert.Equal((5, 50, 1UL, true, true), (options.Folds, options.FewPairs, options.Seed, options.RequireNoLoss, options.Calibrate));
        Assert.Null(options.TimeLimit);
    }

    private sealed class Listener(Action<WorkProgress> report) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => report(value);
    }
}
