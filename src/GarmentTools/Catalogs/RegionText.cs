using System.Globalization;
using GarmentTools.Regions;

namespace GarmentTools.Catalogs;

/// <summary>A region as one line of text: <c>Name;Found;Left;Top;Width;Height;Score</c>.</summary>
internal static class RegionText
{
    public static string? Write(PhotoRegion? region) => region is null ? null
        : string.Create(CultureInfo.InvariantCulture,
            $"{region.Name};{(region.Found ? 1 : 0)};{region.Left};{region.Top};{region.Width};{region.Height};{region.Score}");

    public static PhotoRegion? Read(string? text)
    {
        if (text?.Split(';') is not [var name, var found, var left, var top, var width, var height, var score]) return null;
        return new PhotoRegion(name, found == "1", Int(left), Int(top), Int(width), Int(height), score.Length == 0 ? null
            : float.Parse(score, CultureInfo.InvariantCulture));
        static int Int(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
    }
}
