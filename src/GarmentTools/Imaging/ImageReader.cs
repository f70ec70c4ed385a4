namespace GarmentTools;

/// <summary>
/// Reads pictures: format by content, EXIF turn, colours to sRGB (ICC profiles, CMYK, grey, 16 bit), transparency over white, first frame only.
/// All methods may be called by many threads at once.
/// </summary>
public static unsafe class ImageReader
{
    // Values of VipsSize, VipsInteresting, VipsIntent.
    private const int SizeBoth = 0, SizeDown = 2, SizeForce = 3, Centre = 1, Relative = 1;
    private const string RefuseTruncated = "fail_on=truncated"; // the operation's own fail_on does not reach the loaders of buffers
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
        return Thumbnail(bytes, name, limits, op => op.Set("width", side).Set("height", side).Set("size", SizeDown));
    }

    internal static RgbImage Read(byte[] bytes, string name, int width, int height, ResizeMode mode, ImageLimits limits) => mode == ResizeMode.Pad
        ? ReadInside(bytes, name, width, height, limits).PadTo(width, height)
        : Thumbnail(bytes, name, limits, op => Fit(op, width, height, mode));

    /// <summary>Scales a picture, up or down, until one side has the given size and the other is not longer.</summary>
    internal static RgbImage ReadInside(byte[] bytes, string name, int width, int height, ImageLimits limits) =>
        Thumbnail(bytes, name, limits, op => Fit(op, width, height, ResizeMode.Pad));

    /// <summary>Sets the arguments that thumbnail operations share.</summary>
    internal static VipsOperation Fit(VipsOperation operation, int width, int height, ResizeMode mode)
    {
        operation.Set("width", width).Set("height", height).Set("size", mode == ResizeMode.Squash ? SizeForce : SizeBoth);
        return mode == ResizeMode.Crop ? operation.Set("crop", Centre) : operation;
    }

    internal static ImageInfo Probe(byte[] bytes, string name, ImageLimits limits) => Inspect(bytes, name, limits).Info;

    // Also says whether the pixels are sRGB bytes already, as far as the file tells.
    private static (ImageInfo Info, bool IsSRgb) Inspect(byte[] bytes, string name, ImageLimits limits)
    {
        var format = ImageSignature.Detect(bytes, name);
        var (info, isSRgb) = Guard(name, () => VipsLibrary.Run(() =>
        {
            fixed (byte* p = bytes)
            {
                // Opening reads the header; pixels would be decoded only when asked for.
                using var loader = new VipsOperation(Loader(format)).SetBytes("buffer", p, bytes.Length);
                using var image = loader.Image();
                var turned = image.Orientation > 4;
                var plain = image is { Interpretation: VipsImage.SRgb, Format: VipsImage.UChar, HasProfile: false };
                return (new ImageInfo(format, turned ? image.Height : image.Width, turned ? image.Width : image.Height, image.Orientation), plain);
            }
        }));
        if ((long)info.Width * info.Height > limits.MaxPixels)
            throw new ImageException($"'{name}' has {info.Width:N0} × {info.Height:N0} pixels, at most {limits.MaxPixels:N0} in all are decoded. Make it smaller, or raise ImageLimits.MaxPixels.");
        return (info, isSRgb);
    }

    private static RgbImage Thumbnail(byte[] bytes, string name, ImageLimits limits, Func<VipsOperation, VipsOperation> size)
    {
        var (_, isSRgb) = Inspect(bytes, name, limits);
        return Guard(name, () => VipsLibrary.Run(() =>
        {
            fixed (byte* p = bytes)
            {
                // Shrinks while loading where the format can, turns by EXIF, and goes to sRGB through the embedded profile.
                using var thumbnail = size(new VipsOperation("thumbnail_buffer").SetBytes("buffer", p, bytes.Length)).Set("option_string", RefuseTruncated);
                // Without a profile libvips would turn sRGB into sRGB, the same pixels at several times the cost of all the rest.
                if (!isSRgb) thumbnail.Set("output_profile", "srgb").Set("intent", Relative);
                using var image = thumbnail.Image();
                return VipsColor.ToRgbBytes(image);
            }
        }));
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
