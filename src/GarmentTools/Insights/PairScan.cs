using System.Collections.Concurrent;
using GarmentTools.Common;
using GarmentTools.Distances;

namespace GarmentTools.Insights;

/// <summary>Two rows and how far they are from each other.</summary>
internal readonly record struct RowPair(int First, int Second, float Distance);

/// <summary>
/// Goes through all pairs of rows with the kernel of the distance matrix, which is exact also where two vectors are nearly the same, and
/// keeps what is asked
/// for: the nearest of each row, the pairs within a distance, or all distances.
/// </summary>
internal static class PairScan
{
    /// <summary>The k nearest rows of each row, ordered by (distance, row).</summary>
    public static (int[] Rows, float[] Distances) Nearest(UnitVectors vectors, int k, IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken)
    {
        var (count, options) = (vectors.Count, new DistanceMatrixOptions { Neighbors = k, MantissaBits = 24 });
        var (rows, distances) = (new int[count * k], new float[count * k]);
        if (k == 0) return (rows, distances);
        var layout = WorkLayout.ChooseForNeighbors(count, vectors.Dimensions, k, options.ThreadCount, FreeSpace.Memory() / 4);
        Run(vectors, layout, "Finding nearest neighbors", progress, cancellationToken, (prepared, columns) =>
        {
            var finder = new NeighborFinder(prepared, options, layout, k);
            return (strip => finder.Find(strip, columns, null, distances, rows, cancellationToken), finder);
        });
        return (rows, distances);
    }

    /// <summary>
    /// All pairs within a distance, ordered by (distance, first, second); null where there are more than <paramref name="most"/>.
    /// </summary>
    public static List<RowPair>? Within(UnitVectors vectors, float distance, int most, IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken)
    {
        var (found, total) = (new ConcurrentBag<List<RowPair>>(), 0L);
        Upper(vectors, "Comparing all pairs", progress, cancellationToken, () =>
        {
            var own = new List<RowPair>();
            found.Add(own);
            return (row, first, distances, index) =>
            {
                if (Interlocked.Read(ref total) > most) return;
                var before = own.Count;
                for (var i = 0; i < distances.Length; i++)
                    if (distances[i] <= distance) own.Add(new(row, index[first + i], distances[i]));
                if (own.Count > before) Interlocked.Add(ref total, own.Count - before);
            };
        });
        if (total > most) return null;
        var pairs = found.SelectMany(own => own).ToList();
        pairs.Sort((a, b) => a.Distance != b.Distance ? a.Distance.CompareTo(b.Distance) : a.First != b.First ? a.First.CompareTo(b.First)
            : a.Second.CompareTo(b.Second));
        return pairs;
    }

    /// <summary>All distances, condensed as <see cref="PairLayout"/> has them.</summary>
    public static float[] All(UnitVectors vectors, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var all = new float[PairLayout.Pairs(vectors.Count)];
        Upper(vectors, "Comparing all pairs", progress, cancellationToken, () => (row, first, distances, index) =>
        {
            // The columns are all rows, so that their indices follow each other.
            distances.CopyTo(all.AsSpan((int)(PairLayout.Start(row, vectors.Count) + index[first] - row - 1)));
        });
        return all;
    }

    private delegate void UsePairs(int row, int firstColumn, ReadOnlySpan<float> distances, int[] columns);

    private static void Upper(UnitVectors vectors, string activity, IProgress<WorkProgress>? progress, CancellationToken cancellationToken,
        Func<UsePairs> makeUse)
    {
        var layout = WorkLayout.ChooseForNeighbors(vectors.Count, vectors.Dimensions, 1, Environment.ProcessorCount, long.MaxValue);
        Run(vectors, layout, activity, progress, cancellationToken, (prepared, columns) =>
        {
            var sink = new UpperSink(prepared, layout, columns.Cached!, makeUse());
            return (strip => sink.Take(strip, cancellationToken), sink);
        });
    }

    private static void Run(UnitVectors vectors, WorkLayout layout, string activity, IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken,
        Func<PreparedVectors, ColumnSet, (Action<int[]> Take, IDisposable Owner)> makeWorker)
    {
        var prepared = PreparedVectors.Read(vectors.Table(), MatrixMetric.Cosine, layout.Threads, cancellationToken);
        var columns = ColumnSet.Make(prepared, [.. Enumerable.Range(0, vectors.Count)], layout, cancellationToken);
        try
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            var done = 0L;
            // Strips that are as many as several for each thread keep all of them busy to the end.
            var rows = Math.Clamp(vectors.Count / (4 * layout.Threads), 1, layout.StripRows);
            MatrixErrors.Unwrapped(() => Parallel.ForEach(Enumerable.Range(0, vectors.Count).Chunk(rows),
                new() { MaxDegreeOfParallelism = layout.Threads, CancellationToken = cancellationToken },
                () => makeWorker(prepared, columns), (strip, _, worker) =>
                {
                    worker.Take(strip);
                    lock (clock) progress?.Report(new(activity, done += strip.Length, vectors.Count, clock.Elapsed));
                    return worker;
                }, worker => worker.Owner.Dispose()));
        }
        finally { columns.Cached?.Dispose(); }
    }

    /// <summary>Each row against those after it. One per thread.</summary>
    private sealed class UpperSink(PreparedVectors prepared, WorkLayout layout, VectorBlock columns, UsePairs use) : IPairSink, IDisposable
    {
        private readonly VectorBlock _rows = new(layout.StripRows, prepared.Dimensions, TileKernel.Rows);
        private readonly PairComputer _computer = new(MatrixMetric.Cosine, TileKernel.Best);

        public void Take(int[] strip, CancellationToken cancellationToken)
        {
            _rows.Load(prepared, strip, 1, cancellationToken);
            _computer.Compute(_rows, columns, strip[0] / TileKernel.Columns * TileKernel.Columns, true, this, cancellationToken);
        }

        void IPairSink.Accept(int row, int column, ReadOnlySpan<float> distances) =>
            use(_rows.Index[row], column, distances, columns.Index);

        public void Dispose()
        {
            _rows.Dispose();
            _computer.Dispose();
        }
    }
}
