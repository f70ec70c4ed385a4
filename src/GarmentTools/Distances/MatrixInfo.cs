
namespace GarmentTools.Distances;

/// <summary>What a file with a distance matrix holds.</summary>
/// <param name="Path">The file; empty for a matrix that was only computed.</param>
/// <param name="Garments">Number of garments.</param>
/// <param name="Pairs">Number of stored distances.</param>
/// <param name="Dimensions">Numbers per vector the distances were computed from; 0 where the file does not say.</param>
/// <param name="Metric">How the vectors were compared.</param>
/// <param name="Precision">How each distance is stored.</param>
/// <param name="MantissaBits">Significant bits of a float32.</param>
/// <param name="Neighbors">Nearest neighbors per garment; null where all pairs are stored.</param>
/// <param name="Fingerprint">Which model, card, preprocessing and view made the vectors.</param>
/// <param name="FileBytes">Size of the file.</param>
/// <param name="InMemory">Whether the distances were loaded; otherwise they are read from the file for each question.</param>
public sealed record MatrixInfo(string Path, int Garments, long Pairs, int Dimensions, MatrixMetric Metric, MatrixPrecision Precision,
    int MantissaBits,
    int? Neighbors, string Fingerprint, long FileBytes, bool InMemory);
