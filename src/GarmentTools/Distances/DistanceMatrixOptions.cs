using GarmentTools.Common;

namespace GarmentTools.Distances;

/// <summary>How a distance matrix is computed and stored. The defaults suit a catalog's embeddings.</summary>
public sealed record DistanceMatrixOptions
{
    /// <summary>How vectors are compared. Default: <see cref="MatrixMetric.Cosine"/>.</summary>
    public MatrixMetric Metric { get; init; } = MatrixMetric.Cosine;

    /// <summary>
    /// How each distance is stored. Default: <see cref="MatrixPrecision.Float32"/>. Codes need unit vectors or the cosine metric.
    /// </summary>
    public MatrixPrecision Precision { get; init; } = MatrixPrecision.Float32;

    /// <summary>
    /// Significant bits kept of each float32, from 8 to 24 (all). Default: 17, a relative error of at most 2⁻¹⁷ = 7.6e-6 beside that of the
    /// computation;
    /// the rest are 0, which makes the file smaller. The other precisions ignore it.
    /// </summary>
    public int MantissaBits { get; init; } = 17;

    /// <summary>
    /// Null (the default): all pairs. From 1 on: only so many nearest neighbors of each garment, as float32 in SciPy's CSR form.
    /// </summary>
    public int? Neighbors { get; init; }

    /// <summary>Bytes of memory that may be taken. Default: a quarter of what is free when the work begins.</summary>
    public long? MemoryBudget { get; init; }

    /// <summary>Threads; 0 (the default): one for each processor.</summary>
    public int Threads { get; init; }

    /// <summary>The width of SIMD, for tests.</summary>
    internal TilePath Path { get; init; } = TileKernel.Best;

    /// <summary>Bytes free in memory and on the disk, for tests.</summary>
    internal (long Memory, long Disk)? Free { get; init; }

    internal int ThreadCount => Threads == 0 ? Environment.ProcessorCount : Threads;

    internal StoredValues Values => new(Precision, MantissaBits, Metric);

    /// <exception cref="UsageException">All that is out of range, in one message.</exception>
    internal void Check()
    {
        var faults = new List<string>();
        if (!Enum.IsDefined(Metric)) faults.Add($"Metric is {Metric}; Cosine, Euclidean or SquaredEuclidean is expected");
        if (!Enum.IsDefined(Precision)) faults.Add($"Precision is {Precision}; Float32, Float16, UInt16 or UInt8 is expected");
        if (MantissaBits is < 8 or > 24) faults.Add($"MantissaBits is {MantissaBits}; 8 to 24 is expected");
        if (Neighbors is < 1) faults.Add($"Neighbors is {Neighbors}; 1 or more is expected");
        if (Neighbors is not null && Precision != MatrixPrecision.Float32)
            faults.Add($"Precision is {Precision} and Neighbors is {Neighbors}; nearest neighbors are stored as Float32");
        if (MemoryBudget is < 1) faults.Add($"MemoryBudget is {MemoryBudget}; 1 or more bytes are expected");
        if (Threads is < 0 or > 1024) faults.Add($"Threads is {Threads}; 0 (all processors) to 1024 is expected");
        if (faults.Count > 0) throw new UsageException($"The options of the distance matrix do not fit: {string.Join("; ", faults)}.");
    }
}
