using GarmentTools.Common;
using GarmentTools.Imaging;
using GarmentTools.Interactive.Charting;
using GarmentTools.Interactive.Rendering;
using GarmentTools.Studies;
using Plotly.NET;
using Plotly.NET.CSharp;
using Plotly.NET.TraceObjects;
using Chart = Plotly.NET.CSharp.Chart;

namespace GarmentTools.Interactive;

public static partial class Charts
{
    private const int ThumbnailSide = 72, MostThumbnails = 2000;

    /// <summary>A map of the catalog: garments that lie near each other look alike. In a browser the pointer shows a picture.</summary>
    /// <param name="map">Where the garments lie.</param>
    /// <param name="groups">Groups, each in a color and a sign of its own; null for none.</param>
    /// <param name="thumbnails">Whether pictures go into the chart (about 2 KB each, of the first 2,000 garments);
    /// else only names do. Default true.</param>
    /// <exception cref="UsageException">The map is empty.</exception>
    public static GenericChart Map(GarmentMap map, IReadOnlyList<GarmentGroup>? groups = null, bool thumbnails = true)
    {
        if (map.Points.Count == 0) throw new UsageException("The map has no garments. Index a folder of photos first.");
        var groupOf = (groups ?? []).SelectMany(g => g.Members.Select(m => (m.Garment.Id, g.Number)))
            .ToDictionary(m => m.Id, m => m.Number);
        var parts = map.Points.Select((point, i) => (point, i))
            .GroupBy(p => groupOf.GetValueOrDefault(p.point.Garment.Id)).OrderBy(g => g.Key).ToList();
        var pictures = map.Points.Take(thumbnails ? MostThumbnails : 0)
            .Select(p => Thumbnail.Address(p.Garment.Path, ThumbnailSide)).ToList();
        var signs = new List<GenericChart>();
        foreach (var (part, number) in parts.Select((g, i) => (g, i)))
        {
            var name = part.Key == 0 ? "no group" : $"group {part.Key}: {Label(groups!.First(g => g.Number == part.Key))}";
            // More groups than colors are told apart by their sign.
            var symbol = number / ChartParts.Colors % 10;
            var marker = ChartParts.Part<Marker>(("color", ChartParts.ColorOf(number)), ("size", 8), ("symbol", symbol));
            var sign = Chart.Point<double, double, string>(
                ChartParts.Numbers(part.Select(p => (double)p.point.X)), ChartParts.Numbers(part.Select(p => (double)p.point.Y)),
                Name: Html.Encode(name), Marker: marker, UseDefaults: false) // plotly.js reads some HTML in texts
                .With("text", part.Select(p => Html.Encode(p.point.Garment.CatalogPath)).ToArray())
                .With("hovertemplate", "%{text}<extra></extra>");
            // A picture that cannot be read leaves its place empty, so that the places of the others stay.
            var shown = part.Select(p => p.i < pictures.Count ? pictures[p.i] ?? "" : "").ToArray();
            if (thumbnails) sign.With(ChartParts.Meta, new Dictionary<string, string[]> { [ChartParts.PicturesKey] = shown });
            signs.Add(sign);
        }
        var text = $"{map.Points.Count} garments in {parts.Count} {(parts.Count == 1 ? "group" : "groups")}";
        var chart = ChartParts.Finish(signs, $"Map of {map.Points.Count} garments", text, height: 600);
        chart.Bare("xaxis");
        chart.Bare("yaxis").SetProperty("scaleanchor", "x");
        chart.GetLayout().SetProperty("showlegend", parts.Count > 1);
        return chart;
    }

    // What most of its members have in common, else the garment in its middle.
    private static string Label(GarmentGroup group) => group.Traits.Count > 0
        ? string.Join(", ", group.Traits.Take(2).Select(t => t.Value))
        : Path.GetFileNameWithoutExtension(group.Medoid.CatalogPath);
}
