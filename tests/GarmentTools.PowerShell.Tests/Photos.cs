using GarmentTools.Imaging;

namespace GarmentTools.PowerShell.Tests;

/// <summary>Small pictures, drawn.</summary>
internal static class Photos
{
    /// <summary>A shirt of a color on a white ground, as PNG.</summary>
    public static string Write(string path, byte red, byte green, byte blue, int sleeves = 20)
    {
        const int side = 96;
        var pixels = new byte[side * side * 3];
        Array.Fill(pixels, (byte)255);
        for (var y = 16; y < 84; y++)
            for (var x = 28 - (y < 44 ? sleeves : 0); x < 68 + (y < 44 ? sleeves : 0); x++)
                (pixels[(y * side + x) * 3], pixels[(y * side + x) * 3 + 1], pixels[(y * side + x) * 3 + 2]) = (red, green, blue);
        File.WriteAllBytes(path, new RgbImage(side, side, pixels).Encode(ImageFormat.Png));
        return path;
    }
}
