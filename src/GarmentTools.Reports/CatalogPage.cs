using System.Globalization;
using GarmentTools.Catalogs;
using GarmentTools.Common;
using GarmentTools.Studies;

namespace GarmentTools.Reports;

/// <summary>The page on a catalog: figures, map, garments, groups, duplicates, outliers, what could not be read.</summary>
internal sealed class CatalogPage
{
    private const int MostPairs = 200, StripPhotos = 12, MostValues = 12, MostAttributeTables = 12;

    private readonly CatalogReportData _data;
    private readonly ReportOptions _options;
    private readonly ReportNames _names;
    private readonly PageFrame _page;
    private readonly PagePictures _pictures;
    private readonly Dictionary<long, int> _indexOf;

    public CatalogPage(CatalogReportData data, ReportOptions options)
    {
        var catalog = options.PathStyle == ReportPathStyle.None ? "the catalog" : System.IO.Path.GetFileName(data.Info.Path);
        (_data, _options, _names) = (data, options, new(options.PathStyle, data.Folder));
        _page = new(options.Title ?? $"Garments of {catalog}", options);
        var side = options.ThumbnailSize ?? (data.Shown.Length <= 500 ? 224 : data.Shown.Length <= 2000 ? 160 : 112);
        _pictures = new(new(side, side));
        _indexOf = data.Shown.Select((at, i) => (data.Garments[at].Id, i)).ToDictionary(x => x.Id, x => x.i);
    }

    public void Write(TextWriter writer, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        WriteSummary();
        new MapSection(_data, _names, _pictures).Write(_page);
        new GarmentTable(_data, _names, _pictures).Write(_page);
        WriteGroups();
        WriteDuplicates();
        WriteOutliers();
        WriteAttributes();
        WriteRejected();
        WriteAbout();
        var info = _data.Info;
        _page.Write(writer, string.Create(CultureInfo.InvariantCulture,
            $"{_data.Garments.Count:N0} garments, {_data.Insights.DistinctPhotos:N0} different photos, embedded " +
            $"with {info.Model}."),
            _page.HasScript ? GarmentTable.Data(_data, _names, _pictures.Photos) : null, _pictures.Photos, progress, cancellationToken);
    }

    private int? Index(Garment garment) => _page.HasScript && _indexOf.TryGetValue(garment.Id, out var index) ? index : null;

    private void WriteSummary()
    {
        var (html, info) = (_page.Section("summary", "Summary"), _data.Info);
        html.Open("ul", ("class", "tiles"));
        Tile(Text($"{_data.Garments.Count:N0}"), "garments");
        Tile(Text($"{_data.Garments.Select(g => g.Product).Where(p => p is not null).Distinct().Count():N0}"), "products");
        foreach (var domain in _data.Garments.GroupBy(g => g.Domain).OrderBy(d => d.Key, StringComparer.Ordinal))
            Tile(Text($"{domain.Count():N0}"),
            $"from {domain.Key}");
        Tile(Text($"{_data.Groups.Count:N0}"), "groups");
        Tile(Text($"{_data.Duplicates.Count(d => d.Kind == DuplicateKind.SameBytes):N0}"), "sets of equal bytes");
        Tile(Text($"{_data.Duplicates.Count(d => d.Kind == DuplicateKind.Near):N0}"), "sets of near-duplicates");
        Tile(Text($"{info.RejectedFiles:N0}"), "files that could not be read");
        html.Close("ul").Close("section");

        void Tile(string number, string what) => html.Open("li").Element("b", number).Element("span", what).Close("li");
    }

