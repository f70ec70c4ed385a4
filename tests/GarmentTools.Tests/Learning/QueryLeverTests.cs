using GarmentTools.Common;
using GarmentTools.Learning;

namespace GarmentTools.Tests;

public sealed class QueryLeverTests
{
    [Fact]
    public void Views_are_averaged_by_direction()
    {
        var mean = new float[2];
        EmbeddingAverage.Average([3, 0, 0, 0.5f], 2, mean);
        Assert.Equal([MathF.Sqrt(0.5f), MathF.Sqrt(0.5f)], mean);
        EmbeddingAverage.Average([3, 0, 0, 0.5f], 2, mean, [1, 0]);
        Assert.Equal([1, 0], mean);
        EmbeddingAverage.Average([1, 0, -1, 0], 2, mean);
        Assert.Equal([0, 0], mean);
        Assert.Throws<UsageException>(() => EmbeddingAverage.Average([1, 2, 3], 2, new float[2]));
        Assert.Throws<UsageException>(() => EmbeddingAverage.Average([], 2, new float[2]));
    }

    [Fact]
    public void Expansion_weighs_results_by_a_power_of_their_cosine()
    {
        var result = new float[2];
        QueryExpansion.Expand([2, 0], [], result);
        Assert.Equal([1, 0], result);
        // cosine 0.6: weight 0.36 at alpha 2 for (0.6, 0.8); the second result lies on the far side and adds nothing.
        QueryExpansion.Expand([2, 0], [3, 4, -1, 0], result, alpha: 2);
        var (x, y) = (1 + 0.36 * 0.6, 0.36 * 0.8);
        Assert.Equal(y / x, result[1] / result[0], 1e-6);
        Assert.Equal(1, result[0] * result[0] + result[1] * result[1], 1e-6);
        Assert.Throws<UsageException>(() => QueryExpansion.Expand([1, 0], [1, 2, 3], new float[2]));
        Assert.Throws<UsageException>(() => QueryExpansion.Expand([1, 0], [], new float[2], alpha: -1));
    }

    // The distances that the published Python code of Zhong et al. gives for the same matrix (k1 4, k2 3, lambda 0.3; stable sorts; numpy 1.24):
    // x = sin(1.1 i + 0.7 j (1 + i mod 3)), 12 unit vectors of 5 numbers, 1 - x xᵀ with the diagonal 0; the first two are queries.
    private static readonly double[] Reranked =
    [
        0.61249846, 1.0, 0.40417371, 0.8462986, 0.00930501, 0.91098153, 0.61103293, 0.98181645, 0.26618989, 0.84798364,
        0.90325892, 0.46458368, 1.0, 0.18482963, 0.8787838, 0.0069102, 0.92164849, 0.49468642, 0.98691927, 0.16823891,
    ];

    [Fact]
    public void Reranking_equals_the_published_code()
    {
        const int n = 12, d = 5;
        var x = new double[n][];
        for (var i = 0; i < n; i++)
        {
            x[i] = [.. Enumerable.Range(0, d).Select(j => Math.Sin(i * 1.1 + j * 0.7 * (1 + i % 3)))];
            var length = Math.Sqrt(x[i].Sum(v => v * v));
            x[i] = [.. x[i].Select(v => v / length)];
        }
        var distances = new double[n * n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) distances[i * n + j] = i == j ? 0 : Math.Max(0, 1 - x[i].Zip(x[j], (a, b) => a * b).Sum());
        var reranked = ReciprocalReranking.Rerank(distances, 2, k1: 4, k2: 3, lambda: 0.3);
        Assert.Equal(Reranked.Length, reranked.Length);
        for (var i = 0; i < reranked.Length; i++) Assert.Equal(Reranked[i], reranked[i], 1e-7);
    }

    [Fact]
    public void With_lambda_1_nothing_changes_but_the_scale()
    {
        double[] distances = [0, 0.2, 0.8, 0.4, 0.2, 0, 0.5, 0.6, 0.8, 0.5, 0, 0.7, 0.4, 0.6, 0.7, 0];
        Assert.Equal([0.25, 1, 0.5], ReciprocalReranking.Rerank(distances, 1, lambda: 1));
    }

    [Fact]
    public void Reranking_refuses_what_is_no_square_of_distances()
    {
        Assert.Throws<UsageException>(() => ReciprocalReranking.Rerank(new double[5], 1));
        Assert.Throws<UsageException>(() => ReciprocalReranking.Rerank(new double[4], 2));
        Assert.Throws<UsageException>(() => ReciprocalReranking.Rerank(new double[4], 1, lambda: 2));
        Assert.Throws<UsageException>(() => ReciprocalReranking.Rerank([0, -1, -1, 0], 1));
    }
}
