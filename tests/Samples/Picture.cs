using System.Text;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;

namespace GarmentTools.Samples;

/// <summary>Pictures from SVG, which libvips renders, and to JPEG.</summary>
internal static class Picture
{
    static Picture()
    {
        // One thread and no cache: pictures are drawn in parallel by the caller, and each only once.
        NetVips.NetVips.Concurrency = 1;
        NetVips.Cache.Max = 0;
    }

    public static Image<Rgb24> FromSvg(string svg)
    {
        using var drawn = NetVips.Image.SvgloadBuffer(Encoding.UTF8.GetBytes(svg), unlimited: true);
        using var image = Image.LoadPixelData<Rgba32>(drawn.WriteToMemory<byte>(), drawn.Width, drawn.Height);
        // Every scene paints its whole background, so that alpha is 255 everywhere and may be dropped.
        return image.CloneAs<Rgb24>();
    }

    public static byte[] ToJpeg(this Image<Rgb24> image, int quality)
    {
        using var stream = new MemoryStream();
        image.Save(stream, new JpegEncoder { Quality = quality, ColorType = JpegColorType.YCbCrRatio420 });
        return stream.ToArray();
    }
}