    private void WriteGroups()
    {
        var html = _page.Section("groups", "Groups");
        html.Element("p", "Garments that look alike. First comes the medoid, the garment that is nearest to all others of its group. The " +
            "least similarity is that of the two garments that are farthest apart; 1 is the same photo, 0 is unrelated.");
        foreach (var group in _data.Groups)
        {
            html.Open("div", ("class", "group"), ("id", Text($"group-{group.Number}"))).Open("div", ("class", "line")).Open("h3")
                .Text(Text($"Group {group.Number}: {group.Members.Count:N0} garment{(group.Members.Count == 1 ? "" : "s")}")).Close("h3");
            if (_page.HasScript)
                html.Element("button", "Show all", ("type", "button"), ("class", "act screen"),
                    ("data-show-group", Text($"{group.Number}")),
                ("aria-label", Text($"Show all garments of group {group.Number}")));
            html.Close("div").Open("p", ("class", "soft small"))
                .Text(Text($"least similarity {group.MinSimilarity:0.000}, mean distance to the medoid {group.MeanDistance:0.000}"));
            foreach (var trait in group.Traits) html.Text("; ").Foreign(trait.Name).Text(" ").Foreign(trait.Value)
                .Text(Text($" {trait.Share:P0} (overall {trait.Overall:P0})"));
            html.Close("p").Open("ul", ("class", "cards strip"));
            foreach (var member in group.Members.Take(StripPhotos))
            {
                html.Open("li");
                _pictures.Frame(html, member.Garment, _names.Of(member.Garment), Index(member.Garment));
                html.Close("li");
            }
            html.Close("ul");
            if (group.Members.Count > StripPhotos)
                html.Element("p", Text($"and {group.Members.Count - StripPhotos:N0} more"), ("class", "soft small"));
            html.Close("div");
        }
        html.Close("section");
    }

    private void WriteDuplicates()
    {
        var html = _page.Section("duplicates", "Duplicates");
        html.Element("p", string.Create(CultureInfo.InvariantCulture,
            $"Equal bytes first, then near-duplicates: photos of other bytes of which every two are within a distance " +
            $"of {_data.Options.Duplicates.MaxDistance:0.###}. The copy marked 'keep' is a proposal; nothing was removed. What is no " +
            $"duplicate can be decided to be different, and stays so."));
        if (_data.Duplicates.Count == 0) html.Element("p", "None were found.");
        foreach (var group in _data.Duplicates.Take(MostPairs))
        {
            var kind = group.Kind == DuplicateKind.SameBytes ? "Equal bytes" : group.Confirmed ? "Near-duplicates, decided to be the same"
                : "Near-duplicates";
            html.Open("div", ("class", "pair")).Element("h3",
                string.Create(CultureInfo.InvariantCulture, $"{group.Number}. " +
                $"{kind}{(group.Kind == DuplicateKind.Near ? Text($", least similarity {group.MinSimilarity:0.0000}") : "")}"))
                .Open("p", ("class", "small")).Text("Keep ").Foreign(_names.Of(group.Keep)).Text($": {group.Reason}.").Close("p")
                .Open("ul", ("class", "cards"));
            foreach (var member in group.Members)
            {
                html.Open("li", ("class", member.Keep ? "kept" : null));
                _pictures.Frame(html, member.Garment, _names.Of(member.Garment), Index(member.Garment));
                html.Open("div", ("class", "line")).Element("span", member.Keep ? "\u2713 keep" : "copy",
                    ("class", member.Keep ? "tag keep" : "tag drop"))
                    .Element("span", Text($"#{member.Garment.Id}"), ("class", "soft")).Close("div");
                html.Foreign(_names.Of(member.Garment)).Open("div", ("class", "soft"))
                    .Text(member.Width > 0 ? Text($"{member.Width} × {member.Height}, {member.FileBytes / 1024.0:N0} KB")
                        : "photo not there");
                if (!member.Keep) html.Text(Text($", distance {member.Distance:0.0000}"));
                html.Close("div").Close("li");
            }
            html.Close("ul").Close("div");
        }
        if (_data.Duplicates.Count > MostPairs)
            html.Element("p", Text($"And {_data.Duplicates.Count - MostPairs:N0} more, which are not shown here."));
        html.Close("section");
    }

    private void WriteOutliers()
    {
        var html = _page.Section("outliers", "Outliers");
        html.Element("p", string.Create(CultureInfo.InvariantCulture,
            $"The garments farthest from all others, by the mean distance to their {_data.Options.Outliers.Neighbors} " +
            $"nearest: wrong or damaged photos, or what there is only one of."));
        html.Open("ul", ("class", "cards"));
        foreach (var outlier in _data.Outliers)
        {
            html.Open("li");
            _pictures.Frame(html, outlier.Garment, _names.Of(outlier.Garment), Index(outlier.Garment));
            html.Foreign(_names.Of(outlier.Garment)).Open("div", ("class", "soft"))
                .Text(Text($"distance {outlier.Distance:0.000}, {outlier.Ratio:0.0} times the median")).Close("div").Close("li");
        }
        html.Close("ul").Close("section");
    }

