using GarmentTools.Numerics;

namespace GarmentTools.Evaluation;

/// <summary>
/// The percentile bootstrap over clusters (Efron and Tibshirani 1993): products are drawn with replacement, each with all its queries,
/// because
/// queries of one product are not independent of each other.
/// </summary>
internal static class Bootstrap
{
    /// <summary>95 % intervals of the means.</summary>
    public static Dictionary<string, Interval> Intervals(QueryOutcome[] outcomes, IReadOnlyList<string> names, int resamples, ulong seed,
        CancellationToken token)
    {
        var means = Resample([.. outcomes.Select(o => o.Cluster)], [.. names.Select(name =>
            outcomes.Select(o => RetrievalMeasures.Value(o, name)).ToArray())], resamples, seed, token);
        return names.Select((name, i) => (name, interval: Percentiles(means[i], 0.95))).ToDictionary(x => x.name, x => x.interval);
    }

    /// <summary>
    /// For each row of values the sorted means of all resamples. One stream of random numbers serves all rows, and paired settings with
    /// them.
    /// </summary>
    public static double[][] Resample(string[] clusters, double[][] values, int resamples, ulong seed, CancellationToken token)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        // Clusters in ordinal order, so that the order of the queries does not matter.
        foreach (var cluster in clusters.Distinct().Order(StringComparer.Ordinal)) numbers[cluster] = numbers.Count;
        var (sums, sizes) = (new double[values.Length * numbers.Count], new int[numbers.Count]);
        for (var i = 0; i < clusters.Length; i++)
        {
            var c = numbers[clusters[i]];
            sizes[c]++;
            for (var v = 0; v < values.Length; v++) sums[c * values.Length + v] += values[v][i];
        }
        var means = values.Select(_ => new double[resamples]).ToArray();
        var random = new SeededRandom(seed);
        var total = new double[values.Length];
        for (var r = 0; r < resamples; r++)
        {
            token.ThrowIfCancellationRequested();
            Array.Clear(total);
            var count = 0;
            for (var draw = 0; draw < sizes.Length; draw++)
            {
                var c = random.Next(sizes.Length);
                count += sizes[c];
                for (var v = 0; v < total.Length; v++) total[v] += sums[c * total.Length + v];
            }
            for (var v = 0; v < total.Length; v++) means[v][r] = total[v] / count;
        }
        foreach (var row in means) Array.Sort(row);
        return means;
    }

    /// <summary>The middle share of sorted values, by linear interpolation as numpy does it.</summary>
    public static Interval Percentiles(double[] sorted, double share) => new(At(sorted, (1 - share) / 2), At(sorted, (1 + share) / 2));

    private static double At(double[] sorted, double quantile)
    {
        var position = quantile * (sorted.Length - 1);
        var low = (int)position;
        var high = Math.Min(low + 1, sorted.Length - 1);
        return sorted[low] + (position - low) * (sorted[high] - sorted[low]);
    }
}
