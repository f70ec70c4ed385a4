using System.Text.Json.Nodes;

namespace GarmentTools;

/// <summary>A point of a map.</summary>
/// <param name="X">Its place to the right.</param>
/// <param name="Y">Its place upward.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Group">What it belongs to; points of a group have one colour.</param>
/// <param name="Photo">Its picture; null for none.</param>
public sealed record MapPoint(double X, double Y, string Name, string Group = "", ImageSource? Photo = null);

public static partial class Charts
{
    private const int ThumbnailSide = 72, MostThumbnails = 2000, ThumbnailQuality = 60;

    /// <summary>A map: points that lie near each other look alike. In a browser the pointer shows a point's picture.</summary>
    /// <param name="points">The points. Pictures are shown of the first 2,000.</param>
    /// <param name="title">What it shows.</param>
    /// <exception cref="UsageException">There are no points.</exception>
    public static PlotlyChart Map(IReadOnlyList<MapPoint> points, string title = "Map of the catalog")
    {
        if (points.Count == 0) throw new UsageException("A map needs at least one point; found none.");
        var groups = points.Select((point, i) => (point, i)).GroupBy(p => p.point.Group).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        var data = new JsonArray();
        foreach (var (group, color) in groups.Select((g, i) => (g, i)))
            data.Add(new JsonObject
            {
                ["type"] = "scatter",
                ["mode"] = "markers",
                ["name"] = group.Key,
                ["x"] = ChartParts.Numbers(group.Select(p => p.point.X)),
                ["y"] = ChartParts.Numbers(group.Select(p => p.point.Y)),
                ["text"] = ChartParts.Texts(group.Select(p => p.point.Name)),
                ["customdata"] = new JsonArray([.. group.Select(p => (JsonNode)p.i)]),
                ["hovertemplate"] = "%{text}<extra>" + Html.Encode(group.Key) + "</extra>",
                // More groups than colours are told apart by their sign.
                ["marker"] = new JsonObject { ["color"] = ChartParts.Color(color), ["size"] = 8, ["symbol"] = color / 8 % 10 },
            });
        var layout = new JsonObject
        {
            ["xaxis"] = new JsonObject { ["showticklabels"] = false, ["zeroline"] = false },
            ["yaxis"] = new JsonObject { ["showticklabels"] = false, ["zeroline"] = false },
            ["hovermode"] = "closest",
            ["height"] = 600,
            ["showlegend"] = groups.Count > 1,
        };
        // A picture that cannot be read leaves its place empty, so that the places of the others stay.
        var pictures = points.Any(p => p.Photo is not null) ? points.Take(MostThumbnails).Select(p => Picture(p.Photo)).ToList() : [];
        return new(title, data, layout, $"{points.Count} points in {groups.Count} {(groups.Count == 1 ? "group" : "groups")}", pictures);
    }

    private static string Picture(ImageSource? photo)
    {
        if (photo is null) return "";
        try { return Thumbnail.Address(ImageReader.Read(photo, ThumbnailSide), ThumbnailQuality); }
        catch (ImageException) { return ""; }
    }
}
