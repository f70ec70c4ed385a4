namespace GarmentTools.Regions;

/// <summary>A region of one photo. All places are in pixels of the upright photo.</summary>
/// <param name="Region">What was asked for, whether it was found, and the tight box that is embedded; the whole photo where it was not
/// found.</param>
/// <param name="Display">The box to show to people: with shoulders and hem. Equal to the tight one where nothing was found, and for
/// rectangles.</param>
/// <param name="Person">The person; null where none was looked for or found.</param>
/// <param name="Landmarks">The body's points; only for <see cref="RegionKind.Lower"/> and <see cref="RegionKind.Full"/>.</param>
public sealed record FoundRegion(PhotoRegion Region, PixelBox Display, Person? Person = null, BodyLandmarks? Landmarks = null)
{
    /// <summary>Whether the region was found; if not, it is the whole photo.</summary>
    public bool Found => Region.Found;

    /// <summary>The tight box.</summary>
    public PixelBox Box => new(Region.Left, Region.Top, Region.Width, Region.Height);

    /// <summary>The same region of the same photo at another size.</summary>
    internal FoundRegion Scaled(int fromWidth, int fromHeight, int toWidth, int toHeight)
    {
        if (fromWidth == toWidth && fromHeight == toHeight) return this;
        var (x, y) = ((double)toWidth / fromWidth, (double)toHeight / fromHeight);
        var box = Box.Scaled(fromWidth, fromHeight, toWidth, toHeight);
        return new(
            Region with { Left = box.Left, Top = box.Top, Width = box.Width, Height = box.Height },
            Display.Scaled(fromWidth, fromHeight, toWidth, toHeight), Person?.Scaled(x, y), Landmarks?.Scaled(x, y));
    }
}
