using GarmentTools.Common;

namespace GarmentTools.Studies;

/// <summary>Finds garments far from all others: by the mean distance to their nearest neighbors.</summary>
internal static class OutlierFinder
{
    public static IReadOnlyList<Outlier> Find(InsightVectors vectors, OutlierOptions options,
        Func<int, (int[] Rows, float[] Distances)> nearest)
    {
        if (options.Count < 1 || options.Neighbors < 1)
            throw new UsageException($"Outliers cannot be found with a count of {options.Count} and {options.Neighbors} neighbors, " +
                "expected at least 1 of each.");
        var k = Math.Min(options.Neighbors, vectors.Count - 1);
        if (k < 1) return [];
        var (rows, distances) = nearest(k);
        var means = new float[vectors.Count];
        for (var row = 0; row < means.Length; row++)
        {
            var sum = 0.0;
            foreach (var distance in distances.AsSpan(row * k, k)) sum += distance;
            means[row] = (float)(sum / k);
        }
        var sorted = means.Order().ToArray();
        double median = (sorted.Length & 1) == 1 ? sorted[sorted.Length / 2]
            : (sorted[sorted.Length / 2 - 1] + (double)sorted[sorted.Length / 2]) / 2;
        return [.. Enumerable.Range(0, means.Length).OrderByDescending(row => means[row]).ThenBy(row => vectors.GarmentOf(row).Id)
            .Take(options.Count)
            .Select((row, i) => new Outlier(i + 1, vectors.GarmentOf(row), means[row], median > 0 ? means[row] / median : 1,
                vectors.GarmentOf(rows[row * k]),
                distances[row * k]))];
    }
}
