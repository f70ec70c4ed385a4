namespace GarmentTools.Distances;

/// <summary>How a distance matrix is updated. What it holds (metric, type, number of neighbors) is taken from the file.</summary>
public sealed record MatrixUpdateOptions
{
    /// <summary>The metric the file is expected to have; another is refused. Default: any.</summary>
    public MatrixMetric? Metric { get; init; }

    /// <summary>Bytes of memory that may be taken. Default: a quarter of what is free when the work begins.</summary>
    public long? MemoryBudget { get; init; }

    /// <summary>Threads; 0 (the default): one for each processor.</summary>
    public int Threads { get; init; }
}
