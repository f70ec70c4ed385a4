using NetVips;

namespace GarmentTools.Imaging;

/// <summary>
/// How large a picture becomes, by the rules of libvips' thumbnail, so that every way of scaling ends with the same pixels.
/// </summary>
/// <param name="Width">Columns of the box, from 1.</param>
/// <param name="Height">Rows of the box, from 1.</param>
/// <param name="Rule">What of the box is filled, and whether pictures may grow.</param>
internal readonly record struct TargetSize(int Width, int Height, TargetSize.Fit Rule)
{
    /// <summary>Exactly the box, inside it (growing or only shrinking), or all of it and the middle of what is larger.</summary>
    public enum Fit { Exact, Inside, ShrinkInside, Cover }

    /// <summary>The size that a resize mode gives to a model's input; the ground of <see cref="ResizeMode.Pad"/> comes later.</summary>
    public static TargetSize For(int width, int height, ResizeMode mode) =>
        new(width, height, mode switch { ResizeMode.Squash => Fit.Exact, ResizeMode.Crop => Fit.Cover, _ => Fit.Inside });

    /// <summary>
    /// By how much a picture shrinks in each direction, below 1 where it grows (libvips' vips_thumbnail_calculate_shrink). Not for
    /// <see cref="Fit.Cover"/>.
    /// </summary>
    public (double Across, double Down) Shrink(int width, int height)
    {
        var (across, down) = ((double)width / Width, (double)height / Height);
        if (Rule != Fit.Exact) across = down = Math.Max(across, down);
        if (Rule == Fit.ShrinkInside) across = down = Math.Max(1, across);
        return (Math.Min(across, width), Math.Min(down, height)); // no side becomes 0
    }

    /// <summary>The rule in libvips' words, for its thumbnail operations.</summary>
    public Enums.Size Size => Rule switch { Fit.Exact => Enums.Size.Force, Fit.ShrinkInside => Enums.Size.Down, _ => Enums.Size.Both };

    /// <summary>What libvips' thumbnail operations cut off: nothing, or what <see cref="Fit.Cover"/> leaves over on both sides.</summary>
    public Enums.Interesting Cut => Rule == Fit.Cover ? Enums.Interesting.Centre : Enums.Interesting.None;

    /// <summary>Scales a picture whose colors need no change.</summary>
    public RgbImage Scale(Image image)
    {
        var (across, down) = Shrink(image.Width, image.Height);
        if (across == 1 && down == 1) return image.ToRgb();
        using var scaled = image.Resize(1 / across, vscale: 1 / down);
        return scaled.ToRgb();
    }
}
