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
        try { return Draw(Fit(ImageReader.Read(source, Math.Max(width, height * 2)), width, height * 2), width, height); }
        catch (ImageException) // moved, deleted or damaged since
        {
            var blank = Enumerable.Repeat(new string(' ', width), height).ToArray();
            blank[height / 2] = Printable.Pad(Printable.Clip(source.Path is { } path && !File.Exists(path) ? "(file is gone)" : "(no picture)", width), width);
            return blank;
        }
    }

    // As large as the box allows; an even number of rows, since a character holds two.
    private static RgbImage Fit(RgbImage image, int width, int height)
    {
        var scale = Math.Min((double)width / image.Width, (double)height / image.Height);
        return image.Resize(Math.Clamp((int)Math.Round(image.Width * scale), 1, width), Math.Clamp((int)Math.Round(image.Height * scale / 2) * 2, 2, height));
    }

    private static string[] Draw(RgbImage image, int width, int height)
    {
        var lines = Enumerable.Repeat(new string(' ', width), height).ToArray();
        var (left, top) = ((width - image.Width) / 2, (height - image.Height / 2) / 2);
        for (var y = 0; y < image.Height / 2; y++)
        {
            var line = new StringBuilder().Append(' ', left);
            var (lastUpper, lastLower) = (-1, -1);
            for (var x = 0; x < image.Width; x++)
            {
                var (upper, lower) = (Pixel(image, x, y * 2), Pixel(image, x, y * 2 + 1));
                if (upper != lastUpper) line.Append(CultureInfo.InvariantCulture, $"\e[38;2;{upper >> 16};{upper >> 8 & 255};{upper & 255}m");
                if (lower != lastLower) line.Append(CultureInfo.InvariantCulture, $"\e[48;2;{lower >> 16};{lower >> 8 & 255};{lower & 255}m");
                line.Append('▀');
                (lastUpper, lastLower) = (upper, lower);
            }
            lines[top + y] = line.Append(Reset).Append(' ', width - image.Width - left).ToString();
        }
        return lines;
    }

    private static int Pixel(RgbImage image, int x, int y)
    {
        var at = (y * image.Width + x) * 3;
        return image.Pixels[at] << 16 | image.Pixels[at + 1] << 8 | image.Pixels[at + 2];
    }
}
