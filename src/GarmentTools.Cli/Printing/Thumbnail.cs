using System.Globalization;
using System.Text;

namespace GarmentTools.Cli.Printing;

/// <summary>A picture as lines of half blocks: each character shows two pixels, the upper one as its color and the lower one as its ground.</summary>
internal static class Thumbnail
{
    private const string Reset = "\e[0m";

    /// <summary>The lines of a picture centered in a box, all <paramref name="width"/> columns wide; a picture that cannot be read gives a box that says so.</summary>
    public static string[] Lines(ImageSource source, int width, int height)
    {
        try { return Draw(ImageReader.Read(source, width, height * 2, ResizeMode.Pad)); }
        catch (ImageException)
        {
            var blank = Enumerable.Repeat(new string(' ', width), height).ToArray();
            blank[height / 2] = Printable.Pad(Printable.Clip("(no picture)", width), width);
            return blank;
        }
    }

    private static string[] Draw(RgbImage image)
    {
        var lines = new string[image.Height / 2];
        for (var y = 0; y < lines.Length; y++)
        {
            var line = new StringBuilder();
            var (lastUpper, lastLower) = (-1, -1);
            for (var x = 0; x < image.Width; x++)
            {
                var (upper, lower) = (Pixel(image, x, y * 2), Pixel(image, x, y * 2 + 1));
                if (upper != lastUpper) line.Append(CultureInfo.InvariantCulture, $"\e[38;2;{upper >> 16};{upper >> 8 & 255};{upper & 255}m");
                if (lower != lastLower) line.Append(CultureInfo.InvariantCulture, $"\e[48;2;{lower >> 16};{lower >> 8 & 255};{lower & 255}m");
                line.Append('▀');
                (lastUpper, lastLower) = (upper, lower);
            }
            lines[y] = line.Append(Reset).ToString();
        }
        return lines;
    }

    private static int Pixel(RgbImage image, int x, int y)
    {
        var at = (y * image.Width + x) * 3;
        return image.Pixels[at] << 16 | image.Pixels[at + 1] << 8 | image.Pixels[at + 2];
    }
}
