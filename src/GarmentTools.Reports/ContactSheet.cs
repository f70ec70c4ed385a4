using GarmentTools.Common;
using GarmentTools.Imaging;
using GarmentTools.Regions;

namespace GarmentTools.Reports;

/// <summary>A photo of a contact sheet, and what stands under it: digits only.</summary>
internal sealed record SheetPhoto(string? Path, string Label, bool Framed = false, PhotoRegion? Region = null);

/// <summary>Photos side by side in one PNG: a row for each query, group or worst query; the first photo of a row stands apart.</summary>
internal static class ContactSheet
{
    /// <summary>A sheet with more rows than this could not be opened by many programs.</summary>
    private const int MostRows = 120;
    private const int Gap = 8, LabelHeight = 22, Apart = 16, Scale = 2;
    private static readonly byte[] s_frame = [0, 122, 61];

    public static byte[] Draw(IReadOnlyList<IReadOnlyList<SheetPhoto>> rows, int side, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        rows = [.. rows.Take(MostRows)];
        var columns = Math.Max(1, rows.Max(row => row.Count));
        var (width, height) = (Gap + columns * (side + Gap) + Apart, Gap + rows.Count * (side + LabelHeight + Gap));
        var sheet = RgbImageOperations.Blank(width, height);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var y = 0; y < rows.Count; y++)
        {
            var (row, tiles) = (rows[y], new RgbImage[rows[y].Count]);
            WorkThreads.For(tiles.Length, cancellationToken, x => tiles[x] = Tile(row[x], side));
            for (var x = 0; x < tiles.Length; x++)
            {
                var (left, top) = (Gap + x * (side + Gap) + (x > 0 ? Apart : 0), Gap + y * (side + LabelHeight + Gap));
                sheet.Paste(tiles[x], left, top);
                DigitFont.Draw(sheet, row[x].Label, left + Math.Max(0, (side - DigitFont.Width(row[x].Label, Scale)) / 2), top + side + 4, Scale);
            }
            progress?.Report(new("Drawing the contact sheet", y + 1, rows.Count, clock.Elapsed));
        }
        return sheet.Encode(ImageFormat.Png);
    }

    private static RgbImage Tile(SheetPhoto photo, int side)
    {
        var tile = RgbImageOperations.Blank(side, side, [238, 238, 238]);
        try
        {
            if (photo.Path is not null && File.Exists(photo.Path))
            {
                var picture = ImageReader.Read(photo.Path, photo.Region is null ? side : null);
                if (photo.Region is { Found: true } region) picture = picture.DrawRegion(region);
                tile = picture.ShrinkTo(side).PadTo(side, side);
            }
        }
        catch (ImageException) { } // gone or damaged: an empty place
        if (!photo.Framed) return tile;
        for (var i = 0; i < side; i++)
            for (var line = 0; line < 4; line++)
                foreach (var (x, y) in ((int, int)[])[(i, line), (i, side - 1 - line), (line, i),
                    (side - 1 - line, i)]) s_frame.CopyTo(tile.Pixels.AsSpan((y * side + x) * 3));
        return tile;
    }
}
