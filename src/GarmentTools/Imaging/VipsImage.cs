using System.Runtime.InteropServices;
using static GarmentTools.Imaging.VipsMethods;

namespace GarmentTools.Imaging;

/// <summary>A reference to a libvips image: a recipe whose pixels are made when they are read.</summary>
internal sealed unsafe class VipsImage : SafeHandle
{
    // Values of VipsBandFormat and VipsInterpretation.
    public const int UChar = 0, SRgb = 22;

    // Pixels are made in strips of about this many, so that a large picture is never held a second time.
    private const int StripPixels = 32_768;

    public VipsImage(nint image) : base(0, ownsHandle: true) => SetHandle(image);

    public nint Handle => handle;
    public override bool IsInvalid => handle == 0;
    public int Width => vips_image_get_width(handle);
    public int Height => vips_image_get_height(handle);
    public int Bands => vips_image_get_bands(handle);
    public int Format => vips_image_get_format(handle);
    public int Interpretation => vips_image_get_interpretation(handle);
    public int Orientation => vips_image_get_orientation(handle);
    public bool HasProfile => vips_image_get_typeof(handle, "icc-profile-data") != 0;
    public bool HasAlpha => vips_image_hasalpha(handle) != 0;

    /// <summary>A libvips image of a copy of the pixels.</summary>
    public static VipsImage From(RgbImage image)
    {
        fixed (byte* p = image.Pixels)
        {
            var made = vips_image_new_from_memory_copy(p, (nuint)image.Pixels.LongLength, image.Width, image.Height, 3, UChar);
            return made != 0 ? new VipsImage(made) : throw new VipsException("new_from_memory", "failed");
        }
    }

    /// <summary>Makes the pixels; the image must have three bands of bytes.</summary>
    /// <remarks>
    /// A region is computed by the thread that asks for it. <c>vips_image_write_to_memory</c> would hand each picture to a thread of libvips' own and wait,
    /// and where every core decodes, those hand-overs cost about a tenth of the photos per second.
    /// </remarks>
    public RgbImage ToRgb()
    {
        if (Bands != 3 || Format != UChar) throw new InvalidOperationException($"{Bands} bands of format {Format} are not RGB bytes.");
        var (width, height) = (Width, Height);
        var pixels = new byte[checked(width * height * 3)];
        var strip = Math.Max(16, StripPixels / width);
        var region = vips_region_new(handle);
        if (region == 0) throw new VipsException("decode", "failed");
        try
        {
            for (var top = 0; top < height; top += strip) CopyRows(region, top, Math.Min(strip, height - top), pixels.AsSpan(top * width * 3));
        }
        finally { g_object_unref(region); }
        return new RgbImage(width, height, pixels);
    }

    private void CopyRows(nint region, int top, int rows, Span<byte> target)
    {
        nuint size;
        var data = vips_region_fetch(region, 0, top, Width, rows, &size);
        if (data == null) throw new VipsException("decode", "failed");
        try { new ReadOnlySpan<byte>(data, checked((int)size)).CopyTo(target); }
        finally { g_free(data); }
    }

    protected override bool ReleaseHandle()
    {
        g_object_unref(handle);
        return true;
    }
}
