using System.Globalization;

namespace GarmentTools.Distances;

/// <summary>What building a distance matrix will take. <see cref="ToString"/> gives the lines that are printed before it starts.</summary>
public sealed record MatrixPlan
{
    internal MatrixPlan() { }

    /// <summary>The file to be written.</summary>
    public required string Path { get; init; }

    /// <summary>Garments in the matrix.</summary>
    public required int Garments { get; init; }

    /// <summary>Distances to be stored: n (n − 1) / 2, or n × k with nearest neighbors only.</summary>
    public required long Pairs { get; init; }

    /// <summary>Bytes of memory the work takes.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Bytes of memory it may take.</summary>
    public required long MemoryBudget { get; init; }

    /// <summary>Bytes of the file, estimated from a sample of the pairs.</summary>
    public required long DiskBytes { get; init; }

    /// <summary>Bytes free on the disk.</summary>
    public required long DiskFree { get; init; }

    /// <summary>Time, estimated from the same sample.</summary>
    public required TimeSpan EstimatedTime { get; init; }

    /// <summary>Threads that will work.</summary>
    public required int Threads { get; init; }

    /// <summary>Whether all vectors stay in memory; otherwise they are read again for each strip of rows, which takes longer.</summary>
    public required bool VectorsInMemory { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"""
        Distance matrix of {Garments:N0} garments, {Pairs:N0} distances, to {Path}
          memory  {Size(MemoryBytes)} of {Size(MemoryBudget)} allowed{(VectorsInMemory ? "" : "; vectors are read in blocks")}
          disk    about {Size(DiskBytes)} of {Size(DiskFree)} free
          time    about {Duration(EstimatedTime)} on {Threads} {(Threads == 1 ? "thread" : "threads")}
        """);

    internal static string Size(long bytes) => bytes switch
    {
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB"),
        < 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:0.##} GB"),
    };

    private static string Duration(TimeSpan time) => time.TotalSeconds < 1 ? "a second"
        : time.TotalMinutes < 2 ? $"{Math.Ceiling(time.TotalSeconds)} s"
        : time.TotalHours < 2 ? $"{Math.Ceiling(time.TotalMinutes)} min" : $"{Math.Ceiling(time.TotalHours)} h";
}
