using GarmentTools.Imaging;

namespace GarmentTools.Cli.Tests;

/// <summary>Small drawn pictures: a shirt, a dress or trousers in a color.</summary>
internal static class Pictures
{
    public static readonly Dictionary<string, (byte R, byte G, byte B)> Colors = new()
    {
        ["red"] = (200, 30, 40),
        ["blue"] = (30, 60, 200),
        ["green"] = (30, 150, 60)
    };
    public static readonly string[] Kinds = ["shirt", "dress", "trousers"];

    public static byte[] Jpeg(string kind, string color, int variant = 0) => Draw(kind, Colors[color], variant).Encode(ImageFormat.Jpeg);

    /// <summary>As many different pictures as there are numbers.</summary>
    public static byte[] Numbered(int number) =>
        Draw(Kinds[number % 3], ((byte)(number * 37), (byte)(number * 91), (byte)(number * 53)), number % 7, 96).Encode(ImageFormat.Jpeg);

    /// <summary>The same garment as <see cref="Numbered"/>, moved, darker and noisy.</summary>
    public static byte[] Worn(int number)
    {
        var picture = Draw(Kinds[number % 3], ((byte)(number * 37), (byte)(number * 91), (byte)(number * 53)), number % 7 + 9, 96);
        var random = new Random(number);
        for (var i = 0; i < picture.Pixels.Length; i++)
            picture.Pixels[i] = (byte)Math.Clamp(picture.Pixels[i] * 0.8 + random.Next(-20, 21), 0, 255);
        return picture.Encode(ImageFormat.Jpeg);
    }

    private static RgbImage Draw(string kind, (byte R, byte G, byte B) color, int variant, int side = 120)
    {
        var pixels = new byte[side * side * 3];
        Array.Fill(pixels, (byte)245);
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
            {
                var (u, v) = ((x - side / 2.0 + variant) / side, (double)y / side);
                var inside = v is > 0.1 and < 0.9 && kind switch
                {
                    "shirt" => v < 0.7 && Math.Abs(u) < (v < 0.35 ? 0.45 : 0.25),
                    "dress" => Math.Abs(u) < 0.08 + v * 0.35,
                    _ => Math.Abs(u) < 0.25 && (v < 0.3 || Math.Abs(u) > 0.06),
                };
                if (inside) (pixels[(y * side + x) * 3], pixels[(y * side + x) * 3 + 1], pixels[(y * side + x) * 3 + 2]) = color;
            }
        return new RgbImage(side, side, pixels);
    }
}
