using GarmentTools.Common;
using GarmentTools.Embedding;
using GarmentTools.Npz;

namespace GarmentTools.Distances;

/// <summary>
/// Nearest neighbors of each garment instead of all pairs, in SciPy's CSR form: row by row, ordered by (distance, id). Distances of 0 are
/// stored as such.
/// </summary>
internal static class NeighborBuilder
{
    /// <summary>
    /// Neighbors known from an older file: for each garment the keys it keeps, or null where its whole row has to be computed.
    /// </summary>
    internal sealed record Known(ulong[]?[] Keys, int[] Added);

    internal static void Build(IEmbeddingSource source, PreparedVectors vectors, string path, DistanceMatrixOptions options,
        WorkLayout layout, Known? known,
        IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        int count = source.Count, k = Math.Min(options.Neighbors!.Value, Math.Max(count - 1, 0));
        var data = new float[(long)count * k];
        var indices = new int[(long)count * k];
        var all = ColumnSet.Make(vectors, [.. Enumerable.Range(0, count)], layout, cancellation);
        var added = known is null ? null : ColumnSet.Make(vectors, known.Added, layout, cancellation);
        try
        {
            var rows = Enumerable.Range(0, count).ToLookup(i => known?.Keys[i] is not null);
            // Rows that are known but for the added garments, then rows that are computed whole.
            int[][] strips = [.. rows[true].Chunk(layout.StripRows), .. rows[false].Chunk(layout.StripRows)];
            var clock = System.Diagnostics.Stopwatch.StartNew();
            long done = 0;
            MatrixErrors.Unwrapped(() => Parallel.ForEach(strips, new()
            {
                MaxDegreeOfParallelism = layout.Threads,
                CancellationToken =
                cancellation
            },
                () => new NeighborFinder(vectors, options, layout, k), (strip, _, finder) =>
                {
                    finder.Find(strip, known?.Keys[strip[0]] is null ? all : added!, known?.Keys, data, indices, cancellation);
                    lock (clock) progress?.Report(new("Finding nearest neighbors", done += strip.Length, count, clock.Elapsed));
                    return finder;
                }, finder => finder.Dispose()));
        }
        finally
        {
            all.Cached?.Dispose();
            added?.Cached?.Dispose();
        }
        Write(source, vectors, path, options, data, indices, k, cancellation);
    }

    private static void Write(IEmbeddingSource source, PreparedVectors vectors, string path, DistanceMatrixOptions options, float[] data,
        int[] indices, int k, CancellationToken cancellation) =>
        NpzWriter.WriteFile(path, writer =>
        {
            MatrixBuilder.HeaderOf(source, vectors, options).Write(writer);
            writer.Write<byte>("format", "|S3", "csr"u8);
            writer.Write<long>("shape", "<i8", [source.Count, source.Count], 2);
            var starts = new long[source.Count + 1];
            for (int i = 0; i < starts.Length; i++) starts[i] = (long)i * k;
            // SciPy takes one type for both: the small one while it suffices.
            if (starts[^1] <= int.MaxValue) writer.Write<int>("indptr", "<i4", Array.ConvertAll(starts, s => (int)s), starts.Length);
            else writer.Write<long>("indptr", "<i8", starts, starts.Length);
            writer.Write<int>("indices", "<i4", indices, indices.LongLength);
            writer.Write<float>("data", "<f4", data, data.LongLength);
        }, cancellation);
}
