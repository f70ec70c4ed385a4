namespace GarmentTools.Regions;

/// <summary>A rectangle of whole pixels; (0, 0) is the upright photo's upper left corner.</summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Width">Columns, from 1.</param>
/// <param name="Height">Rows, from 1.</param>
public readonly record struct PixelBox(int Left, int Top, int Width, int Height)
{
    /// <summary>The first column to its right.</summary>
    public int Right => Left + Width;

    /// <summary>The first row below it.</summary>
    public int Bottom => Top + Height;

    /// <summary>
    /// A box between two corners that need not be whole or inside the photo; null where less than <paramref name="least"/> pixels of its
    /// width or height
    /// lie inside.
    /// </summary>
    internal static PixelBox? Clip(double left, double top, double right, double bottom, int width, int height, double least)
    {
        (left, right) = (Math.Clamp(left, 0, width), Math.Clamp(right, 0, width));
        (top, bottom) = (Math.Clamp(top, 0, height), Math.Clamp(bottom, 0, height));
        if (!(right - left >= least && bottom - top >= least)) return null; // also where a corner is not a number
        // Half to even, as the reference implementation rounds.
        var (x, y) = ((int)Math.Round(left), (int)Math.Round(top));
        return new(x, y, (int)Math.Round(right) - x, (int)Math.Round(bottom) - y);
    }

    /// <summary>The same part of the same photo at another size; at least one pixel.</summary>
    internal PixelBox Scaled(int fromWidth, int fromHeight, int toWidth, int toHeight)
    {
        if (fromWidth == toWidth && fromHeight == toHeight) return this;
        var (x0, x1) = Span(Left, Right, fromWidth, toWidth);
        var (y0, y1) = Span(Top, Bottom, fromHeight, toHeight);
        return new(x0, y0, x1 - x0, y1 - y0);
    }

    /// <summary>Grown or shrunk about its center, but not beyond the photo.</summary>
    internal PixelBox Grown(double scale, int width, int height)
    {
        if (scale == 1) return this;
        var (cx, cy, halfWidth, halfHeight) = (Left + Width / 2.0, Top + Height / 2.0, Width * scale / 2, Height * scale / 2);
        return Clip(cx - halfWidth, cy - halfHeight, cx + halfWidth, cy + halfHeight, width, height, 1) ?? this;
    }

    private static (int From, int To) Span(int from, int to, int length, int newLength)
    {
        var first = Math.Min((int)Math.Round((double)from * newLength / length), newLength - 1);
        return (first, Math.Clamp((int)Math.Round((double)to * newLength / length), first + 1, newLength));
    }
}
