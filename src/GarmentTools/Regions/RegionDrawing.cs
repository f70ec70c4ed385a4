using GarmentTools.Imaging;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace GarmentTools.Regions;

/// <summary>Draws regions on pictures, for reports.</summary>
public static class RegionDrawing
{
    private static readonly Rgb24 s_outer = new(255, 255, 255), s_inner = new(220, 20, 60);

    /// <summary>A copy of a picture with a frame around a region: red on white, so that it shows on any ground.</summary>
    /// <param name="picture">The photo, at any size.</param>
    /// <param name="region">The region, in pixels of the upright photo.</param>
    /// <param name="photoWidth">Columns of the upright photo; 0 where <paramref name="picture"/> has the photo's own size.</param>
    /// <param name="photoHeight">Its rows; 0 likewise.</param>
    public static RgbImage DrawRegion(this RgbImage picture, PhotoRegion region, int photoWidth = 0, int photoHeight = 0) =>
        picture.DrawBox(new PixelBox(region.Left, region.Top, region.Width, region.Height), photoWidth, photoHeight);

    /// <summary>A copy of a picture with a frame around a box.</summary>
    /// <param name="picture">The photo, at any size.</param>
    /// <param name="box">The box, in pixels of the upright photo.</param>
    /// <param name="photoWidth">Columns of the upright photo; 0 where <paramref name="picture"/> has the photo's own size.</param>
    /// <param name="photoHeight">Its rows; 0 likewise.</param>
    public static RgbImage DrawBox(this RgbImage picture, PixelBox box, int photoWidth = 0, int photoHeight = 0)
    {
        var place = box.Scaled(photoWidth > 0 ? photoWidth : picture.Width, photoHeight > 0 ? photoHeight : picture.Height, picture.Width,
            picture.Height);
        var copy = new RgbImage(picture.Width, picture.Height, [.. picture.Pixels]);
        var line = Math.Max(1, Math.Max(picture.Width, picture.Height) / 200);
        using var view = copy.View();
        view.ProcessPixelRows(rows =>
        {
            // From outside in: white, red, white. A box that is too small for all of them is filled.
            for (var i = 0; i < 3 * line && 2 * i < Math.Min(place.Width, place.Height); i++)
            {
                var outline = new Rectangle(place.Left + i, place.Top + i, place.Width - 2 * i, place.Height - 2 * i);
                rows.DrawOutline(outline, i / line == 1 ? s_inner : s_outer);
            }
        });
        return copy;
    }
}
