using System.Globalization;

namespace GarmentTools.Reports;

/// <summary>
/// The map of a catalog: a point for each garment. Without a script it is a picture with the names of the points in their tooltips.
/// </summary>
internal sealed class MapSection(CatalogReportData data, ReportNames names, PagePictures pictures)
{
    private const int Size = 1000, Margin = 30, Colors = 8;

    public void Write(PageFrame page)
    {
        var html = page.Section("map-section", "Map");
        html.Element("p", "Garments that look alike lie near each other. The axes mean nothing by themselves, nor do large distances.");
        if (page.HasScript)
        {
            html.Element("p", "Point at a garment to see it, click to see its neighbors; drag and scroll to move and zoom, photos appear " +
                "when few are left. With the keyboard: arrows go from garment to garment, Enter opens, + − 0 zoom.",
                ("class", "soft small screen"));
            html.Open("div", ("class", "controls")).Open("label").Text("Colors").Open("select", ("id", "color-by"));
            var i = 0;
            foreach (var name in GarmentTable.ColorNames(data)) html.Element("option", name, ("value", Text($"{i++}")));
            html.Close("select").Close("label").Raw("<button type=\"button\" id=\"zoom-in\">Zoom in</button><button type=\"button\" " +
                "id=\"zoom-out\">Zoom out</button><button type=\"button\" id=\"zoom-reset\">Whole map</button></div>");
        }
        html.Open("div", ("class", "map"), ("id", "map"))
            .Open("svg", ("viewBox", $"0 0 {Size} {Size}"), ("role", page.HasScript ? "application" : "img"),
                ("aria-label", Text($"Map of {data.Shown.Length:N0} garments")));
        for (var i = 0; i < data.Shown.Length; i++)
        {
            var point = data.Map.Points[data.Shown[i]];
            html.Open("circle", ("class", ColorOf(data.GroupOf[point.Garment.Id])), ("cx", At(point.X)), ("cy", At(1 - point.Y)),
                ("r", "6"),
                ("data-g", page.HasScript ? Text($"{i}") : null));
            if (!page.HasScript) html.Element("title", names.Of(point.Garment));
            html.Close("circle");
        }
        html.Raw("<g id=\"thumbs\">");
        if (!page.HasScript) WriteMedoids(html);
        html.Raw("</g></svg>");
        if (page.HasScript) html.Raw("<div class=\"tip\" hidden></div>");
        html.Close("div").Open("ul", ("class", "legend"), ("id", "map-legend"));
        foreach (var group in data.Groups.Take(Colors)) html.Open("li").Open("i", ("class", ColorOf(group.Number))).Close("i")
            .Text(Text($"Group {group.Number} ({group.Members.Count})")).Close("li");
        if (data.Groups.Count > Colors) html.Open("li").Open("i", ("class", "cx")).Close("i").Text("others").Close("li");
        html.Close("ul").Close("section");
    }

    // One photo per group, where it does not cover another.
    private void WriteMedoids(HtmlWriter html)
    {
        const int side = 70;
        var places = data.Map.Points.ToDictionary(p => p.Garment.Id);
        var taken = new List<(double X, double Y)>();
        foreach (var medoid in data.Groups.Select(group => places[group.Medoid.Id]))
        {
            var (x, y) = (Margin + medoid.X * (Size - 2 * Margin), Margin + (1 - medoid.Y) * (Size - 2 * Margin));
            if (taken.Any(t => Math.Abs(t.X - x) < side && Math.Abs(t.Y - y) < side)
                || pictures.Photos.Want(medoid.Garment.Path) is not { } symbol) continue;
            taken.Add((x, y));
            html.Open("use", ("href", "#" + symbol), ("x", Text($"{x - side / 2:0.#}")), ("y", Text($"{y - side / 2:0.#}")),
                ("width", Text($"{side}")),
                ("height", Text($"{side}"))).Close("use");
        }
    }

    private static string ColorOf(int group) => group <= Colors ? $"c{group - 1}" : "cx";

    private static string At(float place) => Text($"{Margin + place * (Size - 2 * Margin):0.#}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
