namespace GarmentTools;

/// <summary>How the work is cut up so that it stays within the memory it may take. None of this shows in the result.</summary>
internal sealed record WorkLayout
{
    /// <summary>Threads that compute and compress.</summary>
    internal required int Threads { get; init; }

    /// <summary>All vectors stay in memory, packed; otherwise they are read in blocks for each strip.</summary>
    internal required bool Cached { get; init; }

    /// <summary>Most rows of a strip.</summary>
    internal required int StripRows { get; init; }

    /// <summary>A strip ends with the row that brings it to this many bytes.</summary>
    internal required long StripBytes { get; init; }

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
        WorkLayout Make(bool cached, int threads, int rows, long strip, int columns)
        {
            strip = Math.Min(strip, rows * row);
            long buffers = Math.Min(strip + row, PairLayout.Pairs(count) * elementSize + 1);
            // Encoded, a strip takes at most its own size again; 64 KiB and 5 blocks cover the rest of what a thread holds.
            long memory = (long)count * PreparedVectors.BytesPerRow + threads * (VectorBlock.Bytes(rows, dimensions) + buffers + (1 << 16) + 5L * EncodedBlock.RawBytes)
                + (threads + 2) * buffers + (cached ? VectorBlock.Bytes(count, dimensions) : threads * VectorBlock.Bytes(columns, dimensions));
            return new() { Threads = threads, Cached = cached, StripRows = rows, StripBytes = strip, BlockColumns = columns, MemoryBytes = memory };
        }

        // Vectors in memory if they fit; then tall strips, as each strip reads all vectors after it; fewer threads only where nothing else fits.
        for (long strip = 4 << 20; strip >= 1 << 18; strip >>= 1)
            if (Make(true, threads, PairComputer.GroupRows, strip, 0) is var cached && cached.MemoryBytes <= budget) return cached;
        for (int t = threads; t >= 1; t = t > 1 ? t / 2 : 0)
            foreach (int rows in (ReadOnlySpan<int>)[768, 384, 192, 96, 48, 24, 12, 6])
                if (Make(false, t, rows, rows * row, rows >= 96 ? 512 : 128) is var streamed && streamed.MemoryBytes <= budget) return streamed;
        return Make(false, 1, 6, 6 * row, 128);
    }

    /// <summary>The layout for nearest neighbors: strips of rows against all columns, and a heap of k for each row.</summary>
    internal static WorkLayout ChooseForNeighbors(int count, int dimensions, int neighbors, int threads, long budget)
    {
        WorkLayout Make(bool cached, int threads, int rows, int columns) => new()
        {
            Threads = threads,
            Cached = cached,
            StripRows = rows,
            StripBytes = long.MaxValue,
            BlockColumns = columns,
            MemoryBytes = (long)count * PreparedVectors.BytesPerRow + (cached ? VectorBlock.Bytes(count, dimensions) : threads * VectorBlock.Bytes(columns, dimensions))
                + threads * (VectorBlock.Bytes(rows, dimensions) + rows * 8L * neighbors + (1 << 16)),
        };
        if (Make(true, threads, PairComputer.GroupRows, 0) is var cached && cached.MemoryBytes <= budget) return cached;
        for (int t = threads; t >= 1; t = t > 1 ? t / 2 : 0)
            foreach (int rows in (ReadOnlySpan<int>)[768, 384, 192, 96, 48, 24, 12, 6])
                if (Make(false, t, rows, rows >= 96 ? 512 : 128) is var streamed && streamed.MemoryBytes <= budget) return streamed;
        return Make(false, 1, 6, 128);
    }

    /// <summary>The end of the strip that begins with a row.</summary>
    internal int StripEnd(int first, int count, int elementSize)
    {
        int end = first;
        for (long bytes = 0; end < count && end - first < StripRows && (bytes < StripBytes || end == first); end++)
            bytes += (long)(count - end - 1) * elementSize;
        return end;
    }
}
