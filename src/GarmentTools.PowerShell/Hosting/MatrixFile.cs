using GarmentTools.Distances;

namespace GarmentTools.PowerShell;

/// <summary>Opens distance matrices: ours, and with a list of names those of the original project.</summary>
internal static class MatrixFile
{
    /// <summary>Opens a matrix.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="names">The full path of a text file with a name a line; null for a matrix that carries its names.</param>
    /// <param name="stop">Stops loading.</param>
    public static DistanceMatrix Open(string path, string? names, CancellationToken stop)
    {
        if (names is null) return DistanceMatrix.Open(path, cancellation: stop);
        var lines = File.ReadAllLines(names).ToList();
        while (lines is [.., ""]) lines.RemoveAt(lines.Count - 1);
        return DistanceMatrix.OpenOriginal(path, lines, cancellation: stop);
    }
}
