using System.Globalization;
using GarmentTools.Catalogs;
using GarmentTools.Common;

namespace GarmentTools.Reports;

/// <summary>
/// The table of the garments of a catalog, which the page can sort, filter, and show as pictures; and what its script knows of each
/// garment.
/// </summary>
internal sealed class GarmentTable(CatalogReportData data, ReportNames names, PagePictures pictures)
{
    private const int MostOptions = 60, NeighborsWithoutScript = 5;

    /// <summary>A garment for the script.</summary>
    private sealed record Entry(string Name, string? Photo, string Caption, Dictionary<string, string> Facts, object[][] Near,
        string[] Colors);

    public void Write(PageFrame page)
    {
        var html = page.Section("garments", "Garments");
        if (page.HasScript) WriteControls(html);
        html.Open("div", ("class", "scroll")).Open("table", ("class", page.HasScript ? "list grid" : "list")).Raw("<thead><tr>");
        foreach (var (title, number) in Columns())
        {
            html.Open("th", ("scope", "col"), ("class", number ? "num" : null));
            if (page.HasScript && title.Length > 0 && title != "Photo")
                html.Open("button", ("type", "button"), ("data-sort", "")).Text(title).Close("button");
            else html.Text(title);
            html.Close("th");
        }
        if (!page.HasScript) html.Raw("<th scope=\"col\">Neighbors</th>");
        html.Raw("</tr></thead><tbody id=\"rows\">\n");
        for (var i = 0; i < data.Shown.Length; i++) WriteRow(page, html, i);
        html.Raw("</tbody>").Close("table").Close("div").Close("section");
    }

    /// <summary>By what the points of the map can be colored.</summary>
    public static IEnumerable<string> ColorNames(CatalogReportData data) => ["Group", "Domain", .. data.Attributes];

    /// <summary>What the script knows.</summary>
    public static object Data(CatalogReportData data, ReportNames names, ThumbnailSet photos)
    {
        var indexOf = data.Shown.Select((at, i) => (data.Garments[at].Id, i)).ToDictionary(x => x.Id, x => x.i);
        return new
        {
            Keys = ColorNames(data),
            NearTitle = "Nearest garments",
            Medoids = data.Groups.Where(group => indexOf.ContainsKey(group.Medoid.Id)).Select(group => indexOf[group.Medoid.Id]),
            Garments = data.Shown.Select(at =>
            {
                var garment = data.Garments[at];
                var facts = new Dictionary<string, string>
                {
                    ["Id"] = Text($"{garment.Id}"),
                    ["Domain"] = garment.Domain,
                    ["Group"] = Text($"{data.GroupOf[garment.Id]}")
                };
                if (garment.Product is { } product) facts["Product"] = PrintableText.Line(product);
                foreach (var (name, value) in garment.Attributes) facts.TryAdd(PrintableText.Line(name), PrintableText.Line(value));
                return new Entry(PrintableText.Line(names.Of(garment)), photos.Want(garment.Path),
                    PrintableText.Line(Caption(garment, data.GroupOf[garment.Id])),
                    facts,
                    [.. data.Neighbors[at].Where(n => indexOf.ContainsKey(n.Garment.Id))
                        .Select(n => new object[] { indexOf[n.Garment.Id], Math.Round(n.Distance, 4) })],
                    [.. Values(garment).Select(value => PrintableText.Line(value ?? ""))]);
            }).ToArray(),
        };

        IEnumerable<string?> Values(Garment garment) => [$"Group {data.GroupOf[garment.Id]}", garment.Domain,
            .. data.Attributes.Select(name => garment.Attributes.GetValueOrDefault(name))];
    }

    private static string Caption(Garment garment, int group) =>
        string.Join(", ", [.. garment.Attributes.Values.Take(4), garment.Product is { } product ? product : "", $"group {group}"])
        .Replace(", , ", ", ", StringComparison.Ordinal).TrimStart(',', ' ');

    private IEnumerable<(string Title, bool Number)> Columns() =>
        [("Photo", false), ("Name", false), ("Id", true), ("Domain", false), ("Product", false), ("Group", true),
            .. data.Attributes.Select(name => (name, false)), ("Nearest", true)];

