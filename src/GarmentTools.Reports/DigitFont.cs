using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace GarmentTools.Reports;

/// <summary>
/// Digits and a few signs as 5 × 7 points: a contact sheet is labeled without any font of the machine, so that it has the same bytes
/// everywhere.
/// </summary>
/// <remarks>
/// Own code where libvips can write text, because it writes with the machine's fonts: without any, as in many container images of servers,
/// it drew a box in the place of every digit and reported no error (libvips 8.18.7, pango 1.58).
/// </remarks>
internal static class DigitFont
{
    private const string Signs = "0123456789.#-";
    private const int Columns = 5, Rows = 7;

    // A row of the picture per byte, five points in the low bits.
    private static readonly byte[][] s_points =
    [
        [14, 17, 19, 21, 25, 17, 14], [4, 12, 4, 4, 4, 4, 14], [14, 17, 1, 2, 4, 8, 31], [31, 2, 4, 2, 1, 17, 14], [2, 6, 10, 18, 31, 2, 2],
        [31, 16, 30, 1, 1, 17, 14], [6, 8, 16, 30, 17, 17, 14], [31, 1, 2, 4, 8, 8, 8], [14, 17, 17, 14, 17, 17, 14],
            [14, 17, 17, 15, 1, 2, 12],
        [0, 0, 0, 0, 0, 12, 12], [10, 10, 31, 10, 31, 10, 10], [0, 0, 0, 31, 0, 0, 0],
    ];

    /// <summary>Columns that a text takes.</summary>
    public static int Width(string text, int scale) => text.Length * (Columns + 1) * scale;

    /// <summary>Draws a text in black; a sign that is not known leaves a gap, and what lies outside the picture is left out.</summary>
    public static void Draw(Image<Rgb24> image, string text, int left, int top, int scale) => image.ProcessPixelRows(rows =>
    {
        for (var y = Math.Max(0, -top); y < Rows * scale && top + y < rows.Height; y++)
        {
            var row = rows.GetRowSpan(top + y);
            for (var x = Math.Max(0, -left); x < Width(text, scale) && left + x < row.Length; x++)
                if (IsBlack(text, x / scale, y / scale)) row[left + x] = default;
        }
    });

    private static bool IsBlack(string text, int column, int row)
    {
        var (sign, x) = (Signs.IndexOf(text[column / (Columns + 1)]), column % (Columns + 1));
        return sign >= 0 && x < Columns && (s_points[sign][row] >> (Columns - 1 - x) & 1) == 1;
    }
}
