using System.Globalization;
using GarmentTools.Common;
using GarmentTools.Evaluation;
using GarmentTools.Interactive.Charting;
using GarmentTools.Interactive.Rendering;
using Plotly.NET;
using Plotly.NET.CSharp;
using Chart = Plotly.NET.CSharp.Chart;

namespace GarmentTools.Interactive;

/// <summary>
/// Charts of results: how well garments are found, how far right and wrong pairs are from each other, what a matrix and a catalog
/// look like. They are charts of Plotly.NET, and can be styled further with its methods.
/// </summary>
public static partial class Charts
{
    private const int LargestCutOff = 100;
    private static readonly Tuple<double, double> s_share = Tuple.Create(0.0, 1.02);

    /// <summary>Precision against recall: a point for each number k of results that are looked at, means over the queries.</summary>
    /// <param name="reports">Evaluations and what they are called.</param>
    /// <exception cref="UsageException">There is none.</exception>
    public static GenericChart PrecisionRecall(params (string Name, RetrievalReport Report)[] reports)
    {
        var lines = new List<GenericChart>();
        foreach (var (name, report, i) in Named(reports))
        {
            int[] ks = [.. CutOffs(report)];
            var points = ks.Select(k => (
                Recall: report.Queries.Average(q => (double)Found(q, k) / q.Relevant),
                Precision: report.Queries.Average(q => (double)Found(q, k) / k))).ToList();
            var texts = points.Select((p, at) => string.Create(CultureInfo.InvariantCulture,
                $"first {ks[at]}: precision {p.Precision:0.000}, recall {p.Recall:0.000}"));
            lines.Add(Line(name, points.Select(p => p.Recall), points.Select(p => p.Precision), i)
                .With("text", texts.ToArray()).With("hoverinfo", "text+name"));
        }
        return ChartParts.Finish(lines, "Precision and recall", Words(reports))
            .WithXAxisStyle<double, double, string>(TitleText: "recall: share of the right answers among the first k", MinMax: s_share)
            .WithYAxisStyle<double, double, string>(TitleText: "precision: share of the first k that is right", MinMax: s_share);
    }

    /// <summary>The share of queries with a right answer among the first k results, against k.</summary>
    /// <param name="reports">Evaluations and what they are called.</param>
    /// <exception cref="UsageException">There is none.</exception>
    public static GenericChart HitRates(params (string Name, RetrievalReport Report)[] reports) =>
        HitRates("Queries with a right answer among the first k", reports);

    /// <summary>How much harder street photos are than shop photos: both hit rates against k.</summary>
    /// <param name="street">Street photos as queries.</param>
    /// <param name="shop">Shop photos as queries.</param>
    public static GenericChart StreetAgainstShop(RetrievalReport street, RetrievalReport shop) =>
        HitRates("Street against shop: queries with a right answer among the first k", ("street photos", street), ("shop photos", shop));

    private static GenericChart HitRates(string title, params (string Name, RetrievalReport Report)[] reports)
    {
        var lines = new List<GenericChart>();
        foreach (var (name, report, i) in Named(reports))
        {
            int[] ks = [.. CutOffs(report)];
            lines.Add(Line(name, ks.Select(k => (double)k), ks.Select(k => report.Queries.Average(q => q.FirstRank <= k ? 1.0 : 0)), i));
        }
        return ChartParts.Finish(lines, title, Words(reports))
            .WithXAxisStyle<double, double, string>(TitleText: "k")
            .WithYAxisStyle<double, double, string>(TitleText: "hit@k", MinMax: s_share);
    }

    private static GenericChart Line(string name, IEnumerable<double> x, IEnumerable<double> y, int color) =>
        Chart.Line<double, double, string>(ChartParts.Numbers(x), ChartParts.Numbers(y), ShowMarkers: true, Name: Html.Encode(name),
            LineColor: ChartParts.ColorOf(color), UseDefaults: false);

    private static IEnumerable<(string Name, RetrievalReport Report, int Index)> Named((string Name, RetrievalReport Report)[] reports) =>
        reports.Length == 0 ? throw new UsageException("A chart of evaluations needs at least one of them; found none.")
        : reports.Select((r, i) => (r.Name, r.Report, i));

    private static int Found(QueryOutcome query, int k) => query.Ranks.Count(rank => rank <= k);

    private static IEnumerable<int> CutOffs(RetrievalReport report) =>
        Enumerable.Range(1, Math.Min(Math.Max(1, report.Conventions.GallerySize), report.Conventions.Depth ?? LargestCutOff))
            .Where(k => k <= 20 || k % 5 == 0);

    private static string Words((string Name, RetrievalReport Report)[] reports) => string.Join('\n', reports.Select(r =>
        $"{r.Name}: {string.Join(", ", r.Report.Figures.Where(f => f.Key.StartsWith("hit@", StringComparison.Ordinal)).Select(Word))}"));

    private static string Word(KeyValuePair<string, double> figure) =>
        string.Create(CultureInfo.InvariantCulture, $"{figure.Key} {figure.Value:0.000}");
}
