using GarmentTools.Catalogs;

namespace GarmentTools.Studies;

/// <summary>How a map is drawn.</summary>
public sealed record MapOptions
{
    /// <summary>Nearest neighbors that are to stay near on the map; from 2. Default 15.</summary>
    public int Neighbors { get; init; } = 15;

    /// <summary>Rounds of moving; 0 for the plane of largest variance (PCA) alone. Default 300.</summary>
    public int Rounds { get; init; } = 300;
}

/// <summary>
/// Garments as points of a plane: those that look alike lie near each other. The axes mean nothing by themselves, nor do large distances.
/// </summary>
/// <param name="Points">One for each garment, by id; garments of equal bytes have the same place.</param>
/// <param name="NeighborsKept">How much of the nearness is kept: the part of each photo's 10 nearest that are among its 10 nearest on the
/// map, 0 to 1.</param>
/// <param name="Variance">The part of the variance that lies in the plane that the map starts from, 0 to 1.</param>
public sealed record GarmentMap(IReadOnlyList<MapPoint> Points, double NeighborsKept, double Variance);

/// <summary>A garment's place on the map.</summary>
/// <param name="Garment">The garment.</param>
/// <param name="X">From left to right, 0 to 1.</param>
/// <param name="Y">From bottom to top, 0 to 1.</param>
public sealed record MapPoint(Garment Garment, float X, float Y);
