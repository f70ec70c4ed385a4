using System.Diagnostics;
using System.Globalization;
using GarmentTools.Common;
using GarmentTools.Evaluation;

namespace GarmentTools.Tests;

public sealed class RetrievalMeasuresTests
{
    private static QueryOutcome Outcome(int relevant, params int[] ranks) => new(new EvaluationItem("q"), ranks, relevant, 100);

    [Fact]
    public void Hand_worked_measures()
    {
        var outcome = Outcome(3, 2, 5);     // a third one was not found
        Assert.Equal(0, RetrievalMeasures.Hit(outcome, 1));
        Assert.Equal(1, RetrievalMeasures.Hit(outcome, 2));
        Assert.Equal(1.0 / 3, RetrievalMeasures.Recall(outcome, 4), 1e-15);
        Assert.Equal(2.0 / 3, RetrievalMeasures.Recall(outcome, 5), 1e-15);
        Assert.Equal(0.25, RetrievalMeasures.Precision(outcome, 4), 1e-15);
        Assert.Equal(0.2, RetrievalMeasures.Precision(outcome, 10), 1e-15);
        Assert.Equal(0.5, RetrievalMeasures.ReciprocalRank(outcome), 1e-15);
        // (1/2 + 2/5) / min(3, k)
        Assert.Equal(0.9 / 3, RetrievalMeasures.AveragePrecision(outcome, 10), 1e-15);
        Assert.Equal(0.5 / 2, RetrievalMeasures.AveragePrecision(outcome, 2), 1e-15);
        Assert.Equal((1 / Math.Log2(3) + 1 / Math.Log2(6)) / (1 + 1 / Math.Log2(3) + 1 / Math.Log2(4)), RetrievalMeasures.Ndcg(outcome, 10),
            1e-15);
        Assert.Equal(1 / Math.Log2(3) / (1 + 1 / Math.Log2(3)), RetrievalMeasures.Ndcg(outcome, 2), 1e-15);
    }

    [Fact]
    public void What_was_not_found_or_does_not_exist_is_0()
    {
        foreach (var name in RetrievalMeasures.Names([1, 10]))
        {
            Assert.Equal(0, RetrievalMeasures.Value(Outcome(2), name));
            Assert.Equal(0, RetrievalMeasures.Value(Outcome(0), name));
        }
    }

    [Fact]
    public void Figures_have_names()
    {
        Assert.Equal(["hit@1", "hit@10", "recall@1", "recall@10", "precision@1", "precision@10", "map@1", "map@10", "ndcg@1", "ndcg@10",
            "mrr"], RetrievalMeasures.Names([10, 1, 10]));
        Assert.Throws<UsageException>(() => RetrievalMeasures.Value(Outcome(1, 1), "hit@0"));
        Assert.Throws<UsageException>(() => RetrievalMeasures.Value(Outcome(1, 1), "auc"));
    }

    // scikit-learn 1.2.1: scores sin(i (t + 1.7)) of 12 items, relevant where i mod (t + 3) is 1;
    // average_precision_score(relevant, scores), ndcg_score([relevant], [scores], k) for k 1, 5, 10.
    [Theory]
    [InlineData(0, 0.5416666666666666, 1.0, 0.5585075862632192, 0.6760236910196462)]
    [InlineData(1, 0.3888888888888889, 0.0, 0.4367467095119258, 0.5780136823717547)]
    [InlineData(2, 0.273015873015873, 0.0, 0.1815417925373527, 0.4792350074047671)]
    public void Average_precision_and_ndcg_equal_scikit_learns(int t, double ap, double ndcg1, double ndcg5, double ndcg10)
    {
        var outcome = Ranked(t);
        Assert.Equal(ap, RetrievalMeasures.AveragePrecision(outcome, 12), 1e-12);
        Assert.Equal(ndcg1, RetrievalMeasures.Ndcg(outcome, 1), 1e-12);
        Assert.Equal(ndcg5, RetrievalMeasures.Ndcg(outcome, 5), 1e-12);
        Assert.Equal(ndcg10, RetrievalMeasures.Ndcg(outcome, 10), 1e-12);
    }

    [Fact]
    public void Scikit_learn_itself_agrees_where_it_is_installed()
    {
        const string code = """
            import numpy as np
            from sklearn.metrics import ndcg_score, average_precision_score
            for t in range(40):
                s = np.sin(np.arange(12) * (t + 1.7)); r = (np.arange(12) % (t % 5 + 3) == 1).astype(int)
                print(repr(float(average_precision_score(r, s))), *[repr(float(ndcg_score([r], [s], k=k))) for k in (1, 5, 10)])
            """;
        var output = Python(code);
        Assert.SkipWhen(output is null, "needs /usr/bin/python3 or python3 with scikit-learn (Debian: python3-sklearn)");
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(40, lines.Length);
        for (var t = 0; t < 40; t++)
        {
            var outcome = Ranked(t, t % 5 + 3);
            double[] own = [RetrievalMeasures.AveragePrecision(outcome, 12),
                .. new[] { 1, 5, 10 }.Select(k => RetrievalMeasures.Ndcg(outcome, k))];
            Assert.Equal(lines[t].Split(' ').Select(x => double.Parse(x, CultureInfo.InvariantCulture)), own, (a, b) =>
                Math.Abs(a - b) < 1e-12);
        }
    }

    private static QueryOutcome Ranked(int t, int? every = null)
    {
        var order = Enumerable.Range(0, 12).OrderByDescending(i => Math.Sin(i * (t + 1.7))).ToArray();
        var ranks = Enumerable.Range(0, 12).Where(i => order[i] % (every ?? t + 3) == 1).Select(i => i + 1).ToArray();
        return Outcome(ranks.Length, ranks);
    }

    private static string? Python(string code)
    {
        foreach (var python in (string[])["/usr/bin/python3", "python3"])
            try
            {
                using var process = Process.Start(new ProcessStartInfo(python, ["-c", code])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true
                })!;
                var errors = process.StandardError.ReadToEndAsync();
                var output = process.StandardOutput.ReadToEnd();
                process.WaitForExit();
                if (process.ExitCode == 0) return output;
                // Only its absence is a reason to skip.
                Assert.Contains("ModuleNotFoundError", errors.GetAwaiter().GetResult());
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // no such program
            }
        return null;
    }
}
