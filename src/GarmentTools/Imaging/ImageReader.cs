using GarmentTools.Common;
using GarmentTools.Rendering;

namespace GarmentTools.Imaging;

/// <summary>
/// Reads pictures: format by content, EXIF turn, colours to sRGB (ICC profiles, CMYK, grey, 16 bit), transparency over white, first frame only.
/// All methods may be called by many threads at once.
/// </summary>
public static unsafe class ImageReader
{
    // Values of VipsIntent, VipsAccess, VipsFailOn.
    private const int Relative = 1, Sequential = 1, Truncated = 1;
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

    internal static ImageInfo Probe(byte[] bytes, string name, ImageLimits limits) => Inspect(bytes, name, limits).Info;

    // Also says whether the pixels are sRGB bytes already, as far as the file tells, and how many bands they have.
    private static (ImageInfo Info, bool IsSRgb, int Bands) Inspect(byte[] bytes, string name, ImageLimits limits)
    {
        var format = ImageSignature.Detect(bytes, name);
        var (info, isSRgb, bands) = Guard(name, () => VipsLibrary.Run(() =>
        {
            fixed (byte* p = bytes)
            {
                // Opening reads the header; pixels would be decoded only when asked for.
                using var loader = new VipsOperation(Loader(format)).SetBytes("buffer", p, bytes.Length);
                using var image = loader.Image();
                var turned = image.Orientation > 4;
                var plain = image is { Interpretation: VipsImage.SRgb, Format: VipsImage.UChar, HasProfile: false };
                return (new ImageInfo(format, turned ? image.Height : image.Width, turned ? image.Width : image.Height, image.Orientation), plain, image.Bands);
            }
        }));
        if ((long)info.Width * info.Height > limits.MaxPixels)
            throw new ImageException($"'{name}' has {info.Width:N0} × {info.Height:N0} pixels, at most {limits.MaxPixels:N0} in all are decoded. Make it smaller, or raise ImageLimits.MaxPixels.");
        return (info, isSRgb, bands);
    }

    private static RgbImage Read(byte[] bytes, string name, TargetSize target, ImageLimits limits)
    {
        var (info, isSRgb, bands) = Inspect(bytes, name, limits);
        var isPlainJpeg = info is { Format: ImageFormat.Jpeg, Orientation: <= 1 } && isSRgb && bands == 3 && target.Rule != TargetSize.Fit.Cover;
        return Guard(name, () => VipsLibrary.Run(() =>
        {
            fixed (byte* p = bytes) return isPlainJpeg ? PlainJpeg(p, bytes.Length, info, target) : Thumbnail(p, bytes.Length, isSRgb, target);
        }));
    }

    private static RgbImage Thumbnail(byte* bytes, int length, bool isSRgb, TargetSize target)
    {
        // Shrinks while loading where the format can, turns by EXIF, and goes to sRGB through the embedded profile.
        using var thumbnail = target.Set(new VipsOperation("thumbnail_buffer").SetBytes("buffer", bytes, length)).Set("option_string", RefuseTruncated);
        // Without a profile libvips would turn sRGB into sRGB, the same pixels at several times the cost of all the rest.
        if (!isSRgb) thumbnail.Set("output_profile", "srgb").Set("intent", Relative);
        using var image = thumbnail.Image();
        return VipsColor.ToRgbBytes(image);
    }

    // What thumbnail does with a JPEG that needs no turn and no other colours, as most photos need none: the same pixels in four fifths of its time.
    private static RgbImage PlainJpeg(byte* bytes, int length, ImageInfo info, TargetSize target)
    {
        var (across, down) = target.Shrink(info.Width, info.Height);
        // JPEG shrinks in blocks while it loads; a factor of two at least is left to the better filter (libvips' vips_thumbnail_find_jpegshrink).
        var blocks = Math.Min(across, down) switch { >= 16 => 8, >= 8 => 4, >= 4 => 2, _ => 1 };
        using var loader = new VipsOperation("jpegload_buffer").SetBytes("buffer", bytes, length).Set("access", Sequential).Set("fail_on", Truncated).Set("shrink", blocks);
        using var image = loader.Image();
        return target.Scale(image);
    }

    private static T Guard<T>(string name, Func<T> work)
    {
        try { return work(); }
        catch (VipsException e)
        {
            throw new ImageException($"'{name}' is damaged or cut off: {e.Reason}. Copy or export the file again.", e);
        }
    }

    private static string Loader(ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "jpegload_buffer",
        ImageFormat.Png => "pngload_buffer",
        ImageFormat.Webp => "webpload_buffer",
        ImageFormat.Tiff => "tiffload_buffer",
        ImageFormat.Gif => "gifload_buffer",
        _ => "heifload_buffer",
    };
}
