using GarmentTools.Common;
using GarmentTools.Distances;
using GarmentTools.Insights;

namespace GarmentTools.Studies;

/// <summary>Draws the map: principal plane, layout, fitted into the unit square.</summary>
internal static class MapDrawer
{
    private const int Judged = 10;

    public static GarmentMap Draw(InsightVectors vectors, MapOptions options, Func<int, (int[] Rows, float[] Distances)> nearest,
        IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        if (options.Neighbors < 2 || options.Rounds < 0)
            throw new UsageException($"The map cannot be drawn with {options.Neighbors} neighbors and {options.Rounds} rounds, expected " +
                "at least 2 and 0.");
        var (places, variance) = PrincipalPlane.Project(vectors, cancellationToken);
        var k = Math.Min(options.Neighbors, vectors.Count - 1);
        if (k >= 2 && options.Rounds > 0)
        {
            var (rows, distances) = nearest(k);
            new MapLayout(vectors.Count, rows, distances, k).Run(places, options.Rounds, progress, cancellationToken);
        }
        Fit(places);
        var points = vectors.Garments.Select((garment, i) => new MapPoint(garment, (float)places[2 * vectors.RowOf[i]],
            (float)places[2 * vectors.RowOf[i] + 1]));
        var judged = Math.Min(Judged, vectors.Count - 1);
        return new([.. points], judged < 1 ? 1 : Kept(places, nearest(judged).Rows, judged, cancellationToken), variance);
    }

    // Both axes by one factor, so that distances keep their proportion.
    private static void Fit(double[] places)
    {
        if (places.Length == 0) return;
        Span<double> low = [double.PositiveInfinity, double.PositiveInfinity], high = [double.NegativeInfinity, double.NegativeInfinity];
        for (var i = 0; i < places.Length; i++)
            (low[i & 1], high[i & 1]) = (Math.Min(low[i & 1], places[i]), Math.Max(high[i & 1], places[i]));
        var side = Math.Max(high[0] - low[0], high[1] - low[1]);
        for (var i = 0; i < places.Length; i++) places[i] = side > 0 ? 0.5 + (places[i] - (low[i & 1] + high[i & 1]) / 2) / side : 0.5;
    }

    private static double Kept(double[] places, int[] rows, int k, CancellationToken cancellationToken)
    {
        var count = places.Length / 2;
        var kept = new int[count];
        WorkThreads.For(count, cancellationToken, i =>
        {
            Span<ulong> heap = stackalloc ulong[k];
            var filled = 0;
            for (var j = 0; j < count; j++)
            {
                if (j == i) continue;
                var (dx, dy) = (places[2 * j] - places[2 * i], places[2 * j + 1] - places[2 * i + 1]);
                NearestHeap.Offer(heap, ref filled, NearestHeap.Key((float)(dx * dx + dy * dy), j));
            }
            foreach (var key in heap)
                if (rows.AsSpan(i * k, k).Contains(NearestHeap.Index(key))) kept[i]++;
        });
        return kept.Sum(n => (double)n) / ((double)count * k);
    }
}
