namespace GarmentTools.Distances;

/// <summary>Which width of vectors the tile kernel uses; all give the same bits.</summary>
internal enum TilePath
{
    Scalar,
    Vector128,
    Vector256,
    Vector512,
}
