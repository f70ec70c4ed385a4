using GarmentTools.Evaluation;
using GarmentTools.Studies;

namespace GarmentTools.Reports;

/// <summary>The tables behind the reports. Columns are called like the properties of the objects.</summary>
internal static class ReportTables
{
    private static readonly string[] s_neighbor = ["Query", "Rank", "Distance", "Probability", "Id", "CatalogPath", "Domain", "Product",
        "Duplicate"];
    private static readonly string[] s_garment = ["Id", "CatalogPath", "Sha256", "Domain", "Product"];
    private static readonly string[] s_place = ["Group", "X", "Y", "NearestDistance", "DuplicateGroup", "Keep"];

    public static ReportTable Similar(IReadOnlyList<SimilarResult> results, ReportNames names)
    {
        var (attributes, columns) = ReportTable.Attributes(results.SelectMany(r => r.Neighbors).Select(n => n.Garment), s_neighbor);
        return new("Similar garments", [.. s_neighbor, .. columns],
            [.. results.SelectMany((result, i) => result.Neighbors.Select(n => (Query: QueryOf(result, i, names), Row: names.Row(n))))
            .Select(x => (IReadOnlyList<object?>)[x.Query, x.Row.Rank, x.Row.Distance, x.Row.Probability, x.Row.Id, x.Row.CatalogPath,
                x.Row.Domain,
                x.Row.Product, x.Row.Duplicate,
                .. attributes.Select(name => x.Row.Attributes.GetValueOrDefault(name))])]);
    }

    public static string QueryOf(SimilarResult result, int place, ReportNames names) =>
        string.Join("; ", result.Query.Select(query => names.OfQuery(query, place + 1)));

    /// <summary>One row for each garment of the catalog.</summary>
    public static ReportTable Garments(CatalogReportData data, ReportNames names)
    {
        var (attributes, columns) = ReportTable.Attributes(data.Garments, [.. s_garment, .. s_place]);
        var duplicate = new Dictionary<long, (int Number, bool Keep)>();
        foreach (var group in data.Duplicates)
            foreach (var member in group.Members) duplicate.TryAdd(member.Garment.Id, (group.Number, member.Keep));
        return new("Garments", [.. s_garment, .. s_place, .. columns], [.. data.Garments.Select((garment, i) =>
        {
            var (row, point, among) = (names.Row(garment), data.Map.Points[i], duplicate.TryGetValue(garment.Id, out var found) ? found
                : ((int Number, bool Keep)?)null);
            return (IReadOnlyList<object?>)[row.Id, row.CatalogPath, row.Sha256, row.Domain, row.Product, data.GroupOf[garment.Id], point.X,
                point.Y,
                data.Neighbors[i].Count > 0 ? data.Neighbors[i][0].Distance : null, among?.Number, among?.Keep,
                    .. attributes.Select(name => garment.Attributes.GetValueOrDefault(name))];
        })]);
    }

    /// <summary>What a person wants to read of a catalog without the page: all but the list of garments.</summary>
    public static IEnumerable<ReportTable> Catalog(CatalogReportData data, ReportNames names)
    {
        yield return new("Groups", ["Group", "Garments", "MinSimilarity", "MeanDistance", "Medoid", "Traits"],
            [.. data.Groups.Select(g => (IReadOnlyList<object?>)
            [g.Number, g.Members.Count, g.MinSimilarity, g.MeanDistance, names.Of(g.Medoid),
                string.Join(", ", g.Traits.Select(t => FormattableString.Invariant($"{t.Name} {t.Value} {t.Share:P0}")))])]);
        yield return Duplicates(data.Duplicates, names);
        yield return new("Outliers", ["Rank", "Id", "CatalogPath", "Distance", "Ratio", "Nearest", "NearestDistance"],
            [.. data.Outliers.Select(o => (IReadOnlyList<object?>)
            [o.Rank, o.Garment.Id, names.Of(o.Garment), o.Distance, o.Ratio, names.Of(o.Nearest), o.NearestDistance])]);
        yield return new("Rejected files", ["Path", "Reason"], [.. data.Rejected.Select(names.Row)
            .Select(r => (IReadOnlyList<object?>)[r.Path, r.Reason])]);
    }

    public static ReportTable Duplicates(IReadOnlyList<DuplicateGroup> groups, ReportNames names) =>
        new("Duplicates", ["Group", "Kind", "Keep", "Id", "CatalogPath", "Distance", "MinSimilarity", "Width", "Height", "FileBytes",
            "Confirmed", "Reason"],
            [.. groups.SelectMany(g => g.Members.Select(m => (IReadOnlyList<object?>)
                [g.Number, g.Kind.ToString(), m.Keep, m.Garment.Id, names.Of(m.Garment), m.Distance, g.MinSimilarity, m.Width, m.Height,
                    m.FileBytes,
                    g.Confirmed, m.Keep ? g.Reason : null]))]);

    public static IEnumerable<ReportTable> Evaluation(RetrievalReport report, RetrievalComparison? comparison, ReportNames names)
    {
        List<string> columns = ["Figure", "Value", "Low95", "High95"];
        if (comparison is not null) columns.AddRange(["Baseline", "Difference", "DifferenceLow95", "DifferenceHigh95"]);
        yield return new("Figures", columns, [.. report.Figures.Select(f =>
        {
            var interval = report.Intervals.TryGetValue(f.Key, out var i) ? i : (Interval?)null;
            List<object?> row = [f.Key, f.Value, interval?.Low, interval?.High];
            if (comparison is not null)
            {
                var c = comparison.Figures.GetValueOrDefault(f.Key);
                row.AddRange([c?.Baseline, c?.Difference, c?.Interval95.Low, c?.Interval95.High]);
            }
            return (IReadOnlyList<object?>)row;
        })]);
        if (report.Categories.Count > 0)
            yield return new("Categories", ["Category", "Queries", .. report.Figures.Keys],
                [.. report.Categories.Select(c => (IReadOnlyList<object?>)[c.Category, c.Queries,
                .. report.Figures.Keys.Select(name => (object?)c.Figures[name])])]);
        yield return new("Worst queries", ["Query", "Category", "FirstRank"],
            [.. report.Worst.Select(w => (IReadOnlyList<object?>)[names.Of(w.Query), w.Category, w.FirstRank])]);
        yield return new("What the figures mean", ["Name", "Text"],
            [.. report.Conventions.Definitions.Select(d => (IReadOnlyList<object?>)[d.Key, d.Value]),
            ["Right answer", report.Conventions.Relevance], .. report.Conventions.Notes.Select(n =>
                (IReadOnlyList<object?>)[n.Key, names.Scrub(n.Value)])]);
    }
}
