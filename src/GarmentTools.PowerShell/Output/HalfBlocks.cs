using System.Text;

namespace GarmentTools.PowerShell;

/// <summary>A picture as text: two pixels to a character (the upper half block, its color and that of its ground), in 24-bit ANSI colors.</summary>
internal static class HalfBlocks
{
    private const string Reset = "\e[0m";

    /// <summary>Lines of text, the picture's ratio kept.</summary>
    /// <param name="picture">The picture, no larger than it shall be shown.</param>
    public static string Draw(RgbImage picture)
    {
        var text = new StringBuilder();
        for (var y = 0; y < picture.Height; y += 2)
        {
            if (y > 0) text.Append('\n');
            var (upperBefore, lowerBefore) = (-1, -1);
            for (var x = 0; x < picture.Width; x++)
            {
                var upper = Color(picture, x, y);
                var lower = y + 1 < picture.Height ? Color(picture, x, y + 1) : 0xFFFFFF;
                if (upper != upperBefore) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\e[38;2;{upper >> 16};{upper >> 8 & 255};{upper & 255}m");
                if (lower != lowerBefore) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\e[48;2;{lower >> 16};{lower >> 8 & 255};{lower & 255}m");
                (upperBefore, lowerBefore) = (upper, lower);
                text.Append('▀');
            }
            text.Append(Reset);
        }
        return text.ToString();
    }

    private static int Color(RgbImage picture, int x, int y)
    {
        var at = (y * picture.Width + x) * 3;
        return picture.Pixels[at] << 16 | picture.Pixels[at + 1] << 8 | picture.Pixels[at + 2];
    }
}
