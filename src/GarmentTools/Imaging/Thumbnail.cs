using GarmentTools.Common;

namespace GarmentTools.Imaging;

/// <summary>Small pictures as <c>data:</c> addresses, so that a page needs no other file.</summary>
internal static class Thumbnail
{
    private const int Quality = 72;

    /// <summary>The picture, no side longer than <paramref name="side"/>; null where it cannot be read any more.</summary>
    public static string? Address(ImageSource source, int side)
    {
        try { return Address(ImageReader.Read(source, side)); }
        catch (ImageException) { return null; }
    }

    public static string Address(RgbImage image, int quality = Quality) =>
        $"data:image/webp;base64,{Convert.ToBase64String(image.Encode(ImageFormat.Webp, quality))}";
}
