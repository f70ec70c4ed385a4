using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace GarmentTools.Imaging;

/// <summary>
/// A decoded picture in memory: upright, sRGB, 8 bits, three interleaved channels, rows from top to bottom without padding.
/// </summary>
public sealed class RgbImage
{
    /// <param name="width">Columns, from 1.</param>
    /// <param name="height">Rows, from 1.</param>
    /// <param name="pixels">width × height × 3 bytes, R G B; kept, not copied.</param>
    public RgbImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.LongLength != (long)width * height * 3)
            throw new ArgumentException($"{width} × {height} pixels are {(long)width * height * 3} bytes, not {pixels.LongLength}.",
                nameof(pixels));
        (Width, Height, Pixels) = (width, height, pixels);
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>R G B of the pixels, row by row.</summary>
    public byte[] Pixels { get; }

    /// <summary>A copy of the picture for ImageSharp, the caller's to change and to dispose of.</summary>
    public Image<Rgb24> ToImage() => Image.LoadPixelData<Rgb24>(Pixels, Width, Height);
}
