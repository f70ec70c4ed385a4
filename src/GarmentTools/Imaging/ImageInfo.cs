namespace GarmentTools.Imaging;

/// <summary>What a picture's header says.</summary>
/// <param name="Format">Its file format.</param>
/// <param name="Width">Columns once it is upright.</param>
/// <param name="Height">Rows once it is upright.</param>
/// <param name="Orientation">The EXIF orientation, 1 to 8; 1 is upright.</param>
public sealed record ImageInfo(ImageFormat Format, int Width, int Height, int Orientation);
