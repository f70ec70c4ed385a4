using GarmentTools.Common;
using NetVips;

namespace GarmentTools.Imaging;

/// <summary>
/// Reads pictures: format by content, EXIF turn, colors to sRGB (ICC profiles, CMYK, grey, 16 bit), transparency over white, first frame
/// only.
/// All methods may be called by many threads at once.
/// </summary>
public static class ImageReader
{
    private const string RefuseTruncated = "fail_on=truncated"; // thumbnail's own fail_on does not reach the loaders of buffers
    private const int NoSize = 10_000_000; // the largest side that libvips takes

    /// <summary>Reads the header only.</summary>
    /// <exception cref="ImageException">Missing, empty, too large, or not a picture of a known format.</exception>
    public static ImageInfo Probe(ImageSource source, ImageLimits? limits = null)
    {
        limits ??= ImageLimits.Default;
        return Probe(source.ReadBytes(limits), source.Name, limits);
    }

    /// <summary>Decodes a picture, scaled down where it is larger than asked for.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="maxSide">The longest side of the result in pixels; null for the picture's own size.</param>
    /// <param name="limits">What it may cost.</param>
    /// <exception cref="ImageException">Missing, empty, truncated, too large, or not a picture of a known format.</exception>
    public static RgbImage Read(ImageSource source, int? maxSide = null, ImageLimits? limits = null)
    {
        limits ??= ImageLimits.Default;
        return Read(source.ReadBytes(limits), source.Name, maxSide, limits);
    }

    /// <summary>Decodes a picture to exactly the given size; much faster than decoding it whole first.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="width">Columns of the result, from 1.</param>
    /// <param name="height">Rows of the result, from 1.</param>
    /// <param name="mode">What happens to the ratio of its sides.</param>
    /// <param name="limits">What it may cost.</param>
    /// <exception cref="ImageException">Missing, empty, truncated, too large, or not a picture of a known format.</exception>
    public static RgbImage Read(ImageSource source, int width, int height, ResizeMode mode, ImageLimits? limits = null)
    {
        limits ??= ImageLimits.Default;
        return Read(source.ReadBytes(limits), source.Name, width, height, mode, limits);
    }

    internal static RgbImage Read(byte[] bytes, string name, int? maxSide, ImageLimits limits)
    {
        var side = maxSide ?? NoSize;
        return Read(bytes, name, new TargetSize(side, side, TargetSize.Fit.ShrinkInside), limits);
    }

    internal static RgbImage Read(byte[] bytes, string name, int width, int height, ResizeMode mode, ImageLimits limits)
    {
        var read = Read(bytes, name, TargetSize.For(width, height, mode), limits);
        return mode == ResizeMode.Pad ? read.PadTo(width, height) : read;
    }

    /// <summary>Scales a picture, up or down, until one side has the given size and the other is not longer.</summary>
    internal static RgbImage ReadInside(byte[] bytes, string name, int width, int height, ImageLimits limits) =>
        Read(bytes, name, new TargetSize(width, height, TargetSize.Fit.Inside), limits);

    internal static ImageInfo Probe(byte[] bytes, string name, ImageLimits limits)
    {
        var format = ImageSignature.Detect(bytes, name);
        return Guard(name, () =>
        {
            using var image = Open(bytes, format);
            return Inspect(image, format, name, limits);
        });
    }

    private static RgbImage Read(byte[] bytes, string name, TargetSize target, ImageLimits limits)
    {
        var format = ImageSignature.Detect(bytes, name);
        return Guard(name, () =>
        {
            using var image = Open(bytes, format);
            var info = Inspect(image, format, name, limits);
            var isSRgb = image is { Interpretation: Enums.Interpretation.Srgb, Format: Enums.BandFormat.Uchar }
                && !image.Contains("icc-profile-data");
            var isPlainJpeg = info is { Format: ImageFormat.Jpeg, Orientation: 1 } && isSRgb && image.Bands == 3
                && target.Rule != TargetSize.Fit.Cover;
            return isPlainJpeg ? PlainJpeg(bytes, image, target) : Thumbnail(bytes, isSRgb, target);
        });
    }

    // What the header says, as long as it keeps the limit.
    private static ImageInfo Inspect(Image image, ImageFormat format, string name, ImageLimits limits)
    {
        var orientation = Orientation(image);
        var (width, height) = orientation > 4 ? (image.Height, image.Width) : (image.Width, image.Height);
        if ((long)width * height > limits.MaxPixels)
            throw new ImageException($"'{name}' has {width:N0} × {height:N0} pixels, at most {limits.MaxPixels:N0} in all are decoded. " +
                "Make it smaller, or raise ImageLimits.MaxPixels.");
        return new ImageInfo(format, width, height, orientation);
    }

    // Shrinks while loading where the format can, turns by EXIF, and goes to sRGB through the embedded profile.
    private static RgbImage Thumbnail(byte[] bytes, bool isSRgb, TargetSize target) =>
        VipsColor.ToRgbBytes(Image.ThumbnailBuffer(bytes, target.Width, RefuseTruncated, target.Height, target.Size, crop: target.Cut,
            // Without a profile libvips would turn sRGB into sRGB, the same pixels at several times the cost of all the rest.
            outputProfile: isSRgb ? null : "srgb", intent: isSRgb ? null : Enums.Intent.Relative));

    // What thumbnail does with a JPEG that needs no turn and no other colors, as most photos need none: the same pixels in four fifths of
    // its time.
    private static RgbImage PlainJpeg(byte[] bytes, Image opened, TargetSize target)
    {
        var (across, down) = target.Shrink(opened.Width, opened.Height);
        // JPEG shrinks in blocks while it loads; a factor of two at least is left to the better filter (libvips'
        // vips_thumbnail_find_jpegshrink).
        var blocks = Math.Min(across, down) switch { >= 16 => 8, >= 8 => 4, >= 4 => 2, _ => 1 };
        if (blocks == 1) return target.Scale(opened);
        using var shrunk = OpenJpeg(bytes, blocks);
        return target.Scale(shrunk);
    }

    private static T Guard<T>(string name, Func<T> work)
    {
        try { return VipsLibrary.Run(work); }
        catch (VipsException e)
        {
            throw new ImageException($"'{name}' is damaged or cut off: {VipsLibrary.Reason(e)}. Copy or export the file again.", e);
        }
    }

    // Opening reads the header; pixels are decoded when they are asked for.
    private static Image Open(byte[] bytes, ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => OpenJpeg(bytes, blocks: 1),
        ImageFormat.Png => Image.PngloadBuffer(bytes),
        ImageFormat.Webp => Image.WebploadBuffer(bytes),
        ImageFormat.Tiff => Image.TiffloadBuffer(bytes),
        ImageFormat.Gif => Image.GifloadBuffer(bytes),
        _ => Image.HeifloadBuffer(bytes),
    };

    private static Image OpenJpeg(byte[] bytes, int blocks) =>
        Image.JpegloadBuffer(bytes, blocks, access: Enums.Access.Sequential, failOn: Enums.FailOn.Truncated);

    // The EXIF orientation; what is none of its eight values is upright.
    private static int Orientation(Image image) =>
        image.Contains("orientation") && image.Get("orientation") is int orientation and > 0 and < 9 ? orientation : 1;
}
