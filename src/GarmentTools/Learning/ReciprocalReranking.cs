using GarmentTools.Common;

namespace GarmentTools.Learning;

/// <summary>
/// k-reciprocal re-ranking (Zhong, Zheng, Cao, Li: Re-ranking person re-identification with k-reciprocal encoding, CVPR 2017): photos whose
/// neighbourhoods overlap with the query's move up.
/// </summary>
public static class ReciprocalReranking
{
    /// <summary>New distances of candidates to one or more queries.</summary>
    /// <param name="distances">
    /// (q + g)², row-major and symmetric: distances (0 or more) among the q queries, which come first, and their g candidates. For a single
    /// query, its first 50 to 200 results.
    /// </param>
    /// <param name="queries">q, from 1.</param>
    /// <param name="k1">Size of the neighbourhoods, from 1. Default 20.</param>
    /// <param name="k2">Over how many nearest the encodings are averaged, from 1. Default 6.</param>
    /// <param name="lambda">Share of the original distance in the new one, 0…1. Default 0.3.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>q × g, row-major: (1 − lambda)·Jaccard distance + lambda·original distance, each row of the original divided by its largest value.</returns>
    /// <exception cref="UsageException">A length does not fit or a number is out of range.</exception>
    /// <remarks>As in the paper, the original distances should be squared Euclidean; for unit vectors twice the cosine distance, so that cosine distance serves.</remarks>
    public static double[] Rerank(ReadOnlySpan<double> distances, int queries, int k1 = 20, int k2 = 6, double lambda = 0.3, CancellationToken token = default)
    {
        var n = (int)Math.Round(Math.Sqrt(distances.Length));
        if ((long)n * n != distances.Length || queries < 1 || queries >= n)
            throw new UsageException($"{distances.Length} distances are not a square of {queries} queries and one or more candidates.");
        if (k1 < 1 || k2 < 1 || !(lambda is >= 0 and <= 1)) throw new UsageException($"Re-ranking needs k1 and k2 from 1 and lambda in 0…1; found {k1}, {k2} and {lambda}.");
        var original = Normalise(distances, n);
        var order = new int[n][];
        for (var i = 0; i < n; i++)
        {
            token.ThrowIfCancellationRequested();
            var row = original.AsMemory(i * n, n);
            order[i] = [.. Enumerable.Range(0, n).OrderBy(j => row.Span[j]).ThenBy(j => j)];
        }
        var encodings = Average(Encode(original, order, n, k1, token), order, n, k2);
        var result = new double[queries * (n - queries)];
        for (var q = 0; q < queries; q++)
            for (var g = queries; g < n; g++)
            {
                var overlap = 0.0;
                for (var j = 0; j < n; j++) overlap += Math.Min(encodings[q * n + j], encodings[g * n + j]);
                result[q * (n - queries) + g - queries] = (1 - lambda) * (1 - overlap / (2 - overlap)) + lambda * original[q * n + g];
            }
        return result;
    }

    private static double[] Normalise(ReadOnlySpan<double> distances, int n)
    {
        var result = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            var largest = 0.0;
            foreach (var value in distances.Slice(i * n, n))
                largest = value >= 0 && double.IsFinite(value) ? Math.Max(largest, value) : throw new UsageException($"Re-ranking needs finite distances from 0; found {value}.");
            for (var j = 0; j < n; j++) result[i * n + j] = largest > 0 ? distances[i * n + j] / largest : 0;
        }
        return result;
    }

    // A row of weights exp(−distance), summing to 1, over the photo's reciprocal neighbours and those that its neighbours bring in.
    private static double[] Encode(double[] original, int[][] order, int n, int k1, CancellationToken token)
    {
        var encodings = new double[n * n];
        var halfSize = (int)Math.Round(k1 / 2.0, MidpointRounding.ToEven);
        for (var i = 0; i < n; i++)
        {
            token.ThrowIfCancellationRequested();
            var near = Reciprocal(order, i, k1);
            var expanded = new SortedSet<int>(near);
            foreach (var candidate in near)
            {
                var half = Reciprocal(order, candidate, halfSize);
                if (half.Count(near.Contains) > 2.0 / 3 * half.Count) expanded.UnionWith(half);
            }
            var sum = 0.0;
            foreach (var j in expanded) sum += encodings[i * n + j] = Math.Exp(-original[i * n + j]);
            foreach (var j in expanded) encodings[i * n + j] /= sum;
        }
        return encodings;
    }

    // Those among the k nearest (and itself) that have the photo among their own.
    private static HashSet<int> Reciprocal(int[][] order, int i, int k) =>
        [.. order[i].Take(k + 1).Where(j => Array.IndexOf(order[j], i, 0, Math.Min(k + 1, order[j].Length)) >= 0)];

    private static double[] Average(double[] encodings, int[][] order, int n, int k2)
    {
        if (k2 == 1) return encodings;
        var result = new double[n * n];
        var count = Math.Min(k2, n);
        for (var i = 0; i < n; i++)
            foreach (var near in order[i].Take(count))
                for (var j = 0; j < n; j++) result[i * n + j] += encodings[near * n + j] / count;
        return result;
    }
}
