using System.Runtime.InteropServices;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.PixelFormats;

namespace GarmentTools.Imaging;

/// <summary>What is done to decoded pictures: resize, crop, pad, mirror, encode.</summary>
public static class RgbImageOperations
{
    private static readonly byte[] s_white = [255, 255, 255];

    /// <summary>Resizes (Lanczos, as for files) to exactly <paramref name="width"/> × <paramref name="height"/>.</summary>
    public static RgbImage Resize(this RgbImage image, int width, int height, ResizeMode mode = ResizeMode.Squash)
    {
        if (image.Width == width && image.Height == height) return image;
        var resized = VipsLibrary.Run(() =>
        {
            using var source = VipsPixels.From(image);
            var target = TargetSize.For(width, height, mode);
            return mode != ResizeMode.Crop
                ? target.Scale(source)
                : VipsColor.ToRgbBytes(source.ThumbnailImage(target.Width, target.Height, target.Size, crop: target.Cut));
        });
        return mode == ResizeMode.Pad ? resized.PadTo(width, height) : resized;
    }

    /// <summary>Scales down so that no side is longer than <paramref name="maxSide"/>; smaller pictures stay as they are.</summary>
    public static RgbImage ShrinkTo(this RgbImage image, int maxSide)
    {
        var scale = (double)maxSide / Math.Max(image.Width, image.Height);
        return scale >= 1 ? image : image.Resize(Side(image.Width), Side(image.Height));
        int Side(int side) => Math.Max(1, (int)Math.Round(side * scale));
    }

    /// <summary>Cuts out a rectangle, which must lie inside the picture.</summary>
    public static RgbImage Crop(this RgbImage image, int left, int top, int width, int height)
    {
        if (left < 0 || top < 0 || width < 1 || height < 1 || left + width > image.Width || top + height > image.Height)
            throw new ArgumentException($"A rectangle of {width} × {height} at {left}, {top} does not lie inside {image.Width} × " +
                $"{image.Height} pixels.");
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
            image.Pixels.AsSpan(((top + y) * image.Width + left) * 3, width * 3).CopyTo(pixels.AsSpan(y * width * 3));
        return new RgbImage(width, height, pixels);
    }

    /// <summary>
    /// Centers the picture on a ground of <paramref name="width"/> × <paramref name="height"/>, white unless told otherwise.
    /// </summary>
    public static RgbImage PadTo(this RgbImage image, int width, int height, ReadOnlySpan<byte> color = default)
    {
        if (image.Width == width && image.Height == height) return image;
        if (image.Width > width || image.Height > height)
            throw new ArgumentException($"{image.Width} × {image.Height} pixels do not fit on {width} × {height}.");
        var canvas = Blank(width, height, color);
        return canvas.Paste(image, (width - image.Width) / 2, (height - image.Height) / 2);
    }

    /// <summary>Mirrors left and right.</summary>
    public static RgbImage Flip(this RgbImage image)
    {
        byte[] pixels = [.. image.Pixels];
        var points = MemoryMarshal.Cast<byte, Rgb24>(pixels.AsSpan());
        for (var y = 0; y < image.Height; y++) points.Slice(y * image.Width, image.Width).Reverse();
        return new RgbImage(image.Width, image.Height, pixels);
    }

    /// <summary>Encodes a picture, without any metadata.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="format">JPEG, PNG or WebP.</param>
    /// <param name="quality">1 to 100, for JPEG and WebP.</param>
    /// <exception cref="ArgumentException">The format is another, or the quality out of range.</exception>
    public static byte[] Encode(this RgbImage image, ImageFormat format, int quality = 80)
    {
        using var view = image.View();
        return view.Encode(format, quality);
    }

    internal static byte[] Encode(this Image<Rgb24> image, ImageFormat format, int quality = 80)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        IImageEncoder encoder = format switch
        {
            // At a high quality colors keep all their pixels, as with libjpeg's usual settings.
            ImageFormat.Jpeg => new JpegEncoder
            {
                Quality = quality,
                ColorType = quality < 90 ? JpegColorType.YCbCrRatio420 : JpegColorType.YCbCrRatio444,
            },
            ImageFormat.Png => new PngEncoder
            {
                ColorType = PngColorType.Rgb,
                BitDepth = PngBitDepth.Bit8,
                ChunkFilter = PngChunkFilter.ExcludeAll,
            },
            // A thumbnail of 160 pixels takes 1.8 ms and 3.3 KB; at level 4, the encoder's own choice, 9.7 ms and 2.7 KB (libvips: 3.8 ms,
            // 2.7 KB); the first ten of a process, as of a grid, .28 s and .62 s (libvips: .05 s).
            ImageFormat.Webp => new WebpEncoder
            {
                FileFormat = WebpFileFormatType.Lossy,
                Quality = quality,
                Method = WebpEncodingMethod.Level1,
            },
            _ => throw new ArgumentException($"{format} is not written, only JPEG, PNG and WebP.", nameof(format)),
        };
        using var stream = new MemoryStream();
        image.Save(stream, encoder);
        return stream.ToArray();
    }

    internal static RgbImage Blank(int width, int height, ReadOnlySpan<byte> color = default)
    {
        var fill = color.IsEmpty ? s_white : color;
        var pixels = new byte[width * height * 3];
        MemoryMarshal.Cast<byte, Rgb24>(pixels.AsSpan()).Fill(new Rgb24(fill[0], fill[1], fill[2]));
        return new RgbImage(width, height, pixels);
    }

    /// <summary>Copies <paramref name="patch"/> onto <paramref name="canvas"/>, which is changed and returned.</summary>
    internal static RgbImage Paste(this RgbImage canvas, RgbImage patch, int left, int top)
    {
        for (var y = 0; y < patch.Height; y++)
            patch.Pixels.AsSpan(y * patch.Width * 3, patch.Width * 3).CopyTo(canvas.Pixels.AsSpan(((top + y) * canvas.Width + left) * 3));
        return canvas;
    }
}
