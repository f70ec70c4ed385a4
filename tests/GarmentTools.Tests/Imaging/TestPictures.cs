using GarmentTools.Imaging;
using NetVips;

namespace GarmentTools.Tests;

/// <summary>Pictures made for a test, in any format that libvips writes.</summary>
internal static class TestPictures
{
    /// <summary>Left half red, right half blue, a green square in the upper left corner: every turn and mirror looks different.</summary>
    public static RgbImage Flag(int width = 64, int height = 48)
    {
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var p = (y * width + x) * 3;
                if (x < width / 4 && y < height / 4) pixels[p + 1] = 200;
                else pixels[p + (x < width / 2 ? 0 : 2)] = 200;
            }
        return new RgbImage(width, height, pixels);
    }

    /// <summary>A picture whose content depends on a seed: blobs of color, so that a network tells them apart.</summary>
    public static RgbImage Random(int seed, int width = 96, int height = 96)
    {
        var random = new Random(seed);
        var pixels = new byte[width * height * 3];
        random.NextBytes(pixels.AsSpan(0, 3));
        for (var p = 3; p < pixels.Length; p += 3)
            for (var c = 0; c < 3; c++)
                pixels[p + c] = (byte)Math.Clamp(pixels[p + c - 3] + random.Next(-9, 10) +
                    (p % (width * 3) == 0 ? random.Next(-60, 60) : 0), 0, 255);
        return new RgbImage(width, height, pixels);
    }

    public static byte[] Jpeg(RgbImage image, int quality = 90) => image.Encode(ImageFormat.Jpeg, quality);

    /// <summary>Encodes with any saver of libvips, after any operations.</summary>
    public static byte[] Save(RgbImage image, string saver, VOption? options = null, params Func<Image, Image>[] steps) =>
        VipsLibrary.Run(() =>
    {
        using var start = VipsPixels.From(image);
        var current = start.Copy(interpretation: Enums.Interpretation.Srgb);
        foreach (var step in steps)
        {
            using var before = current;
            current = step(before);
        }
        using (current) return (byte[])Operation.Call(saver, options, current);
    });

    /// <summary>What makes <paramref name="saver"/> write the format that its loader may read: heifsave's own default is HEIC.</summary>
    public static VOption? OptionsOf(string saver) =>
        saver == "heifsave_buffer" ? new VOption { { "compression", Enums.ForeignHeifCompression.Av1 } } : null;

    /// <summary>A JPEG with an EXIF orientation put in by hand: an APP1 segment with a single TIFF entry.</summary>
    public static byte[] JpegTurned(RgbImage image, int orientation)
    {
        var jpeg = Jpeg(image, 95);
        byte[] exif = [0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0,
            (byte)orientation, 0, 0, 0, 0, 0, 0];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    /// <summary>A PNG header that claims a size, with nothing behind it.</summary>
    public static byte[] PngHeader(int width, int height)
    {
        byte[] ihdr = [.. "IHDR"u8, .. BigEndian(width), .. BigEndian(height), 8, 2, 0, 0, 0];
        var crc = Crc32(ihdr);
        return [0x89, .. "PNG\r\n\u001A\n"u8, 0, 0, 0, 13, .. ihdr, .. BigEndian((int)crc), 0, 0, 0, 0, .. "IDAT"u8, 0x35, 0xAF, 0x06,
            0x1E];
    }

    public static (byte R, byte G, byte B) At(this RgbImage image, double x, double y)
    {
        var p = ((int)(y * (image.Height - 1)) * image.Width + (int)(x * (image.Width - 1))) * 3;
        return (image.Pixels[p], image.Pixels[p + 1], image.Pixels[p + 2]);
    }

    private static uint Crc32(byte[] data)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in data)
        {
            crc ^= b;
            for (var i = 0; i < 8; i++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
        }
        return ~crc;
    }

    private static byte[] BigEndian(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