    private void WriteControls(HtmlWriter html)
    {
        html.Raw("<div class=\"controls\" data-for=\"#rows\" hidden><label>Filter<input type=\"search\" placeholder=\"any words\" " +
            "autocomplete=\"off\"></label>");
        Facet("group", "Group", [.. data.Groups.Take(MostOptions).Select(group =>
            (Text($"{group.Number}"), Text($"{group.Number} ({group.Members.Count})")))]);
        Facet("domain", "Domain", Options(garment => garment.Domain));
        for (var i = 0; i < data.Attributes.Length; i++)
        {
            var name = data.Attributes[i];
            Facet(Text($"a{i}"), name, Options(garment => garment.Attributes.GetValueOrDefault(name)));
        }
        html.Raw("<button type=\"button\" data-view>Show as table</button>");
        html.Open("label").Text("Sort").Open("select", ("data-order", ""));
        var column = 0;
        foreach (var (title, _) in Columns())
        {
            if (column++ == 0) continue;
            html.Element("option", title, ("value", Text($"{column - 1} up")), ("selected", title == "Id" ? "" : null));
            if (title == "Nearest") html.Element("option", "Nearest, farthest first", ("value", Text($"{column - 1} down")));
        }
        html.Raw("</select></label><output></output></div>");

        void Facet(string facet, string title, IReadOnlyList<(string Value, string Text)> options)
        {
            if (options.Count < 2) return;
            html.Open("label").Text(title).Open("select", ("data-facet", facet)).Raw("<option value=\"\">all</option>");
            foreach (var (value, text) in options) html.Element("option", text, ("value", value));
            html.Close("select").Close("label");
        }
    }

    // Of an attribute with many values (a price) a list would be of no help; words of the filter find them.
    private List<(string, string)> Options(Func<Garment, string?> value)
    {
        var values = data.Shown.Select(at => value(data.Garments[at])).Where(v => v is not null).GroupBy(v => v!).ToList();
        return values.Count > MostOptions ? [] : [.. values.OrderBy(v => v.Key, StringComparer.OrdinalIgnoreCase)
            .Select(v => (PrintableText.Line(v.Key), Text($"{v.Key} ({v.Count()})")))];
    }

    private void WriteRow(PageFrame page, HtmlWriter html, int index)
    {
        var garment = data.Garments[data.Shown[index]];
        var (name, group, neighbors) = (names.Of(garment), Text($"{data.GroupOf[garment.Id]}"), data.Neighbors[data.Shown[index]]);
        var facets = new List<(string, string?)> { ("id", page.HasScript ? null : Text($"g{garment.Id}")) };
        if (page.HasScript)
        {
            facets.AddRange([("data-i", Text($"{index}")), ("data-f-group", group), ("data-f-domain", garment.Domain)]);
            facets.AddRange(data.Attributes.Select((attribute, i) => (Text($"data-f-a{i}"),
                garment.Attributes.GetValueOrDefault(attribute))));
        }
        html.Open("tr", [.. facets]);
        pictures.Frame(html, garment, name, page.HasScript ? index : null, "td");
        html.Open("th", ("scope", "row"), ("class", "main")).Foreign(name).Close("th")
            .Element("td", Text($"{garment.Id}"), ("class", "num"))
            .Element("td", garment.Domain);
        Cell(garment.Product);
        html.Element("td", group, ("class", "num"));
        foreach (var attribute in data.Attributes) Cell(garment.Attributes.GetValueOrDefault(attribute));
        html.Element("td", neighbors.Count > 0 ? HtmlWriter.Number(neighbors[0].Distance) : "", ("class", "num"));
        if (!page.HasScript)
        {
            html.Open("td");
            foreach (var neighbor in neighbors.Take(NeighborsWithoutScript)) html.Element("a", Text($"{neighbor.Garment.Id}"),
                ("href", Text($"#g{neighbor.Garment.Id}")), ("title", names.Of(neighbor.Garment))).Text(" ");
            html.Close("td");
        }
        html.Close("tr");

        void Cell(string? text)
        {
            html.Open("td");
            if (!string.IsNullOrEmpty(text)) html.Foreign(text);
            html.Close("td");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
