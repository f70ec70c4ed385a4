using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace GarmentTools.Samples;

/// <summary>What a poor camera does to a scene, on its pixels: too little light, a color cast, dark corners, noise.</summary>
internal static class Camera
{
    public static void Expose(Image<Rgb24> picture, Shot shot, Random random)
    {
        var (centerX, centerY) = (picture.Width / 2.0, picture.Height / 2.0);
        picture.ProcessPixelRows(rows =>
        {
            for (var y = 0; y < rows.Height; y++)
            {
                var row = rows.GetRowSpan(y);
                for (var x = 0; x < row.Length; x++)
                {
                    var (dx, dy) = ((x - centerX) / centerX, (y - centerY) / centerY);
                    var corner = 1 - (0.13 * ((dx * dx) + (dy * dy)));
                    // Three uniform numbers are near enough to a normal one; grain is grey for the most part.
                    var grain = (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2 * shot.Noise;
                    row[x] = new Rgb24(
                        Clip((row[x].R * corner * shot.Light.Red) + grain),
                        Clip((row[x].G * corner * shot.Light.Green) + grain),
                        Clip((row[x].B * corner * shot.Light.Blue) + (grain * 1.2)));
                }
            }
        });
    }

    private static byte Clip(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
