using System.Globalization;
using System.Text;
using GarmentTools.Imaging;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace GarmentTools.Reports.Results;

/// <summary>
/// A picture as text for a terminal of 24-bit colors: each character is the upper half block (U+2580), its color the upper and its ground
/// the lower of two pixels.
/// Every line ends with the reset sequence, so that nothing that follows is colored.
/// </summary>
public static class HalfBlocks
{
    private static readonly Rgb24 s_white = new(255, 255, 255);

    /// <summary>
    /// The lines of a picture: as many as half its height (rounded up), each as many columns wide as the picture has pixels.
    /// </summary>
    /// <param name="picture">The picture, already as small as it shall be shown; below an odd last row the ground is white.</param>
    /// <exception cref="ArgumentNullException"><paramref name="picture"/> is null.</exception>
    public static string[] Lines(RgbImage picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        using var view = picture.View();
        return Lines(view);
    }

    /// <summary>The lines of a picture of ImageSharp.</summary>
    /// <param name="picture">The picture, already as small as it shall be shown; below an odd last row the ground is white.</param>
    /// <exception cref="ArgumentNullException"><paramref name="picture"/> is null.</exception>
    public static string[] Lines(Image<Rgb24> picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var lines = new string[(picture.Height + 1) / 2];
        picture.ProcessPixelRows(rows =>
        {
            for (var i = 0; i < lines.Length; i++)
                lines[i] = Line(rows.GetRowSpan(i * 2), i * 2 + 1 < rows.Height ? rows.GetRowSpan(i * 2 + 1) : []);
        });
        return lines;
    }

    private static string Line(ReadOnlySpan<Rgb24> upperRow, ReadOnlySpan<Rgb24> lowerRow)
    {
        var text = new StringBuilder();
        // A color is said only where it changes: most neighbors share it.
        var (upperBefore, lowerBefore) = (default(Rgb24?), default(Rgb24?));
        for (var x = 0; x < upperRow.Length; x++)
        {
            var (upper, lower) = (upperRow[x], lowerRow.IsEmpty ? s_white : lowerRow[x]);
            if (upper != upperBefore) text.Append(CultureInfo.InvariantCulture, $"\e[38;2;{upper.R};{upper.G};{upper.B}m");
            if (lower != lowerBefore) text.Append(CultureInfo.InvariantCulture, $"\e[48;2;{lower.R};{lower.G};{lower.B}m");
            (upperBefore, lowerBefore) = (upper, lower);
            text.Append('▀');
        }
        return text.Append("\e[0m").ToString();
    }
}
