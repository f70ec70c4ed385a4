using System.Text.Json.Nodes;
using GarmentTools.Catalogs;
using GarmentTools.Common;
using GarmentTools.Imaging;
using GarmentTools.Studies;

namespace GarmentTools.Rendering;

public static partial class Charts
{
    private const int ThumbnailSide = 72, MostThumbnails = 2000, ThumbnailQuality = 60;

    /// <summary>A map of the catalog: garments that lie near each other look alike. In a browser the pointer shows a garment's picture.</summary>
    /// <param name="map">Where the garments lie.</param>
    /// <param name="groups">Groups, each in a color and a sign of its own; null for none.</param>
    /// <param name="thumbnails">Whether pictures go into the chart (about 2 KB each, of the first 2,000 garments); else only names do. Default true.</param>
    /// <exception cref="UsageException">The map is empty.</exception>
    public static PlotlyChart Map(GarmentMap map, IReadOnlyList<GarmentGroup>? groups = null, bool thumbnails = true)
    {
        if (map.Points.Count == 0) throw new UsageException("The map has no garments. Index a folder of photos first.");
        var groupOf = (groups ?? []).SelectMany(g => g.Members.Select(m => (m.Garment.Id, g.Number))).ToDictionary(m => m.Id, m => m.Number);
        var parts = map.Points.Select((point, i) => (point, i)).GroupBy(p => groupOf.GetValueOrDefault(p.point.Garment.Id)).OrderBy(g => g.Key).ToList();
        var data = new JsonArray();
        foreach (var (part, color) in parts.Select((g, i) => (g, i)))
        {
            var name = part.Key == 0 ? "no group" : $"group {part.Key}: {Label(groups!.First(g => g.Number == part.Key))}";
            data.Add(new JsonObject
            {
                ["type"] = "scatter",
                ["mode"] = "markers",
                ["name"] = Html.Encode(name), // plotly.js reads some HTML in texts
                ["x"] = ChartParts.Numbers(part.Select(p => (double)p.point.X)),
                ["y"] = ChartParts.Numbers(part.Select(p => (double)p.point.Y)),
                ["text"] = ChartParts.Texts(part.Select(p => Html.Encode(p.point.Garment.Path))),
                ["customdata"] = new JsonArray([.. part.Select(p => (JsonNode)p.i)]),
                ["hovertemplate"] = "%{text}<extra></extra>",
                // More groups than colors are told apart by their sign.
                ["marker"] = new JsonObject { ["color"] = ChartParts.Color(color), ["size"] = 8, ["symbol"] = color / 8 % 10 },
            });
        }
        var layout = new JsonObject
        {
            ["xaxis"] = new JsonObject { ["showticklabels"] = false, ["zeroline"] = false },
            ["yaxis"] = new JsonObject { ["showticklabels"] = false, ["zeroline"] = false, ["scaleanchor"] = "x" },
            ["hovermode"] = "closest",
            ["height"] = 600,
            ["showlegend"] = parts.Count > 1,
        };
        return new($"Map of {map.Points.Count} garments", data, layout, $"{map.Points.Count} garments in {parts.Count} {(parts.Count == 1 ? "group" : "groups")}",
            thumbnails ? [.. map.Points.Take(MostThumbnails).Select(p => Picture(p.Garment.FullPath))] : []);
    }

    // What most of its members have in common, else the garment in its middle.
    private static string Label(GarmentGroup group) => group.Traits.Count > 0
        ? string.Join(", ", group.Traits.Take(2).Select(t => t.Value))
        : Path.GetFileNameWithoutExtension(group.Medoid.Path);

    // A picture that cannot be read leaves its place empty, so that the places of the others stay.
    private static string Picture(ImageSource photo)
    {
        try { return Thumbnail.Address(ImageReader.Read(photo, ThumbnailSide), ThumbnailQuality); }
        catch (ImageException) { return ""; }
    }
}
