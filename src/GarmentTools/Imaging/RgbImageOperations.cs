using NetVips;

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
            throw new ArgumentException($"A rectangle of {width} × {height} at {left}, {top} does not lie inside {image.Width} × {image.Height} pixels.");
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
            image.Pixels.AsSpan(((top + y) * image.Width + left) * 3, width * 3).CopyTo(pixels.AsSpan(y * width * 3));
        return new RgbImage(width, height, pixels);
    }

    /// <summary>Centres the picture on a ground of <paramref name="width"/> × <paramref name="height"/>, white unless told otherwise.</summary>
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
        var pixels = new byte[image.Pixels.Length];
        for (int y = 0, row = 0; y < image.Height; y++, row += image.Width * 3)
            for (var x = 0; x < image.Width; x++)
                image.Pixels.AsSpan(row + x * 3, 3).CopyTo(pixels.AsSpan(row + (image.Width - 1 - x) * 3));
        return new RgbImage(image.Width, image.Height, pixels);
    }

    /// <summary>Encodes a picture, without any metadata.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="format">JPEG, PNG or WebP.</param>
    /// <param name="quality">1 to 100, for JPEG and WebP.</param>
    public static byte[] Encode(this RgbImage image, ImageFormat format, int quality = 80)
    {
        if (format is not (ImageFormat.Jpeg or ImageFormat.Png or ImageFormat.Webp))
            throw new ArgumentException($"{format} is not written, only JPEG, PNG and WebP.", nameof(format));
        return VipsLibrary.Run(() =>
        {
            using var source = VipsPixels.From(image);
            using var tagged = source.Copy(interpretation: Enums.Interpretation.Srgb);
            return format switch
            {
                ImageFormat.Jpeg => tagged.JpegsaveBuffer(q: quality, keep: Enums.ForeignKeep.None),
                ImageFormat.Png => tagged.PngsaveBuffer(keep: Enums.ForeignKeep.None),
                _ => tagged.WebpsaveBuffer(q: quality, keep: Enums.ForeignKeep.None),
            };
        });
    }

    internal static RgbImage Blank(int width, int height, ReadOnlySpan<byte> color = default)
    {
        var fill = color.IsEmpty ? s_white : color;
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = fill[i % 3];
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
