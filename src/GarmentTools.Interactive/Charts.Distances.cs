using System.Globalization;
using GarmentTools.Common;
using GarmentTools.Distances;
using GarmentTools.Interactive.Charting;
using GarmentTools.Interactive.Rendering;
using GarmentTools.Studies;
using Plotly.NET;
using Plotly.NET.CSharp;
using Chart = Plotly.NET.CSharp.Chart;

namespace GarmentTools.Interactive;

public static partial class Charts
{
    private const int Bins = 60, LargestHeatMap = 400;

    /// <summary>How far right pairs are from each other, and wrong ones: two histograms, each as shares of its own pairs.</summary>
    /// <param name="right">Distances of pairs that belong together.</param>
    /// <param name="wrong">Distances of pairs that do not.</param>
    /// <exception cref="UsageException">One of them is empty.</exception>
    public static GenericChart Distances(IEnumerable<float> right, IEnumerable<float> wrong)
    {
        var (a, b) = (right.ToList(), wrong.ToList());
        if (a.Count == 0 || b.Count == 0)
            throw new UsageException($"The histogram needs right and wrong pairs; found {a.Count} right and {b.Count} wrong ones.");
        var largest = Math.Max(Math.Max(a.Max(), b.Max()), 1e-6);
        return Histogram(a.Count, b.Count, Count(a), Count(b), largest, Middle(a), Middle(b));

        long[] Count(List<float> distances)
        {
            var counts = new long[Bins];
            foreach (var d in distances) counts[Math.Clamp((int)(d / largest * Bins), 0, Bins - 1)]++;
            return counts;
        }

        static double Middle(List<float> distances)
        {
            distances.Sort();
            return distances[distances.Count / 2];
        }
    }

    /// <summary>The same of all pairs of a matrix.</summary>
    /// <param name="matrix">A matrix of all pairs.</param>
    /// <param name="keyOf">Told a garment's name; two garments of the same key (such as their product) are a right pair,
    /// and one without a key (null) is in none.</param>
    /// <exception cref="UsageException">The matrix holds nearest neighbors only, or there are no right or no wrong pairs.</exception>
    public static GenericChart Distances(DistanceMatrix matrix, Func<string, string?> keyOf)
    {
        var keys = matrix.Names.Select(keyOf).ToArray();
        List<float> right = [], wrong = [];
        for (var i = 0; i < matrix.Count; i++)
        {
            if (keys[i] is null) continue;
            var row = matrix.Distances(i);
            for (var j = i + 1; j < row.Length; j++)
                if (keys[j] is { } key) (key == keys[i] ? right : wrong).Add(row[j]);
        }
        return Distances(right, wrong);
    }

    /// <summary>A distance matrix as a picture: dark where two garments are near.</summary>
    /// <param name="matrix">A matrix of all pairs.</param>
    /// <param name="order">Places of the matrix in the order in which they are drawn, at most 400; null for its own order.
    /// Clusters side by side make squares along the diagonal.</param>
    /// <exception cref="UsageException">There are more than 400 garments, or a place does not exist.</exception>
    public static GenericChart HeatMap(DistanceMatrix matrix, IReadOnlyList<int>? order = null)
    {
        order ??= [.. Enumerable.Range(0, matrix.Count)];
        if (order.Count > LargestHeatMap)
            throw new UsageException($"A heat map shows at most {LargestHeatMap} garments; found {order.Count}. " +
                "Give the order of some of them, for instance every tenth.");
        if (order.Any(i => i < 0 || i >= matrix.Count))
            throw new UsageException($"The order names a place outside of the matrix, which has 0 to {matrix.Count - 1}.");
        var names = order.Select(i => Html.Encode(matrix.Names[i])).ToList();
        var rows = order.Select(i => matrix.Distances(i));
        var z = rows.Select(row => ChartParts.Numbers(order.Select(j => (double)row[j]), digits: 3)).ToArray();
        var bar = ChartParts.Part<ColorBar>(("title", ChartParts.Part<Title>(("text", "distance"))));
        var map = Chart.Heatmap<double, string, string, string>(
            z, X: names, Y: names, ColorScale: StyleParam.Colorscale.Viridis, ColorBar: bar, UseDefaults: false)
            .With("hovertemplate", "%{y}<br>%{x}<br>distance %{z}<extra></extra>");
        var text = $"{order.Count} × {order.Count} distances ({matrix.Metric})";
        var chart = ChartParts.Finish([map], $"Distances of {order.Count} garments", text, height: 640).WithSize(740, 640);
        chart.Bare("xaxis");
        chart.Bare("yaxis").SetProperty("autorange", "reversed");
        return chart;
    }

    /// <summary>The same with the garments of each group side by side.</summary>
    /// <param name="matrix">A matrix of all pairs of the same catalog.</param>
    /// <param name="groups">Groups of its garments; those that are in none come last.</param>
    /// <exception cref="UsageException">There are more than 400 garments, or the matrix does not know one.</exception>
    public static GenericChart HeatMap(DistanceMatrix matrix, IEnumerable<GarmentGroup> groups)
    {
        List<int> order = [.. groups.SelectMany(g => g.Members).Select(m => matrix.IndexOf(m.Garment.Id)).Distinct()];
        return HeatMap(matrix, [.. order, .. Enumerable.Range(0, matrix.Count).Except(order)]);
    }

    private static GenericChart Histogram(
        long rightPairs, long wrongPairs, long[] right, long[] wrong, double largest, double rightMiddle, double wrongMiddle)
    {
        var width = largest / Bins;
        var centers = Enumerable.Range(0, Bins).Select(i => (i + 0.5) * width).ToArray();
        GenericChart Bars(string name, long[] counts, long pairs, Color color) => Chart.Column<double, double, string>(
            ChartParts.Numbers(counts.Select(c => (double)c / pairs)), Keys: ChartParts.Numbers(centers), Opacity: 0.6, MarkerColor: color,
            Width: Math.Round(width, 6), UseDefaults: false,
            Name: string.Create(CultureInfo.InvariantCulture, $"{name} ({pairs:N0} pairs)"));
        var text = string.Create(CultureInfo.InvariantCulture,
            $"right: {rightPairs:N0} pairs, middle {rightMiddle:0.000}\nwrong: {wrongPairs:N0} pairs, middle {wrongMiddle:0.000}");
        GenericChart[] bars = [Bars("wrong", wrong, wrongPairs, ChartParts.Wrong), Bars("right", right, rightPairs, ChartParts.Right)];
        var chart = ChartParts.Finish(bars, "Distances of right and wrong pairs", text)
            .WithXAxisStyle<double, double, string>(TitleText: "distance")
            .WithYAxisStyle<double, double, string>(TitleText: "share of the pairs");
        chart.GetLayout().SetProperty("barmode", StyleParam.BarMode.Overlay.Convert());
        return chart;
    }
}
