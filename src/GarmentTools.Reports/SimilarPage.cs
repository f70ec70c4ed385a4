using System.Globalization;
using GarmentTools.Catalogs;
using GarmentTools.Common;
using GarmentTools.Regions;

namespace GarmentTools.Reports;

/// <summary>The page on queries: each photo that was asked about, with its region drawn in, and the garments that were found.</summary>
internal sealed class SimilarPage
{
    private readonly IReadOnlyList<SimilarResult> _results;
    private readonly ReportNames _names;
    private readonly PageFrame _page;
    private readonly PagePictures _pictures;
    private readonly List<object> _entries = [];
    private readonly string[] _attributes;
    private readonly Func<long, Garment?> _find;

    public SimilarPage(IReadOnlyList<SimilarResult> results, ReportOptions options, string? folder, Func<long, Garment?> find)
    {
        (_results, _names, _find) = (results, new(options.PathStyle, folder), find);
        var queries = results.Count == 1 ? "one photo" : $"{results.Count:N0} photos";
        _page = new(options.Title ?? $"Garments similar to {queries}", options);
        var photos = results.SelectMany(r => r.Neighbors.Select(n => n.Garment.Sha256)).Distinct().Count();
        var side = options.ThumbnailSize ?? (photos <= 500 ? 224 : photos <= 2000 ? 160 : 112);
        _pictures = new(new(side, Math.Max(side, results.Count <= 50 ? 480 : 320)));
        _attributes = [.. results.SelectMany(r => r.Neighbors).SelectMany(n => n.Garment.Attributes.Keys)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase).Take(8)];
    }

    public void Write(TextWriter writer, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var html = _page.Section("results", "Results");
        html.Element("p", "For each photo the nearest garments, nearest first. Distance: 0 for the same photo, about 1 for unrelated, 2 " +
            "at most. The red frame is the part of the photo that was compared.");
        if (_page.HasScript) WriteControls(html);
        for (var i = 0; i < _results.Count; i++) WriteQuery(html, _results[i], i + 1);
        html.Close("section");
        var first = _results[0];
        _page.Write(writer, Text($"{_results.Sum(r => r.Neighbors.Count):N0} garments found among {first.CatalogSize:N0}."),
            _page.HasScript ? new { Keys = _attributes, NearTitle = "Found for", Garments = _entries } : null, _pictures.Photos, progress,
            cancellationToken);
    }

    private void WriteControls(HtmlWriter html)
    {
        html.Raw("<div class=\"controls\" data-for=\"ul.found\" hidden><label>Filter<input type=\"search\" placeholder=\"any words\" " +
            "autocomplete=\"off\"></label>");
        for (var i = 0; i < _attributes.Length; i++)
        {
            var name = _attributes[i];
            var values = _results.SelectMany(r => r.Neighbors).Select(n => n.Garment.Attributes.GetValueOrDefault(name))
                .Where(v => v is not null)
                .GroupBy(v => v!).OrderBy(v => v.Key, StringComparer.OrdinalIgnoreCase).ToList();
            if (values.Count is < 2 or > 60) continue;
            html.Open("label").Foreign(name).Open("select", ("data-facet", Text($"a{i}"))).Raw("<option value=\"\">all</option>");
            foreach (var value in values)
                html.Element("option", Text($"{value.Key} ({value.Count()})"), ("value", PrintableText.Line(value.Key)));
            html.Close("select").Close("label");
        }
        html.Raw("<label>Sort<select data-order><option value=\"rank up\">Rank</option><option value=\"rank down\">Rank, last " +
            "first</option><option value=\"name up\">Name</option><option value=\"product " +
            "up\">Product</option></select></label><output></output></div>");
    }

    private void WriteQuery(HtmlWriter html, SimilarResult result, int place)
    {
        var queries = result.Query.Select((query, i) => (Name: NameOf(query, place), Path: PathOf(query), Region: i < result.Regions.Count
            ? result.Regions[i]
            : null)).ToList();
        var id = Text($"q{place}");
        html.Open("article", ("class", "group"), ("aria-labelledby", id)).Open("div", ("class", "query")).Open("div");
        html.Open("h3", ("id", id)).Foreign(string.Join(", ", queries.Select(q => q.Name))).Close("h3");
        foreach (var (name, path, region) in queries)
        {
            html.Open("div", ("class", "frame big"));
            _pictures.Write(html, path, region is { Found: true } ? $"Query photo {name}, the part that was compared is framed"
                : $"Query photo {name}",
                large: true, region);
            html.Close("div").Element("p", Describe(region), ("class", "soft small"));
        }
        html.Close("div").Open("div");
        if (result.Neighbors.Count == 0) html.Element("p", result.NoConfidentMatch
            ? "No confident match: no garment is likely enough to be the query's product." : "No match.");
        html.Open("ul", ("class", "cards found"));
        foreach (var neighbor in result.Neighbors) WriteNeighbor(html, neighbor, queries.Select(q => q.Name).First());
        html.Close("ul").Element("p", string.Create(CultureInfo.InvariantCulture, $"Of {result.Candidates:N0} garments that were " +
            $"compared{(result.Candidates < result.CatalogSize ? Text($", of {result.CatalogSize:N0} in the catalog") : "")}."),
            ("class", "soft small"))
            .Close("div").Close("div").Close("article");
    }

    private void WriteNeighbor(HtmlWriter html, Neighbor neighbor, string query)
    {
        var (garment, name) = (neighbor.Garment, _names.Of(neighbor.Garment));
        List<(string, string?)> attributes = [.. _attributes.Select((attribute, i) =>
            (Text($"data-f-a{i}"), garment.Attributes.GetValueOrDefault(attribute)))];
        html.Open("li", [.. attributes]);
        _pictures.Frame(html, garment, name, _page.HasScript ? _entries.Count : null);
        html.Open("div", ("class", "line")).Element("b", Text($"{neighbor.Rank}"), ("data-k", "rank"))
            .Element("span", Text($"distance {neighbor.Distance:0.0000}")).Close("div")
            .Element("bdi", name, ("data-k", "name"));
        if (neighbor.Duplicate) html.Open("div").Element("span", "same bytes", ("class", "tag")).Close("div");
        html.Open("dl");
        if (neighbor.Probability is { } probability) html.Element("dt", "likely").Element("dd", Text($"{probability:P0}"));
        if (garment.Product is { } product) html.Element("dt", "product").Open("dd", ("data-k", "product")).Foreign(product).Close("dd");
        foreach (var (attribute, value) in garment.Attributes.Take(6))
            html.Open("dt").Foreign(attribute).Close("dt").Open("dd").Foreign(value).Close("dd");
        html.Close("dl").Close("li");
        if (!_page.HasScript) return;
        var facts = new Dictionary<string, string>
        {
            ["Found for"] = PrintableText.Line(query),
            ["Rank"] = Text($"{neighbor.Rank}"),
            ["Distance"] = Text($"{neighbor.Distance:0.0000}"),
            ["Id"] = Text($"{garment.Id}"),
            ["Domain"] = garment.Domain
        };
        if (garment.Product is { } named) facts["Product"] = PrintableText.Line(named);
        foreach (var (attribute, value) in garment.Attributes) facts.TryAdd(PrintableText.Line(attribute), PrintableText.Line(value));
        _entries.Add(new
        {
            Name = PrintableText.Line(name),
            Photo = _pictures.Photos.Want(garment.Path),
            Caption = "",
            Facts = facts,
            Near = Array.Empty<object>()
        });
    }

    // A query by id is a garment of the catalog.
    private Garment? GarmentOf(string query) =>
        query.StartsWith('#') && long.TryParse(query.AsSpan(1), CultureInfo.InvariantCulture, out var id) ? _find(id)
        : null;

    private string? PathOf(string query) => query.StartsWith('#') ? GarmentOf(query)?.Path : query;

    private string NameOf(string query, int place) => GarmentOf(query) is { } garment ? _names.Of(garment) : _names.OfQuery(query, place);

    private static string Describe(PhotoRegion? region) => region switch
    {
        null => "compared: the whole photo",
        { Found: false } => $"{region.Name}: nobody was found, so the whole photo was compared",
        _ => string.Create(CultureInfo.InvariantCulture, $"compared: {region.Name}, {region.Width} × {region.Height} pixels at " +
        $"{region.Left}, " +
        $"{region.Top}{(region.Score is { } score ? Text($", person {score:P0}") : "")}"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
