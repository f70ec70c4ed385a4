using System.Runtime.InteropServices;
using static GarmentTools.VipsMethods;

namespace GarmentTools;

/// <summary>A reference to a libvips image: a recipe whose pixels are made when they are read.</summary>
internal sealed unsafe class VipsImage : SafeHandle
{
    // Values of VipsBandFormat and VipsInterpretation.
    public const int UChar = 0, SRgb = 22;

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
    public RgbImage ToRgb()
    {
        if (Bands != 3 || Format != UChar) throw new InvalidOperationException($"{Bands} bands of format {Format} are not RGB bytes.");
        nuint size;
        var data = vips_image_write_to_memory(handle, &size);
        if (data == null) throw new VipsException("decode", "failed");
        try { return new RgbImage(Width, Height, new ReadOnlySpan<byte>(data, checked((int)size)).ToArray()); }
        finally { g_free(data); }
    }

    protected override bool ReleaseHandle()
    {
        g_object_unref(handle);
        return true;
    }
}
