using GarmentTools.Imaging;

namespace GarmentTools.Regions;

/// <summary>Draws regions on pictures, for reports.</summary>
public static class RegionDrawing
{
    private static readonly byte[] s_outer = [255, 255, 255], s_inner = [220, 20, 60];

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
        var place = box.Scaled(photoWidth > 0 ? photoWidth : picture.Width, photoHeight > 0 ? photoHeight : picture.Height, picture.Width, picture.Height);
        var copy = new RgbImage(picture.Width, picture.Height, [.. picture.Pixels]);
        var line = Math.Max(1, Math.Max(picture.Width, picture.Height) / 200);
        for (var i = 0; i < 3 * line; i++) // from outside in: white, red, white
            Frame(copy, place.Left + i, place.Top + i, place.Right - 1 - i, place.Bottom - 1 - i, i / line == 1 ? s_inner : s_outer);
        return copy;
    }

    private static void Frame(RgbImage image, int left, int top, int right, int bottom, byte[] color)
    {
        if (left > right || top > bottom) return;
        for (var x = left; x <= right; x++) { Set(image, x, top, color); Set(image, x, bottom, color); }
        for (var y = top; y <= bottom; y++) { Set(image, left, y, color); Set(image, right, y, color); }
    }

    private static void Set(RgbImage image, int x, int y, byte[] color)
    {
        if ((uint)x < (uint)image.Width && (uint)y < (uint)image.Height) color.CopyTo(image.Pixels.AsSpan((y * image.Width + x) * 3));
    }
}
