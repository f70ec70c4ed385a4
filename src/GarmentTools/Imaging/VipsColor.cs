using NetVips;

namespace GarmentTools.Imaging;

/// <summary>The last steps from any libvips image to three bytes per pixel.</summary>
internal static class VipsColor
{
    /// <summary>Colors to sRGB, transparency over white, 8 bits. The image is disposed of.</summary>
    public static RgbImage ToRgbBytes(Image image)
    {
        if (image.Interpretation != Enums.Interpretation.Srgb) image = Next(image, from => from.Colourspace(Enums.Interpretation.Srgb));
        if (image.HasAlpha()) image = Next(image, from => from.Flatten(background: [255.0]));
        if (image.Format != Enums.BandFormat.Uchar) image = Next(image, from => from.Cast(Enums.BandFormat.Uchar));
        // several alpha or spot channels: the first three are the colors
        if (image.Bands > 3) image = Next(image, from => from.ExtractBand(0, 3));
        using (image) return image.ToRgb();
    }

    private static Image Next(Image image, Func<Image, Image> step)
    {
        using (image) return step(image);
    }
}
