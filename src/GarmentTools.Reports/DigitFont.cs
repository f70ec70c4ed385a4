using GarmentTools.Imaging;

namespace GarmentTools.Reports;

/// <summary>
/// Digits and a few signs as 5 × 7 points: a contact sheet is labelled without any font of the machine, so that it has the same bytes everywhere.
/// </summary>
internal static class DigitFont
{
    private const string Signs = "0123456789.#-";

    // A row of the picture per byte, five points in the low bits.
    private static readonly byte[][] s_points =
    [
        [14, 17, 19, 21, 25, 17, 14], [4, 12, 4, 4, 4, 4, 14], [14, 17, 1, 2, 4, 8, 31], [31, 2, 4, 2, 1, 17, 14], [2, 6, 10, 18, 31, 2, 2],
        [31, 16, 30, 1, 1, 17, 14], [6, 8, 16, 30, 17, 17, 14], [31, 1, 2, 4, 8, 8, 8], [14, 17, 17, 14, 17, 17, 14], [14, 17, 17, 15, 1, 2, 12],
        [0, 0, 0, 0, 0, 12, 12], [10, 10, 31, 10, 31, 10, 10], [0, 0, 0, 31, 0, 0, 0],
    ];

    /// <summary>Columns that a text takes.</summary>
    public static int Width(string text, int scale) => text.Length * 6 * scale;

    /// <summary>Draws a text in black; a sign that is not known leaves a gap.</summary>
    public static void Draw(RgbImage image, string text, int left, int top, int scale)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var sign = Signs.IndexOf(text[i]);
            if (sign < 0) continue;
            for (var y = 0; y < 7 * scale; y++)
                for (var x = 0; x < 5 * scale; x++)
                    if ((s_points[sign][y / scale] >> (4 - x / scale) & 1) == 1) Set(image, left + i * 6 * scale + x, top + y);
        }
    }

    private static void Set(RgbImage image, int x, int y)
    {
        if ((uint)x < (uint)image.Width && (uint)y < (uint)image.Height) image.Pixels.AsSpan((y * image.Width + x) * 3, 3).Clear();
    }
}
