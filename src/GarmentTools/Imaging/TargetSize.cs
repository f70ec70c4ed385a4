namespace GarmentTools.Imaging;

/// <summary>How large a picture becomes, by the rules of libvips' thumbnail, so that every way of scaling ends with the same pixels.</summary>
/// <param name="Width">Columns of the box, from 1.</param>
/// <param name="Height">Rows of the box, from 1.</param>
/// <param name="Rule">What of the box is filled, and whether pictures may grow.</param>
internal readonly record struct TargetSize(int Width, int Height, TargetSize.Fit Rule)
{
    /// <summary>Exactly the box, inside it (growing or only shrinking), or all of it and the middle of what is larger.</summary>
    public enum Fit { Exact, Inside, ShrinkInside, Cover }

    // Values of VipsSize and VipsInteresting.
    private const int SizeBoth = 0, SizeDown = 2, SizeForce = 3, Centre = 1;

    /// <summary>The size that a resize mode gives to a model's input; the ground of <see cref="ResizeMode.Pad"/> comes later.</summary>
    public static TargetSize For(int width, int height, ResizeMode mode) =>
        new(width, height, mode switch { ResizeMode.Squash => Fit.Exact, ResizeMode.Crop => Fit.Cover, _ => Fit.Inside });

    /// <summary>By how much a picture shrinks in each direction, below 1 where it grows (libvips' vips_thumbnail_calculate_shrink). Not for <see cref="Fit.Cover"/>.</summary>
    public (double Across, double Down) Shrink(int width, int height)
    {
        var (across, down) = ((double)width / Width, (double)height / Height);
        if (Rule != Fit.Exact) across = down = Math.Max(across, down);
        if (Rule == Fit.ShrinkInside) across = down = Math.Max(1, across);
        return (Math.Min(across, width), Math.Min(down, height)); // no side becomes 0
    }

    /// <summary>Sets the arguments that libvips' thumbnail operations share.</summary>
    public VipsOperation Set(VipsOperation thumbnail)
    {
        thumbnail.Set("width", Width).Set("height", Height).Set("size", Rule switch { Fit.Exact => SizeForce, Fit.ShrinkInside => SizeDown, _ => SizeBoth });
        return Rule == Fit.Cover ? thumbnail.Set("crop", Centre) : thumbnail;
    }

    /// <summary>Scales a picture whose colours need no change.</summary>
    public RgbImage Scale(VipsImage image)
    {
        var (across, down) = Shrink(image.Width, image.Height);
        if (across == 1 && down == 1) return image.ToRgb();
        using var resize = new VipsOperation("resize").Set("in", image).Set("scale", 1 / across).Set("vscale", 1 / down);
        using var scaled = resize.Image();
        return scaled.ToRgb();
    }
}
