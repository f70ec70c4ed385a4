namespace GarmentTools.Regions;

/// <summary>A point of a photo, in pixels of the upright photo; it may lie outside.</summary>
/// <param name="X">From left to right.</param>
/// <param name="Y">From top to bottom.</param>
public readonly record struct PhotoPoint(double X, double Y)
{
    internal double DistanceTo(PhotoPoint other) => Math.Sqrt((X - other.X) * (X - other.X) + (Y - other.Y) * (Y - other.Y));

    internal PhotoPoint Scaled(double x, double y) => new(X * x, Y * y);
}
