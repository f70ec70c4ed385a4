using System.Globalization;
using System.Text.Json.Nodes;
using GarmentTools.Common;
using GarmentTools.Evaluation;

namespace GarmentTools.Rendering;

/// <summary>Charts of results: how well garments are found, how far right and wrong pairs are from each other, what a matrix and a catalog look like.</summary>
public static partial class Charts
{
    private const int LargestCutOff = 100;

    /// <summary>Precision against recall: a point for each number k of results that are looked at, means over the queries.</summary>
    /// <param name="reports">Evaluations and what they are called.</param>
    /// <exception cref="UsageException">There is none.</exception>
    public static PlotlyChart PrecisionRecall(params (string Name, RetrievalReport Report)[] reports)
    {
        var data = new JsonArray();
        foreach (var (name, report, i) in Named(reports))
        {
            int[] ks = [.. CutOffs(report)];
            var points = ks.Select(k => (
                Recall: report.Queries.Average(q => (double)Found(q, k) / q.Relevant),
                Precision: report.Queries.Average(q => (double)Found(q, k) / k))).ToList();
            data.Add(ChartParts.Line(name, points.Select(p => p.Recall), points.Select(p => p.Precision), i,
                points.Select((p, at) => string.Create(CultureInfo.InvariantCulture, $"first {ks[at]}: precision {p.Precision:0.000}, recall {p.Recall:0.000}"))));
        }
        var layout = ChartParts.Layout(
            "recall: share of the right answers that are among the first k", "precision: share of the first k that is right", (0, 1.02), (0, 1.02));
        return new("Precision and recall", data, layout, Words(reports));
    }

    /// <summary>The share of queries with a right answer among the first k results, against k.</summary>
    /// <param name="reports">Evaluations and what they are called.</param>
    /// <exception cref="UsageException">There is none.</exception>
    public static PlotlyChart HitRates(params (string Name, RetrievalReport Report)[] reports) => HitRates("Queries with a right answer among the first k", reports);

    /// <summary>How much harder street photos are than shop photos: both hit rates against k.</summary>
    /// <param name="street">Street photos as queries.</param>
    /// <param name="shop">Shop photos as queries.</param>
    public static PlotlyChart StreetAgainstShop(RetrievalReport street, RetrievalReport shop) =>
        HitRates("Street against shop: queries with a right answer among the first k", ("street photos", street), ("shop photos", shop));

    private static PlotlyChart HitRates(string title, params (string Name, RetrievalReport Report)[] reports)
    {
        var data = new JsonArray();
        foreach (var (name, report, i) in Named(reports))
        {
            int[] ks = [.. CutOffs(report)];
            data.Add(ChartParts.Line(name, ks.Select(k => (double)k), ks.Select(k => report.Queries.Average(q => q.FirstRank <= k ? 1.0 : 0)), i));
        }
        return new(title, data, ChartParts.Layout("k", "hit@k", (0, 1.02)), Words(reports));
    }

    private static IEnumerable<(string Name, RetrievalReport Report, int Index)> Named((string Name, RetrievalReport Report)[] reports) => reports.Length == 0
        ? throw new UsageException("A chart of evaluations needs at least one of them; found none.")
        : reports.Select((r, i) => (r.Name, r.Report, i));

    private static int Found(QueryOutcome query, int k) => query.Ranks.Count(rank => rank <= k);

    private static IEnumerable<int> CutOffs(RetrievalReport report) =>
        Enumerable.Range(1, Math.Min(Math.Max(1, report.Conventions.GallerySize), report.Conventions.Depth ?? LargestCutOff)).Where(k => k <= 20 || k % 5 == 0);

    private static string Words((string Name, RetrievalReport Report)[] reports) => string.Join('\n', reports.Select(r =>
        $"{r.Name}: {string.Join(", ", r.Report.Figures.Where(f => f.Key.StartsWith("hit@", StringComparison.Ordinal)).Select(Word))}"));

    private static string Word(KeyValuePair<string, double> figure) => string.Create(CultureInfo.InvariantCulture, $"{figure.Key} {figure.Value:0.000}");
}
