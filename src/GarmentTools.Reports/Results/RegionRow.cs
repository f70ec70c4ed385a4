using GarmentTools.Regions;

namespace GarmentTools.Reports.Results;

/// <summary>A region of one photo, as a row. All places are in pixels of the upright photo.</summary>
/// <param name="Path">The photo, as it was named.</param>
/// <param name="Region">What was asked for: <c>Auto</c>, <c>Whole</c>, <c>Upper</c>, <c>Lower</c>, <c>Full</c> or <c>Rectangle</c>.</param>
/// <param name="Person">Which person of the photo, from 1, the most certain first; null where none was looked for or found.</param>
/// <param name="Found">Whether the region was found; if not, it is the whole photo.</param>
/// <param name="Score">How sure the person detector was, 0 to 1; null where it found nobody or was not asked.</param>
/// <param name="Left">First column of the box that is embedded.</param>
/// <param name="Top">Its first row.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Height">Its rows.</param>
/// <param name="Display">The roomier box to show to people.</param>
public sealed record RegionRow(string Path, string Region, int? Person, bool Found, float? Score, int Left, int Top, int Width, int Height,
    PixelBox Display)
{
    /// <summary>The row of a region.</summary>
    /// <param name="path">The photo, as it was named.</param>
    /// <param name="found">The region.</param>
    /// <param name="place">Its place among the photo's, from 1.</param>
    public static RegionRow From(string path, FoundRegion found, int place) =>
        new(path, found.Region.Name, found.Person is null ? null : place, found.Found, found.Region.Score,
        found.Region.Left, found.Region.Top, found.Region.Width, found.Region.Height, found.Display);
}
