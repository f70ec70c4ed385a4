namespace GarmentTools;

/// <summary>How many threads learning and evaluation use. No result depends on it.</summary>
internal static class WorkThreads
{
    /// <summary>The most at once; -1 for as many as there are processors. Tests set it.</summary>
    public static int Most { get; set; } = -1;

    public static ParallelOptions Options(CancellationToken token) => new() { CancellationToken = token, MaxDegreeOfParallelism = Most };
}
