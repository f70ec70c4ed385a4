namespace GarmentTools.Samples;

/// <summary>What a poor camera does to a scene, on its pixels: too little light, a colour cast, dark corners, noise.</summary>
internal static class Camera
{
    public static void Expose(Picture picture, Shot shot, Random random)
    {
        var rgb = picture.Rgb;
        double centreX = picture.Width / 2.0, centreY = picture.Height / 2.0;
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                double dx = (x - centreX) / centreX, dy = (y - centreY) / centreY;
                var corner = 1 - (0.13 * ((dx * dx) + (dy * dy)));
                var at = ((y * picture.Width) + x) * 3;
                // Three uniform numbers are near enough to a normal one; grain is grey for the most part.
                var grain = (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2 * shot.Noise;
                rgb[at] = Clip((rgb[at] * corner * shot.Light.Red) + grain);
                rgb[at + 1] = Clip((rgb[at + 1] * corner * shot.Light.Green) + grain);
                rgb[at + 2] = Clip((rgb[at + 2] * corner * shot.Light.Blue) + (grain * 1.2));
            }
        }
    }

    private static byte Clip(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