    private void WriteAttributes()
    {
        if (_data.Attributes.Length == 0) return;
        var html = _page.Section("attributes", "Attributes");
        html.Open("div", ("class", "columns"));
        foreach (var name in _data.Attributes.Take(MostAttributeTables))
        {
            var values = _data.Garments.Select(g => g.Attributes.GetValueOrDefault(name)).Where(v => v is not null)
                .GroupBy(v => v!, StringComparer.OrdinalIgnoreCase)
                .Select(v => (Value: v.Key, Count: v.Count())).OrderByDescending(v => v.Count)
                    .ThenBy(v => v.Value, StringComparer.OrdinalIgnoreCase).ToList();
            html.Open("div", ("class", "scroll")).Open("table").Open("caption").Foreign(name)
                .Text(Text($": {values.Sum(v => v.Count):N0} garments, {values.Count:N0} values")).Close("caption")
                .Raw("<thead><tr><th scope=\"col\">Value</th><th scope=\"col\" class=\"num\">Garments</th><th " +
                    "scope=\"col\">Share</th></tr></thead><tbody>");
            foreach (var (value, count) in values.Take(MostValues))
            {
                html.Open("tr").Open("th", ("scope", "row")).Foreign(value).Close("th").Element("td", Text($"{count:N0}"), ("class", "num"))
                    .Open("td");
                SvgChart.Bar(html, (double)count / _data.Garments.Count);
                html.Text(Text($" {(double)count / _data.Garments.Count:P1}")).Close("td").Close("tr");
            }
            if (values.Count > MostValues)
                html.Open("tr").Element("td", Text($"{values.Count - MostValues:N0} more"), ("colspan", "3"), ("class", "soft"))
                .Close("tr");
            html.Raw("</tbody>").Close("table").Close("div");
        }
        html.Close("div").Close("section");
    }

    private void WriteRejected()
    {
        if (_data.Rejected.Count == 0) return;
        var html = _page.Section("rejected", "Files that could not be read");
        html.Raw("<div class=\"scroll\"><table><thead><tr><th scope=\"col\">File</th><th scope=\"col\">Reason</th></tr></thead><tbody>");
        foreach (var file in _data.Rejected.Take(MostPairs).Select(_names.Row))
            html.Open("tr").Open("th", ("scope", "row")).Foreign(file.Path).Close("th").Open("td").Foreign(file.Reason).Close("td")
                .Close("tr");
        html.Raw("</tbody></table></div>");
        if (_data.Rejected.Count > MostPairs) html.Element("p", Text($"And {_data.Rejected.Count - MostPairs:N0} more."));
        html.Close("section");
    }

    private void WriteAbout()
    {
        var (html, info, insights) = (_page.Section("about", "How to read this"), _data.Info, _data.Options.Insights);
        html.Open("dl", ("class", "facts"));
        Fact("Distance", insights.Metric is { } metric ? Text($"1 − cosine under a learned metric (K {metric.Components}), 0 to 2")
            : "1 − cosine of the embeddings: 0 for the same photo, 1 for unrelated, 2 at most");
        Fact("Model", $"{info.Model}, output {insights.Output ?? insights.Metric?.Output ?? info.Outputs.Keys.First()}, region " +
            $"{info.Region}, fingerprint {info.Fingerprint[..Math.Min(12, info.Fingerprint.Length)]}…");
        if (insights.Filter is { } filter) Fact("Filter", filter.Text);
        var method = _data.Options.Groups.Method switch
        {
            GroupMethod.Medoids => "medoids",
            null => "complete link, or medoids in a large catalog",
            _ => "complete link",
        };
        Fact("Groups", _data.Options.Groups is { MaxDistance: { } most }
            ? Text($"complete link up to the distance {most:0.###}")
            : Text($"{_data.Groups.Count} by {method}"));
        Fact("Map", string.Create(CultureInfo.InvariantCulture, $"neighbors stay near, large distances and the axes mean nothing; " +
            $"{_data.Map.NeighborsKept:P0} of each photo's " +
            $"10 nearest are among its 10 nearest on the map"));
        if (_data.Shown.Length < _data.Garments.Count) Fact("Shown",
            string.Create(CultureInfo.InvariantCulture, $"table and map show {_data.Shown.Length:N0} of the {_data.Garments.Count:N0} " +
            $"garments, evenly drawn; all figures are " +
            $"of all garments"));
        html.Close("dl").Close("section");

        void Fact(string name, string value) => html.Element("dt", name).Open("dd").Foreign(value).Close("dd");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
