using GarmentTools.Common;
using GarmentTools.Imaging;
using GarmentTools.Reports.Results;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace GarmentTools.Cli.Printing;

/// <summary>
/// A picture as lines of half blocks: each character shows two pixels, the upper one as its color and the lower one as its ground.
/// </summary>
internal static class Thumbnail
{
    /// <summary>
    /// The lines of a picture centered in a box, all <paramref name="width"/> columns wide; a picture that cannot be read gives a box that
    /// says so.
    /// </summary>
    public static string[] Lines(ImageSource source, int width, int height)
    {
        try { return Draw(ImageReader.Read(source, Math.Max(width, height * 2)), width, height); }
        catch (ImageException) // moved, deleted or damaged since
        {
            var blank = Enumerable.Repeat(new string(' ', width), height).ToArray();
            blank[height / 2] = Printable.Pad(Printable.Clip(source.Path is { } path && !File.Exists(path) ? "(file is gone)"
                : "(no picture)", width), width);
            return blank;
        }
    }

    private static string[] Draw(RgbImage picture, int width, int height)
    {
        using var image = picture.ToImage();
        Fit(image, width, height * 2);
        var lines = Enumerable.Repeat(new string(' ', width), height).ToArray();
        var drawn = HalfBlocks.Lines(image);
        var (left, top) = ((width - image.Width) / 2, (height - drawn.Length) / 2);
        var right = width - image.Width - left;
        for (var y = 0; y < drawn.Length; y++) lines[top + y] = new string(' ', left) + drawn[y] + new string(' ', right);
        return lines;
    }

    // As large as the box allows; an even number of rows, since a character holds two.
    private static void Fit(Image<Rgb24> image, int width, int height)
    {
        var scale = Math.Min((double)width / image.Width, (double)height / image.Height);
        var columns = Math.Clamp((int)Math.Round(image.Width * scale), 1, width);
        var rows = Math.Clamp((int)Math.Round(image.Height * scale / 2) * 2, 2, height);
        image.Mutate(change => change.Resize(columns, rows, KnownResamplers.Lanczos3));
    }
}
