using GarmentTools.Imaging;

namespace GarmentTools.Regions;

/// <summary>Samples a turned square of a picture between its pixels; outside the picture its edge pixels are repeated.</summary>
internal static class TurnedSampler
{
    /// <param name="image">The picture.</param>
    /// <param name="square">Which part of it, and how it is turned.</param>
    /// <param name="size">Columns and rows that are made.</param>
    /// <param name="scale">What each value is multiplied by.</param>
    /// <param name="target">size × size × 3 values.</param>
    public static void Sample(RgbImage image, TurnedSquare square, int size, float scale, Span<float> target)
    {
        var (sin, cos) = Math.SinCos(square.Rotation);
        var pixels = image.Pixels;
        var (right, bottom) = (image.Width - 1, image.Height - 1);
        for (int row = 0, at = 0; row < size; row++)
        {
            var v = ((double)row / size - .5) * square.Side;
            for (var column = 0; column < size; column++, at += 3)
            {
                var u = ((double)column / size - .5) * square.Side;
                var x = square.Center.X + cos * u - sin * v;
                var y = square.Center.Y + sin * u + cos * v;
                var (x0, y0) = (Math.Floor(x), Math.Floor(y));
                var (fx, fy) = ((float)(x - x0), (float)(y - y0));
                // Clamped as float64: a far point must not wrap around when it becomes an integer.
                var left = (int)Math.Clamp(x0, 0, right) * 3;
                var next = (int)Math.Clamp(x0 + 1, 0, right) * 3;
                var above = pixels.AsSpan((int)Math.Clamp(y0, 0, bottom) * image.Width * 3, image.Width * 3);
                var below = pixels.AsSpan((int)Math.Clamp(y0 + 1, 0, bottom) * image.Width * 3, image.Width * 3);
                for (var c = 0; c < 3; c++)
                {
                    var upper = above[left + c] * (1 - fx) + above[next + c] * fx;
                    var lower = below[left + c] * (1 - fx) + below[next + c] * fx;
                    target[at + c] = (upper * (1 - fy) + lower * fy) * scale;
                }
            }
        }
    }
}
