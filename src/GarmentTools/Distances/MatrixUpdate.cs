namespace GarmentTools.Distances;

/// <summary>What an update of a distance matrix changed.</summary>
/// <param name="Added">Garments that are new.</param>
/// <param name="Removed">Garments that went.</param>
/// <param name="Changed">Garments whose id stayed and whose vector changed; their distances were computed again.</param>
/// <param name="Kept">Garments whose distances to each other were taken over.</param>
/// <param name="PairsComputed">Distances that were computed.</param>
/// <param name="Written">False where the file was in step already and was left alone.</param>
public sealed record MatrixUpdate(int Added, int Removed, int Changed, int Kept, long PairsComputed, bool Written);
