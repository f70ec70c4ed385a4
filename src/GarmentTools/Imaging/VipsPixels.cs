using NetVips;

namespace GarmentTools.Imaging;

/// <summary>Pixels into libvips and out of it. An image of libvips is a recipe: its pixels are made when they are read.</summary>
internal static unsafe class VipsPixels
{
    // Pixels are made in strips of about this many, so that a large picture is never held a second time.
    private const int StripPixels = 32_768;

    /// <summary>A libvips image of a copy of the pixels.</summary>
    public static Image From(RgbImage image) =>
        Image.NewFromMemoryCopy<byte>(image.Pixels, image.Width, image.Height, 3, Enums.BandFormat.Uchar);

    /// <summary>Makes the pixels; the image must have three bands of bytes.</summary>
    /// <remarks>
    /// A region is computed by the thread that asks for it. <see cref="Image.WriteToMemory()"/> would hand each picture to a thread of
    /// libvips' own and wait,
    /// and where every core decodes, those hand-overs cost about a tenth of the photos per second.
    /// </remarks>
    public static RgbImage ToRgb(this Image image)
    {
        if (image.Bands != 3 || image.Format != Enums.BandFormat.Uchar)
            throw new InvalidOperationException($"{image.Bands} bands of format {image.Format} are not RGB bytes.");
        var (width, height) = (image.Width, image.Height);
        var pixels = new byte[checked(width * height * 3)];
        var strip = Math.Max(16, StripPixels / width);
        using var region = Region.New(image);
        for (var top = 0; top < height; top += strip)
            CopyRows(region, top, width, Math.Min(strip, height - top), pixels.AsSpan(top * width * 3));
        return new RgbImage(width, height, pixels);
    }

    // What Region.Fetch does, without its array of each strip's own: that took 3 % of the photos per second (360 × 480 JPEGs, one thread),
    // and as much memory to collect as the pixels themselves.
    private static void CopyRows(Region region, int top, int width, int rows, Span<byte> target)
    {
        nuint size;
        var data = VipsLibrary.RegionFetch(region.DangerousGetHandle(), 0, top, width, rows, &size);
        if (data == null) throw new VipsException("unable to fetch from region");
        try { new ReadOnlySpan<byte>(data, checked((int)size)).CopyTo(target); }
        finally { VipsLibrary.Free(data); }
    }
}
