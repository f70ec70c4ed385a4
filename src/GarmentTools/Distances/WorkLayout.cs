using GarmentTools.Npz;

namespace GarmentTools.Distances;

/// <summary>How the work is cut up so that it stays within the memory it may take. None of this shows in the result.</summary>
internal sealed record WorkLayout
{
    /// <summary>Bytes of a strip, at most: it is one buffer.</summary>
    private const long LargestStrip = 1 << 30;

    /// <summary>Threads that compute and compress.</summary>
    internal required int Threads { get; init; }

    /// <summary>All vectors stay in memory, packed; otherwise they are read in blocks for each strip.</summary>
    internal required bool Cached { get; init; }

    /// <summary>Rows of a strip.</summary>
    internal required int StripRows { get; init; }

    /// <summary>Columns per block where vectors are not cached.</summary>
    internal int BlockColumns { get; init; } = 512;

    /// <summary>Strips that are computed, or waiting for their turn to be written.</summary>
    internal int Window => Threads + 2;

    /// <summary>Bytes that all this takes.</summary>
    internal required long MemoryBytes { get; init; }

    /// <summary>The largest layout that fits the budget; where none does, the smallest there is, which the caller refuses.</summary>
    internal static WorkLayout Choose(int count, int dimensions, int elementSize, int threads, long budget)
    {
        long row = Math.Max((long)count * elementSize, 1);
        WorkLayout Make(bool cached, int threads, int rows, int columns)
        {
            long strip = Math.Min(rows * row, PairLayout.Pairs(count) * elementSize + 1);
            // A strip is computed in one buffer of a thread; encoded and waiting, it takes at most its own size again and a block at either
            // end.
            long memory = (long)count * PreparedVectors.BytesPerRow + threads * (VectorBlock.Bytes(rows, dimensions) + strip + (1 << 17))
                + (threads + 2) * (strip + 3L * EncodedBlock.BufferBytes) +
                    (cached ? VectorBlock.Bytes(count, dimensions) : threads * VectorBlock.Bytes(columns, dimensions));
            return new() { Threads = threads, Cached = cached, StripRows = rows, BlockColumns = columns, MemoryBytes = memory };
        }

        // Vectors in memory if they fit; then tall strips, as each strip reads all vectors after it; fewer threads only where nothing else
        // fits.
        // Strips that are as many as four for each thread keep all of them busy to the end.
        int even = Math.Clamp(count / (4 * threads) / TileKernel.Rows * TileKernel.Rows, 2 * TileKernel.Rows, PairComputer.GroupRows);
        foreach (int rows in (ReadOnlySpan<int>)[PairComputer.GroupRows, 48, 24, 12])
            if (rows <= even && rows * row <= LargestStrip && Make(true, threads, rows, 0) is var cached && cached.MemoryBytes <= budget)
                return cached;
        for (int t = threads; t >= 1; t = t > 1 ? t / 2 : 0)
            foreach (int rows in (ReadOnlySpan<int>)[768, 384, 192, 96, 48, 24, 12, 6])
                if (rows * row <= LargestStrip && Make(false, t, rows, rows >= 96 ? 512 : 128) is var streamed
                    && streamed.MemoryBytes <= budget) return streamed;
        return Make(false, 1, 6, 128);
    }

    /// <summary>The layout for nearest neighbors: strips of rows against all columns, and a heap of k for each row.</summary>
    internal static WorkLayout ChooseForNeighbors(int count, int dimensions, int neighbors, int threads, long budget)
    {
        WorkLayout Make(bool cached, int threads, int rows, int columns) => new()
        {
            Threads = threads,
            Cached = cached,
            StripRows = rows,
            BlockColumns = columns,
            MemoryBytes = (long)count * PreparedVectors.BytesPerRow +
            (cached ? VectorBlock.Bytes(count, dimensions) : threads * VectorBlock.Bytes(columns, dimensions))
                + threads * (VectorBlock.Bytes(rows, dimensions) + rows * 8L * neighbors + (1 << 16)),
        };
        if (Make(true, threads, PairComputer.GroupRows, 0) is var cached && cached.MemoryBytes <= budget) return cached;
        for (int t = threads; t >= 1; t = t > 1 ? t / 2 : 0)
            foreach (int rows in (ReadOnlySpan<int>)[768, 384, 192, 96, 48, 24, 12, 6])
                if (Make(false, t, rows, rows >= 96 ? 512 : 128) is var streamed && streamed.MemoryBytes <= budget) return streamed;
        return Make(false, 1, 6, 128);
    }
}
