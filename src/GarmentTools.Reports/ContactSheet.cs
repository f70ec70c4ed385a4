using GarmentTools.Common;
using GarmentTools.Imaging;
using GarmentTools.Regions;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace GarmentTools.Reports;

/// <summary>A photo of a contact sheet, and what stands under it: digits only.</summary>
internal sealed record SheetPhoto(string? Path, string Label, bool Framed = false, PhotoRegion? Region = null);

/// <summary>Photos side by side in one PNG: a row for each query, group or worst query; the first photo of a row stands apart.</summary>
internal static class ContactSheet
{
    /// <summary>A sheet with more rows than this could not be opened by many programs.</summary>
    private const int MostRows = 120;
    private const int Gap = 8, LabelHeight = 22, Apart = 16, Scale = 2, FrameWidth = 4;
    private static readonly Rgb24 s_ground = new(255, 255, 255), s_empty = new(238, 238, 238), s_frame = new(0, 122, 61);

    public static byte[] Draw(IReadOnlyList<IReadOnlyList<SheetPhoto>> rows, int side, IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken)
    {
        rows = [.. rows.Take(MostRows)];
        var columns = Math.Max(1, rows.Max(row => row.Count));
        var (width, height) = (Gap + columns * (side + Gap) + Apart, Gap + rows.Count * (side + LabelHeight + Gap));
        using var sheet = new Image<Rgb24>(ImageSharpPictures.Configuration, width, height, s_ground);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var y = 0; y < rows.Count; y++)
        {
            var (row, tiles) = (rows[y], new Image<Rgb24>[rows[y].Count]);
            WorkThreads.For(tiles.Length, cancellationToken, x => tiles[x] = Tile(row[x], side));
            for (var x = 0; x < tiles.Length; x++)
            {
                var (left, top) = (Gap + x * (side + Gap) + (x > 0 ? Apart : 0), Gap + y * (side + LabelHeight + Gap));
                using (var tile = tiles[x]) sheet.Mutate(draw => draw.DrawImage(tile, new Point(left, top), opacity: 1));
                DigitFont.Draw(sheet, row[x].Label, left + Math.Max(0, (side - DigitFont.Width(row[x].Label, Scale)) / 2), top + side + 4,
                    Scale);
            }
            progress?.Report(new("Drawing the contact sheet", y + 1, rows.Count, clock.Elapsed));
        }
        return sheet.Encode(ImageFormat.Png);
    }

    private static Image<Rgb24> Tile(SheetPhoto photo, int side)
    {
        var tile = Picture(photo, side) ?? new Image<Rgb24>(ImageSharpPictures.Configuration, side, side, s_empty);
        if (photo.Framed) tile.ProcessPixelRows(rows =>
        {
            for (var i = 0; i < FrameWidth; i++) rows.DrawOutline(new Rectangle(i, i, side - 2 * i, side - 2 * i), s_frame);
        });
        return tile;
    }

    // No larger than it is, in the middle of a white square; null where it is gone or damaged.
    private static Image<Rgb24>? Picture(SheetPhoto photo, int side)
    {
        if (photo.Path is null || !File.Exists(photo.Path)) return null;
        try
        {
            var picture = ImageReader.Read(photo.Path, photo.Region is null ? side : null);
            if (photo.Region is { Found: true } region) picture = picture.DrawRegion(region);
            using var view = picture.View();
            return view.Clone(change => change.Resize(new ResizeOptions
            {
                Size = new Size(side, side),
                Mode = SixLabors.ImageSharp.Processing.ResizeMode.BoxPad,
                Sampler = KnownResamplers.Lanczos3,
                PadColor = s_ground,
            }));
        }
        catch (ImageException) { return null; }
    }
}
