namespace GarmentTools.Distances;

/// <summary>A neighbor found in a distance matrix.</summary>
/// <param name="Rank">From 1. Equal distances are ordered by id.</param>
/// <param name="Distance">The distance as it is stored.</param>
/// <param name="Id">The garment's id.</param>
/// <param name="Name">The garment's name (its path in the catalog).</param>
/// <param name="Index">The garment's place in the matrix, from 0.</param>
public sealed record MatrixNeighbor(int Rank, float Distance, long Id, string Name, int Index);
