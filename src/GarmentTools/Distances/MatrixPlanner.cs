using System.Diagnostics;
using GarmentTools.Common;
using GarmentTools.Embedding;
using GarmentTools.Npz;

namespace GarmentTools.Distances;

/// <summary>Finds out, before the work begins, what it will take; and refuses what does not fit.</summary>
internal static class MatrixPlanner
{
    private const int SampleRows = 400;

    /// <summary>A neighbor in a file: a distance rounded to 17 bits and an index, both deflated.</summary>
    private const double NeighborBytes = 6.5;

    internal static (MatrixPlan Plan, WorkLayout Layout) Make(IEmbeddingSource source, string path, DistanceMatrixOptions options,
        CancellationToken cancellation)
    {
        options.Check();
        MatrixErrors.CheckSource(source);
        int count = source.Count;
        long budget = options.MemoryBudget ?? (options.Free?.Memory ?? FreeSpace.Memory()) / 4;
        int size = options.Values.Size;

        long results = options.Neighbors is { } k ? (long)count * Math.Min(k, Math.Max(count - 1, 0)) * 8 : 0;
        if (results / 8 > Array.MaxLength)
            throw new UsageException($"{count:N0} garments with {options.Neighbors} neighbors each are {results / 8:N0} distances; at " +
                $"most {Array.MaxLength:N0} are held at once. Ask for fewer neighbors.");
        WorkLayout layout = options.Neighbors is null
            ? WorkLayout.Choose(count, source.Dimensions, size, options.ThreadCount, budget)
            : WorkLayout.ChooseForNeighbors(count, source.Dimensions, options.Neighbors.Value, options.ThreadCount, budget - results);
        (double bytesPerPair, double secondsPerPair) = Sample(source, options, cancellation);
        long pairs = options.Neighbors is null ? PairLayout.Pairs(count) : results / 8;
        double disk = options.Neighbors is null ? pairs * bytesPerPair * 1.03 : pairs * NeighborBytes;
        // Names are mostly alike at their beginning: deflate leaves about a third.
        disk += 4096 + count * 24.0 + source.Names.Sum(name => (long)name.Length) * 0.5;
        double computed = options.Neighbors is null ? pairs : (double)count * count;
        return (new MatrixPlan
        {
            Path = path,
            Garments = count,
            Pairs = pairs,
            MemoryBytes = layout.MemoryBytes + results,
            MemoryBudget = budget,
            DiskBytes = (long)disk,
            DiskFree = options.Free?.Disk ?? FreeSpace.Disk(path),
            EstimatedTime = TimeSpan.FromSeconds(computed * secondsPerPair / layout.Threads * 1.2 + disk / 500e6 + 0.05),
            Threads = layout.Threads,
            VectorsInMemory = layout.Cached,
        }, layout);
    }

    /// <exception cref="UsageException">The memory does not suffice.</exception>
    /// <exception cref="ArchiveException">The disk does not suffice.</exception>
    internal static void Refuse(MatrixPlan plan)
    {
        if (plan.MemoryBytes > plan.MemoryBudget)
            throw new UsageException($"The distance matrix of {plan.Garments:N0} garments needs {MatrixPlan.Size(plan.MemoryBytes)} of " +
                $"memory at the least; {MatrixPlan.Size(plan.MemoryBudget)} is allowed. "
                + "Allow more, use fewer threads, or ask for fewer nearest neighbors.");
        if (plan.DiskBytes > plan.DiskFree)
            throw new ArchiveException($"{plan.Path} will take about {MatrixPlan.Size(plan.DiskBytes)} on the disk, which has " +
                $"{MatrixPlan.Size(plan.DiskFree)} free. "
                + "Free space, write to another disk, store a smaller type (UInt16, UInt8), or keep the nearest neighbors only (50 for " +
                    "each garment, say).");
    }

    /// <summary>
    /// Computes and compresses the pairs of some garments, evenly spread, and returns bytes and seconds (of one thread) per pair.
    /// </summary>
    private static (double Bytes, double Seconds) Sample(IEmbeddingSource source, DistanceMatrixOptions options,
        CancellationToken cancellation)
    {
        int count = Math.Min(source.Count, SampleRows);
        if (count < 2) return (4, 1e-6);
        var values = new float[count * source.Dimensions];
        for (int i = 0; i < count; i++)
            source.Read((int)((long)i * source.Count / count), values.AsSpan(i * source.Dimensions, source.Dimensions));
        var sample = new EmbeddingTable(source.Fingerprint, source.Dimensions, [.. Enumerable.Range(0, count).Select(i => (long)i)],
            [.. Enumerable.Range(0, count).Select(i => source.Names[(int)((long)i * source.Count / count)])], values);

        PreparedVectors vectors = PreparedVectors.Read(sample, options.Metric, 1, cancellation);
        MatrixBuilder.CheckCodes(vectors, options);
        StoredValues stored = options.Values;
        WorkLayout layout = WorkLayout.Choose(count, source.Dimensions, stored.Size, 1, long.MaxValue);
        var bytes = new byte[PairLayout.Pairs(count) * stored.Size];
        using var filler = new PairFiller(vectors, stored, layout, ColumnSet.Make(vectors, [.. Enumerable.Range(0, count)], layout,
            cancellation), options.Path);
        var buffer = new byte[EncodedBlock.BufferBytes];
        long packed = 0;
        double seconds = double.PositiveInfinity;
        for (int round = 0; round < 2; round++) // the first compiles
        {
            long start = Stopwatch.GetTimestamp();
            packed = 0;
            for (int row = 0; row < count;)
            {
                int end = Math.Min(row + layout.StripRows, count);
                int at = (int)PairLayout.Start(row, count) * stored.Size;
                filler.Fill(row, end, bytes.AsSpan(at, (int)PairLayout.Start(end, count) * stored.Size - at), cancellation);
                row = end;
            }
            for (int at = 0; at < bytes.Length; at += EncodedBlock.RawBytes)
                packed += EncodedBlock.Encode(bytes.AsSpan(at, Math.Min(EncodedBlock.RawBytes, bytes.Length - at)), buffer).Length;
            seconds = Math.Min(seconds, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        double pairs = PairLayout.Pairs(count);
        return (packed / pairs, seconds / pairs);
    }
}
