namespace GarmentTools.Distances;

/// <summary>
/// Where pairs lie in the condensed order: row by row, each with the columns after it, as SciPy's <c>squareform</c> has them.
/// </summary>
internal static class PairLayout
{
    /// <summary>n (n − 1) / 2.</summary>
    internal static long Pairs(long count) => count * (count - 1) / 2;

    /// <summary>The place of the pair (row, row + 1).</summary>
    internal static long Start(long row, long count) => row * count - row * (row + 1) / 2;

    /// <summary>The place of a pair of two different rows, in either order.</summary>
    internal static long Place(long a, long b, long count) => a < b ? Start(a, count) + b - a - 1 : Start(b, count) + a - b - 1;
}
