using GarmentTools.Common;
using GarmentTools.Learning;

namespace GarmentTools.Tests;

public sealed class ConfidenceTests
{
    [Fact]
    public void Logistic_regression_finds_the_log_odds_of_a_table()
    {
        // 30 of 40 right at input 0 and 10 of 40 at input 1: intercept ln 3, weight -2 ln 3.
        var (inputs, truth) = (new List<double[]>(), new List<bool>());
        for (var i = 0; i < 80; i++)
        {
            inputs.Add([i < 40 ? 0 : 1]);
            truth.Add(i < 30 || i >= 70);
        }
        var weights = LogisticRegression.Fit([.. inputs], [.. truth]);
        Assert.Equal(Math.Log(3), weights[0], 1e-3);
        Assert.Equal(-2 * Math.Log(3), weights[1], 1e-3);
    }

    [Fact]
    public void Separable_data_have_a_finite_answer()
    {
        var weights = LogisticRegression.Fit([[0, 0], [0, 1], [1, 0], [1, 1]], [false, false, true, true]);
        Assert.All(weights, w => Assert.True(double.IsFinite(w)));
        Assert.True(weights[1] > 0);
    }

    [Fact]
    public void Probabilities_of_held_out_queries_are_calibrated()
    {
        var fit = MetricLearner.Fit(Synthetic.PairsOf(Synthetic.Disturbed(300, 16)),
            new MetricOptions { Components = [8], Epsilons = [1] });
        var confidence = fit.Metric!.Confidence!;
        Assert.Equal((0.5, 300, 300), (confidence.Prior, confidence.GallerySize, confidence.Queries));
        Assert.True(confidence.BrierScore < confidence.BrierOfBaseRate);
        Assert.Equal(300 * 20, confidence.Reliability.Sum(bin => bin.Count));
        foreach (var bin in confidence.Reliability.Where(bin => bin.Count >= 100))
            Assert.True(Math.Abs(bin.Predicted - bin.Observed) < 0.12, $"{bin}");
        Assert.True(confidence.DistanceWeight < 0);
        for (var i = 1; i < confidence.CutOffs.Count; i++)
        {
            Assert.True(confidence.CutOffs[i].Answered <= confidence.CutOffs[i - 1].Answered);
            Assert.True(confidence.CutOffs[i].FalseAlarms <= confidence.CutOffs[i - 1].FalseAlarms);
        }
    }

    [Fact]
    public void A_near_result_far_ahead_is_confident_and_a_crowd_is_not()
    {
        var confidence = new Confidence(1, -6, 15, 0.5, 400, 400, 0.03, 0.04, [], []);
        var ahead = confidence.Probabilities([0.2, 0.6, 0.6]);
        Assert.Equal(1 / (1 + Math.Exp(-(1 - 6 * 0.2 + 15 * 0.4))), ahead[0], 1e-12);
        Assert.Equal(1 / (1 + Math.Exp(-(1 - 6 * 0.6 - 15 * 0.4))), ahead[1], 1e-12);
        Assert.Equal(1, confidence.CountConfident([0.2, 0.6, 0.6], 0.5));
        Assert.Equal(0, confidence.CountConfident([0.6, 0.6, 0.6], 0.5));
        Assert.Equal(0, confidence.CountConfident([], 0.5));
        Assert.Equal(3, confidence.CountConfident([0.6, 0.6, 0.6], 0));
        Assert.Throws<UsageException>(() => confidence.CountConfident([0.1], 50));
        Assert.Throws<UsageException>(() => confidence.Probabilities([0.3, 0.2]));
    }

    [Fact]
    public void Where_nothing_is_right_there_is_no_probability()
    {
        var query = new HeldOutQuery(0, 0, 0, [0.5, 0.6], [false, false], [0.5, 0.6]);
        Assert.Null(ConfidenceFitter.Fit([query, query with { Fold = 1 }], 10));
    }
}
