using System.Globalization;
using System.Text;
using GarmentTools.Imaging;

namespace GarmentTools.Reports.Results;

/// <summary>
/// A picture as text for a terminal of 24-bit colors: each character is the upper half block (U+2580), its color the upper and its ground the lower of two pixels.
/// Every line ends with the reset sequence, so that nothing that follows is colored.
/// </summary>
public static class HalfBlocks
{
    private const int White = 0xFFFFFF;

    /// <summary>The lines of a picture: as many as half its height (rounded up), each as many columns wide as the picture has pixels.</summary>
    /// <param name="picture">The picture, already as small as it shall be shown; below an odd last row the ground is white.</param>
    /// <exception cref="ArgumentNullException"><paramref name="picture"/> is null.</exception>
    public static string[] Lines(RgbImage picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var lines = new string[(picture.Height + 1) / 2];
        for (var i = 0; i < lines.Length; i++) lines[i] = Line(picture, i * 2);
        return lines;
    }

    private static string Line(RgbImage picture, int y)
    {
        var text = new StringBuilder();
        var (upperBefore, lowerBefore) = (-1, -1); // a color is said only where it changes: most neighbors share it
        for (var x = 0; x < picture.Width; x++)
        {
            var (upper, lower) = (Color(picture, x, y), y + 1 < picture.Height ? Color(picture, x, y + 1) : White);
            if (upper != upperBefore) text.Append(CultureInfo.InvariantCulture, $"\e[38;2;{upper >> 16};{upper >> 8 & 255};{upper & 255}m");
            if (lower != lowerBefore) text.Append(CultureInfo.InvariantCulture, $"\e[48;2;{lower >> 16};{lower >> 8 & 255};{lower & 255}m");
            (upperBefore, lowerBefore) = (upper, lower);
            text.Append('▀');
        }
        return text.Append("\e[0m").ToString();
    }

    private static int Color(RgbImage picture, int x, int y)
    {
        var at = (y * picture.Width + x) * 3;
        return picture.Pixels[at] << 16 | picture.Pixels[at + 1] << 8 | picture.Pixels[at + 2];
    }
}
