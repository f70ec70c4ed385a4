using GarmentTools.Catalogs;

namespace GarmentTools.Studies;

/// <summary>Which garments count as outliers.</summary>
public sealed record OutlierOptions
{
    /// <summary>How many are listed at most; from 1. Default 20.</summary>
    public int Count { get; init; } = 20;

    /// <summary>How many nearest neighbors a garment's distance is averaged over; from 1. Default 5.</summary>
    public int Neighbors { get; init; } = 5;
}

/// <summary>A garment that stands alone: a wrong photo, a drawing among photos, or something there is only one of.</summary>
/// <param name="Rank">From 1, the loneliest first.</param>
/// <param name="Garment">The garment.</param>
/// <param name="Distance">The mean distance to its nearest neighbors of other bytes.</param>
/// <param name="Ratio">That distance in multiples of the catalog's median.</param>
/// <param name="Nearest">The nearest garment of other bytes.</param>
/// <param name="NearestDistance">Its distance.</param>
public sealed record Outlier(int Rank, Garment Garment, float Distance, double Ratio, Garment Nearest, float NearestDistance);
