namespace GarmentTools;

/// <summary>A neighbor found in a distance matrix.</summary>
/// <param name="Rank">From 1. Equal distances are ordered by id.</param>
/// <param name="Distance">The distance as it is stored.</param>
/// <param name="Id">The garment's id.</param>
/// <param name="Name">The garment's name (its path in the catalog).</param>
/// <param name="Index">The garment's place in the matrix, from 0.</param>
public sealed record MatrixNeighbor(int Rank, float Distance, long Id, string Name, int Index);

/// <summary>What a file with a distance matrix holds.</summary>
/// <param name="Path">The file.</param>
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
public sealed record MatrixInfo(string Path, int Garments, long Pairs, int Dimensions, MatrixMetric Metric, MatrixPrecision Precision, int MantissaBits,
    int? Neighbors, string Fingerprint, long FileBytes, bool InMemory);

/// <summary>What an update of a distance matrix changed.</summary>
/// <param name="Added">Garments that are new.</param>
/// <param name="Removed">Garments that went.</param>
/// <param name="Changed">Garments whose id stayed and whose vector changed; their distances were computed again.</param>
/// <param name="Kept">Garments whose distances to each other were taken over.</param>
/// <param name="PairsComputed">Distances that were computed.</param>
/// <param name="Written">False where the file was in step already and was left alone.</param>
public sealed record MatrixUpdate(int Added, int Removed, int Changed, int Kept, long PairsComputed, bool Written);
