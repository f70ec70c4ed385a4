using GarmentTools.Common;
using GarmentTools.Embedding;
using GarmentTools.Npz;

namespace GarmentTools.Distances;

/// <summary>
/// Brings a matrix in step with its catalog: pairs of kept garments are copied in one pass over the old file, the others computed. The
/// result has the
/// bytes of a rebuild, since a pair's distance depends on its two vectors alone.
/// </summary>
internal static class MatrixUpdater
{
    internal static MatrixUpdate Update(string path, IEmbeddingSource source, MatrixUpdateOptions options,
        IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        new DistanceMatrixOptions { Threads = options.Threads, MemoryBudget = options.MemoryBudget }.Check();
        MatrixErrors.CheckSource(source);
        using NpzReader file = NpzReader.Open(path);
        long budget = options.MemoryBudget ?? FreeSpace.Memory() / 4;
        MatrixHeader old = MatrixHeader.Read(file, budget);
        Check(path, old, source, options);
        int threads = options.Threads == 0 ? Environment.ProcessorCount : options.Threads;
        PreparedVectors vectors = PreparedVectors.Read(source, old.Metric, threads, cancellation);
        (int[] oldIndex, int changed) = Match(old, source, vectors);
        int[] added = [.. Enumerable.Range(0, source.Count).Where(i => oldIndex[i] < 0)];
        int kept = source.Count - added.Length;
        var result = new MatrixUpdate(added.Length - changed, old.Ids.Length - kept - changed, changed, kept,
            PairLayout.Pairs(source.Count) - PairLayout.Pairs(kept), Written: true);
        if (kept == source.Count && kept == old.Ids.Length && old.Names.SequenceEqual(source.Names)) return result with { Written = false };

        var same = new DistanceMatrixOptions
        {
            Metric = old.Metric,
            Precision = old.Precision,
            MantissaBits = old.MantissaBits,
            Neighbors = old.Neighbors,
            Threads = options.Threads,
            MemoryBudget = Math.Max(1, budget - Beside(old, threads) - VectorBlock.Bytes(added.Length, source.Dimensions)),
        };
        (MatrixPlan plan, WorkLayout layout) = MatrixPlanner.Make(source, path, same, cancellation);
        MatrixPlanner.Refuse(plan);
        MatrixBuilder.CheckCodes(vectors, same);

        if (old.Neighbors is not null)
        {
            NeighborTable table = NeighborTable.Read(file, old, budget);
            file.Dispose();
            NeighborBuilder.Known known = Known(table, oldIndex, old.Ids.Length, added);
            NeighborBuilder.Build(source, vectors, path, same, layout, known, progress, cancellation);
            long whole = known.Keys.Count(keys => keys is null);
            return result with { PairsComputed = whole * (source.Count - 1L) + (source.Count - whole) * added.Length };
        }

        using MatrixElements elements = MatrixElements.OpenBlocks(file, "distances")
            ?? LoadWhole(file, budget, layout.Threads, cancellation);
        var pairs = new KeptPairs(elements, old.Ids.Length, oldIndex);
        ColumnSet all = ColumnSet.Make(vectors, [.. Enumerable.Range(0, source.Count).Skip(added.Length == 0 ? source.Count : added[0])],
            layout, cancellation);
        // New garments come last, most often: then the columns of new rows are the new columns.
        ColumnSet fresh = all.Indices.Length == added.Length ? all : ColumnSet.Make(vectors, added, layout, cancellation);
        try
        {
            MatrixBuilder.Write(source, vectors, path, same, layout, () =>
                new PairFiller(vectors, same.Values, layout, all, same.Path, pairs, fresh), "Updating distances", progress, cancellation,
                file);
        }
        finally
        {
            all.Cached?.Dispose();
            fresh.Cached?.Dispose();
        }
        return result;
    }

    /// <summary>
    /// Bytes that an update takes beside the vectors and what a build does: the old neighbors and their keys; or for each thread a row and
    /// two blocks of the old file.
    /// </summary>
    private static long Beside(MatrixHeader old, int threads) =>
        old.Neighbors is { } k ? (long)old.Ids.Length * Math.Min(k, old.Ids.Length) * 16
            : threads * (old.Ids.Length * 4L + 2 * EncodedBlock.RawBytes);

    private static void Check(string path, MatrixHeader old, IEmbeddingSource source, MatrixUpdateOptions options)
    {
        if (old.Fingerprint != source.Fingerprint)
            throw new ArchiveException($"{path} was made from vectors of the fingerprint {old.Fingerprint}, and these have " +
                $"{source.Fingerprint}: another model, preprocessing or view. "
                + "Distances of the two cannot stand in one matrix. Build the matrix again.");
        if (old.Dimensions != source.Dimensions)
            throw new ArchiveException($"{path} was made from vectors of {old.Dimensions} dimensions, and these have " +
                $"{source.Dimensions}. Build the matrix again.");
        if (options.Metric is { } metric && metric != old.Metric)
            throw new ArchiveException($"{path} holds {old.Metric} distances, and {metric} was asked for. Update without naming a " +
                "metric, or build another matrix.");
    }

    /// <summary>For each garment its index in the old file, or −1 where it is new or its vector has changed.</summary>
    private static (int[] OldIndex, int Changed) Match(MatrixHeader old, IEmbeddingSource source, PreparedVectors vectors)
    {
        var index = new int[source.Count];
        int changed = 0;
        for (int i = 0, o = 0; i < index.Length; i++)
        {
            while (o < old.Ids.Length && old.Ids[o] < source.Ids[i]) o++;
            bool known = o < old.Ids.Length && old.Ids[o] == source.Ids[i];
            bool equal = known && old.Digests[o] == vectors.Digests[i];
            index[i] = equal ? o : -1;
            if (known && !equal) changed++;
        }
        return (index, changed);
    }

    private static NeighborBuilder.Known Known(NeighborTable table, int[] oldIndex, int oldCount, int[] added)
    {
        var newIndex = new int[oldCount];
        newIndex.AsSpan().Fill(-1);
        for (int i = 0; i < oldIndex.Length; i++)
            if (oldIndex[i] >= 0) newIndex[oldIndex[i]] = i;
        // A row that held all others stays known when some of them go; one that held the nearest k has lost sight of the next.
        bool complete = table.PerRow >= oldCount - 1;
        var keys = new ulong[]?[oldIndex.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            if (oldIndex[i] < 0) continue;
            var row = new List<ulong>(table.PerRow);
            ReadOnlySpan<int> indices = table.Indices(oldIndex[i]);
            for (int n = 0; n < indices.Length; n++)
                if (newIndex[indices[n]] >= 0) row.Add(NearestHeap.Key(table.Distances(oldIndex[i])[n], newIndex[indices[n]]));
            if (complete || row.Count == indices.Length) keys[i] = [.. row];
        }
        return new(keys, added);
    }

    private static MatrixElements LoadWhole(NpzReader file, long budget, int threads, CancellationToken cancellation)
    {
        if (file.Find("distances").Header.DataBytes > budget)
            throw new ArchiveException($"{file.FilePath} was saved by another program and has no index of its blocks; it would have to " +
                $"fit into memory ({MatrixPlan.Size(file.Find("distances").Header.DataBytes)}). Build the matrix again.");
        return MatrixElements.Load(file, "distances", threads, cancellation);
    }
}
