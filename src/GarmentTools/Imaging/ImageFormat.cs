namespace GarmentTools.Imaging;

/// <summary>The picture formats that are read.</summary>
public enum ImageFormat
{
    /// <summary>JPEG.</summary>
    Jpeg,
    /// <summary>PNG.</summary>
    Png,
    /// <summary>WebP; the first frame of an animation.</summary>
    Webp,
    /// <summary>TIFF; the first page.</summary>
    Tiff,
    /// <summary>GIF; the first frame.</summary>
    Gif,
    /// <summary>AVIF.</summary>
    Avif,
}
