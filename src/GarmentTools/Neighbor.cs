using GarmentTools.Catalogs;
using GarmentTools.Search;

namespace GarmentTools;

/// <summary>A garment that is similar to the query.</summary>
/// <param name="Rank">Its place, from 1. Equal distances are ordered by id.</param>
/// <param name="Distance">How far it is: 0 for the same, up to 2 (for <see cref="DistanceMetric.Cosine"/>: 1 − cos).</param>
/// <param name="Garment">The garment.</param>
/// <param name="Duplicate">Whether its bytes are those of a query photo.</param>
/// <param name="Probability">How likely it is the query's product, 0 to 1; null without a learned metric that was calibrated.</param>
public sealed record Neighbor(int Rank, float Distance, Garment Garment, bool Duplicate, double? Probability = null);
