namespace GarmentTools.Imaging;

/// <summary>The last steps from any libvips image to three bytes per pixel.</summary>
internal static class VipsColor
{
    /// <summary>Colours to sRGB, transparency over white, 8 bits.</summary>
    public static RgbImage ToRgbBytes(VipsImage image)
    {
        var current = image;
        try
        {
            if (current.Interpretation != VipsImage.SRgb)
                current = Next(current, image, new VipsOperation("colourspace").Set("in", current).Set("space", VipsImage.SRgb));
            if (current.HasAlpha)
                current = Next(current, image, new VipsOperation("flatten").Set("in", current).Set("background", [255.0]));
            if (current.Format != VipsImage.UChar)
                current = Next(current, image, new VipsOperation("cast").Set("in", current).Set("format", VipsImage.UChar));
            if (current.Bands > 3) // several alpha or spot channels: the first three are the colours
                current = Next(current, image, new VipsOperation("extract_band").Set("in", current).Set("band", 0).Set("n", 3));
            return current.ToRgb();
        }
        finally
        {
            if (!ReferenceEquals(current, image)) current.Dispose();
        }
    }

    private static VipsImage Next(VipsImage current, VipsImage keep, VipsOperation operation)
    {
        using (operation)
        {
            var made = operation.Image();
            if (!ReferenceEquals(current, keep)) current.Dispose();
            return made;
        }
    }
}
