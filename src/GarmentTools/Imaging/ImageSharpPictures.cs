using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace GarmentTools.Imaging;

/// <summary>Our pixels in the hands of ImageSharp, which draws, composes, resizes and encodes the pictures that we make.</summary>
/// <remarks>It never decodes: crafted pictures have broken its decoders. libvips decodes, and its pixels are handed over.</remarks>
internal static class ImageSharpPictures
{
    /// <summary>One thread a picture, as pictures are made in parallel. No format is registered: nothing can be decoded by it.</summary>
    public static Configuration Configuration { get; } = new() { MaxDegreeOfParallelism = 1 };

    /// <summary>The same pixels, not a copy: what is drawn on the view is drawn on the picture.</summary>
    public static Image<Rgb24> View(this RgbImage image) =>
        Image.WrapMemory<Rgb24>(Configuration, image.Pixels.AsMemory(), image.Width, image.Height);

    /// <summary>A copy of the pixels.</summary>
    public static RgbImage ToRgb(this Image<Rgb24> image)
    {
        var pixels = new byte[checked(image.Width * image.Height * 3)];
        image.CopyPixelDataTo(pixels);
        return new RgbImage(image.Width, image.Height, pixels);
    }

    /// <summary>Draws the outline of a rectangle, one pixel wide; what lies outside the picture is left out.</summary>
    /// <param name="rows">The picture.</param>
    /// <param name="outline">The columns and rows that the line takes, both ends included.</param>
    /// <param name="color">The line's color.</param>
    public static void DrawOutline(this PixelAccessor<Rgb24> rows, Rectangle outline, Rgb24 color)
    {
        var inside = Rectangle.Intersect(outline, new Rectangle(0, 0, rows.Width, rows.Height));
        if (inside.Width < 1) return;
        for (var y = inside.Top; y < inside.Bottom; y++)
        {
            var row = rows.GetRowSpan(y)[inside.Left..inside.Right];
            if (y == outline.Top || y == outline.Bottom - 1) row.Fill(color);
            if (inside.Left == outline.Left) row[0] = color;
            if (inside.Right == outline.Right) row[^1] = color;
        }
    }
}
