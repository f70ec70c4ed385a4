using GarmentTools.Imaging;

namespace GarmentTools.Regions;

/// <summary>
/// How likely each pixel belongs to the person: MediaPipe's selfie segmentation on the square around the body, nothing outside it.
/// Kept as the model gives it (256 × 256) and resized only where it is needed.
/// </summary>
internal sealed class PersonMask
{
    public const int Size = 256;

    /// <summary>Half the square's side, in radii of the body's circle.</summary>
    public const double Room = 1.3;

    private readonly byte[] _values;
    private readonly PixelBox _square;
    private readonly int _width, _height;

    /// <param name="values">256 × 256 values, 255 for the person.</param>
    /// <param name="square">Where they lie, in pixels of a picture.</param>
    /// <param name="width">The picture's columns.</param>
    /// <param name="height">The picture's rows.</param>
    public PersonMask(byte[] values, PixelBox square, int width, int height) =>
        (_values, _square, _width, _height) = (values, square, width, height);

    public static PersonMask Of(PersonModel model, RgbImage image, Person person)
    {
        var square = Square(person, image.Width, image.Height);
        return model.Run(
            input => Fill(image, square, input),
            outputs => new PersonMask(Bytes(outputs[0]), square, image.Width, image.Height));
    }

    public static PixelBox Square(Person person, int width, int height)
    {
        var (x, y, r) = (person.MidHip.X, person.MidHip.Y, Room * person.BodyRadius);
        return PixelBox.Clip(x - r, y - r, x + r, y + r, width, height, GarmentBoxes.LeastSide) ?? new(0, 0, width, height);
    }

    /// <summary>
    /// The mask of a part of the picture, 0 to 255; the picture may have another size than the one the mask was made from.
    /// </summary>
    /// <returns>box.Width × box.Height bytes.</returns>
    public byte[] Of(PixelBox box, int width, int height)
    {
        var square = _square.Scaled(_width, _height, width, height);
        var mask = new byte[box.Width * box.Height];
        var (left, right) = (Math.Max(box.Left, square.Left), Math.Min(box.Right, square.Right));
        var (top, bottom) = (Math.Max(box.Top, square.Top), Math.Min(box.Bottom, square.Bottom));
        if (left >= right || top >= bottom) return mask;
        var columns = TapTable.Triangle(Size, square.Width, left - square.Left, right - left);
        var rows = TapTable.Triangle(Size, square.Height, top - square.Top, bottom - top);
        var part = new byte[columns.Count * rows.Count];
        Resampler.Gray(_values, Size, columns, rows, part);
        for (var y = 0; y < rows.Count; y++)
            part.AsSpan(y * columns.Count, columns.Count).CopyTo(mask.AsSpan((top - box.Top + y) * box.Width + left - box.Left));
        return mask;
    }

    private static void Fill(RgbImage image, PixelBox square, Span<float> target)
    {
        var columns = TapTable.Triangle(square.Width, Size, 0, Size);
        var rows = TapTable.Triangle(square.Height, Size, 0, Size);
        var corner = (square.Top * image.Width + square.Left) * 3;
        Resampler.Rgb(image.Pixels.AsSpan(corner), image.Width * 3, square.Width, columns, rows, 1 / 255f, 0, target);
    }

    private static byte[] Bytes(float[] values)
    {
        var bytes = new byte[values.Length];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)Math.Clamp(values[i] * 255, 0, 255);
        return bytes;
    }
}
