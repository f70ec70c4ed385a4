using System.Numerics.Tensors;
using GarmentTools.Common;
using GarmentTools.Numerics;

namespace GarmentTools.Insights;

/// <summary>
/// Medoids of groups of unit vectors. The sum of the cosine distances from x to a group of m vectors with the sum S is m − x·S, so that the
/// member of
/// the least sum is the one of the largest product with S: exact, and linear in the size of the group.
/// </summary>
internal static class MedoidSearch
{
    private const int Rounds = 50;

    /// <summary>The member whose distances to the others have the least sum; of equals the lowest row.</summary>
    public static int MedoidOf(UnitVectors vectors, IReadOnlyList<int> rows)
    {
        if (rows.Count < 3) return rows[0];
        var sum = new double[vectors.Dimensions];
        foreach (var row in rows)
        {
            var vector = vectors.Row(row);
            for (var d = 0; d < sum.Length; d++) sum[d] += vector[d];
        }
        var (best, most) = (rows[0], double.NegativeInfinity);
        foreach (var row in rows)
        {
            var vector = vectors.Row(row);
            var product = 0.0;
            for (var d = 0; d < sum.Length; d++) product += vector[d] * sum[d];
            if (product > most) (best, most) = (row, product);
        }
        return best;
    }

    /// <summary>
    /// Groups around k medoids: each row with the nearest of them, moved until nothing changes. For more rows than all pairs can be kept
    /// of.
    /// </summary>
    public static List<int[]> Group(UnitVectors vectors, int k, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var medoids = Start(vectors, k, cancellationToken);
        var nearest = new int[vectors.Count];
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var round = 1; ; round++)
        {
            WorkThreads.For(vectors.Count, cancellationToken, row => nearest[row] = Nearest(vectors, medoids, row).Place);
            var groups = Enumerable.Range(0, vectors.Count).GroupBy(row => nearest[row]).Select(rows => rows.ToArray()).ToList();
            progress?.Report(new("Grouping", round, Rounds, clock.Elapsed));
            int[] moved = [.. groups.Select(rows => MedoidOf(vectors, rows))];
            if (round == Rounds || moved.Order().SequenceEqual(medoids.Order())) return groups;
            medoids = moved;
        }
    }

    // k-means++ (Arthur and Vassilvitskii 2007) with a fixed seed: far from those chosen, but seldom an outlier.
    private static int[] Start(UnitVectors vectors, int k, CancellationToken cancellationToken)
    {
        var random = new SeededRandom(1);
        var chosen = new List<int> { MedoidOf(vectors, [.. Enumerable.Range(0, vectors.Count)]) };
        var distance = new double[vectors.Count];
        Array.Fill(distance, double.PositiveInfinity);
        while (true)
        {
            WorkThreads.For(vectors.Count, cancellationToken, row => distance[row] =
                Math.Min(distance[row], vectors.Distance(row, chosen[^1])));
            var total = distance.Sum();
            if (chosen.Count == k || total <= 0) return [.. chosen];
            var (at, draw) = (0, random.NextDouble() * total);
            while (at < distance.Length - 1 && (draw -= distance[at]) >= 0) at++;
            chosen.Add(at);
        }
    }

    private static (int Place, float Distance) Nearest(UnitVectors vectors, int[] medoids, int row)
    {
        var (best, least) = (0, float.PositiveInfinity);
        for (var i = 0; i < medoids.Length; i++)
            if (vectors.Distance(row, medoids[i]) is var d && d < least) (best, least) = (i, d);
        return (best, least);
    }

    /// <summary>The largest distance of any two members.</summary>
    public static float Spread(UnitVectors vectors, IReadOnlyList<int> rows, CancellationToken cancellationToken)
    {
        var largest = new float[rows.Count];
        WorkThreads.For(rows.Count, cancellationToken, i =>
        {
            for (var j = i + 1; j < rows.Count; j++) largest[i] = Math.Max(largest[i], vectors.Distance(rows[i], rows[j]));
        });
        return rows.Count == 0 ? 0 : TensorPrimitives.Max(largest);
    }
}
