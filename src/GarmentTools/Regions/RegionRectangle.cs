using System.Globalization;

namespace GarmentTools.Regions;

/// <summary>A rectangle of the user's, in pixels of the upright photo or in hundredths of its width and height.</summary>
/// <param name="Left">First column; what lies outside the photo is cut off.</param>
/// <param name="Top">First row.</param>
/// <param name="Width">Greater than 0.</param>
/// <param name="Height">Greater than 0.</param>
/// <param name="Percent">True where the four numbers are hundredths of the photo's width and height.</param>
public readonly record struct RegionRectangle(double Left, double Top, double Width, double Height, bool Percent = false)
{
    /// <summary>
    /// The form that <see cref="RegionRequest.Parse"/> reads: <c>x,y,w,h</c>, with <c>%</c> behind each number where they are hundredths.
    /// </summary>
    public override string ToString()
    {
        var unit = Percent ? "%" : "";
        return string.Join(',', new[] { Left, Top, Width, Height }.Select(v => v.ToString("R", CultureInfo.InvariantCulture) + unit));
    }

    /// <summary>The part of it that lies on the photo; null where none does.</summary>
    internal PixelBox? On(int width, int height)
    {
        var (x, y) = Percent ? (width / 100.0, height / 100.0) : (1, 1);
        var box = PixelBox.Clip(Left * x, Top * y, (Left + Width) * x, (Top + Height) * y, width, height, 0);
        return box is { Width: > 0, Height: > 0 } ? box : null;
    }
}
