using System.Globalization;
using GarmentTools.Evaluation;

namespace GarmentTools.Reports;

/// <summary>One line of a chart.</summary>
internal sealed record ChartLine(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>Draws small charts as SVG in the page itself: they print sharply, follow light and dark, and need no script.</summary>
internal static class SvgChart
{
    private const double Width = 640, Height = 300, Left = 46, Right = 110, Top = 14, Bottom = 42;

    /// <summary>Lines over a common axis; y from 0 to 1.</summary>
    public static void Lines(HtmlWriter html, string title, string xTitle, IReadOnlyList<ChartLine> lines, bool logarithmic = false)
    {
        var xs = lines.SelectMany(line => line.Points.Select(p => p.X)).Distinct().Order().ToArray();
        if (xs.Length == 0) return;
        var (low, high) = (Scale(xs[0]), Scale(xs[^1]));
        html.Open("figure").Open("svg", ("class", "chart"), ("viewBox", Text($"0 0 {Width} {Height}")), ("role", "img"),
            ("aria-label", title + ". " + Describe(lines)));
        for (var tick = 0; tick <= 4; tick++)
        {
            var y = Y(tick / 4.0);
            html.Open("path", ("class", "axis"), ("d", Text($"M{Left} {y:0.#}H{Width - Right}"))).Close("path");
            html.Element("text", Text($"{tick / 4.0:0.##}"), ("class", "soft"), ("x", Text($"{Left - 8}")), ("y", Text($"{y + 4:0.#}")),
                ("text-anchor", "end"));
        }
        var lastLabel = double.NegativeInfinity;
        foreach (var x in logarithmic ? xs : [.. Ticks(xs)])
        {
            if (X(x) - lastLabel < 34) continue;
            lastLabel = X(x);
            html.Element("text", Text($"{x:#,0.##}"), ("class", "soft"), ("x", Text($"{X(x):0.#}")), ("y", Text($"{Height - Bottom + 18}")),
                ("text-anchor", "middle"));
        }
        html.Element("text", xTitle, ("class", "soft"), ("x", Text($"{(Left + Width - Right) / 2}")), ("y", Text($"{Height - 6}")),
            ("text-anchor", "middle"));
        var labels = Labels([.. lines.Select(line => Y(line.Points[^1].Y))]);
        for (var i = 0; i < lines.Count; i++)
        {
            var points = lines[i].Points;
            html.Open("path", ("class", $"s{i % 4}"), ("d", string.Concat(points.Select((p, n) =>
                Text($"{(n == 0 ? "M" : "L")}{X(p.X):0.#} {Y(p.Y):0.#}")))))
                .Close("path");
            if (points.Count <= 16)
                foreach (var p in points) html.Open("circle", ("class", $"d{i % 4}"), ("r", "3.5"), ("cx", Text($"{X(p.X):0.#}")),
                ("cy", Text($"{Y(p.Y):0.#}"))).Element("title", Text($"{lines[i].Name}: {p.Y:0.000} at {p.X:#,0.##}")).Close("circle");
            html.Element("text", lines[i].Name, ("class", $"d{i % 4}"), ("x", Text($"{Width - Right + 8}")),
                ("y", Text($"{labels[i] + 4:0.#}")));
        }
        html.Close("svg").Element("figcaption", title, ("class", "small")).Close("figure");

        double Scale(double x) => logarithmic ? Math.Log(x) : x;
        double X(double x) => high > low ? Left + (Scale(x) - low) / (high - low) * (Width - Left - Right) : (Left + Width - Right) / 2;
        double Y(double y) => Top + (1 - Math.Clamp(y, 0, 1)) * (Height - Top - Bottom);
    }

    /// <summary>Values with their intervals, one per row.</summary>
    public static void Intervals(HtmlWriter html, string title,
        IReadOnlyList<(string Name, double Value, Interval? Interval, double? Baseline)> rows)
    {
        const double row = 22, left = 110, right = 60;
        var height = rows.Count * row + 30;
        html.Open("figure").Open("svg", ("class", "chart"), ("viewBox", Text($"0 0 {Width} {height}")), ("role", "img"),
            ("aria-label", title + ": the values are those of the table"));
        for (var tick = 0; tick <= 4; tick++)
        {
            html.Open("path", ("class", "axis"), ("d", Text($"M{X(tick / 4.0):0.#} 4V{height - 24}"))).Close("path");
            html.Element("text", Text($"{tick / 4.0:0.##}"), ("class", "soft"), ("x", Text($"{X(tick / 4.0):0.#}")),
                ("y", Text($"{height - 8}")),
                ("text-anchor", "middle"));
        }
        for (var i = 0; i < rows.Count; i++)
        {
            var (name, value, interval, baseline) = rows[i];
            var y = 4 + (i + 0.5) * row;
            html.Element("text", name, ("x", Text($"{left - 10}")), ("y", Text($"{y + 4:0.#}")), ("text-anchor", "end"));
            if (interval is { } range)
                html.Open("path", ("class", "s0"), ("d", Text($"M{X(range.Low):0.#} {y}H{X(range.High):0.#}"))).Close("path");
            if (baseline is { } before) html.Open("path", ("class", "d1"), ("d", Text($"M{X(before):0.#} {y - 6}l5 6l-5 6l-5-6z")))
                .Element("title", Text($"baseline {before:0.000}")).Close("path");
            html.Open("circle", ("class", "d0"), ("r", "5"), ("cx", Text($"{X(value):0.#}")), ("cy", Text($"{y}")))
                .Element("title", Text($"{name} {value:0.000}")).Close("circle");
            html.Element("text", Text($"{value:0.000}"), ("x", Text($"{Width - right + 8}")), ("y", Text($"{y + 4:0.#}")));
        }
        html.Close("svg").Element("figcaption", title, ("class", "small")).Close("figure");

        double X(double value) => left + Math.Clamp(value, 0, 1) * (Width - left - right);
    }

    /// <summary>A bar of a table.</summary>
    public static void Bar(HtmlWriter html, double share) =>
        html.Raw("<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">")
            .Open("rect", ("width", Text($"{Math.Clamp(share, 0, 1) * 100:0.#}")), ("height", "10")).Close("rect").Close("svg");

    // Names beside the ends of their lines, pushed apart where they would overlap.
    private static double[] Labels(double[] ends)
    {
        var order = Enumerable.Range(0, ends.Length).OrderBy(i => ends[i]).ToArray();
        for (var i = 1; i < order.Length; i++) ends[order[i]] = Math.Max(ends[order[i]], ends[order[i - 1]] + 15);
        return ends;
    }

    // The first, and round numbers after it: 1, 10, 20, …
    private static IEnumerable<double> Ticks(double[] xs)
    {
        var step = (xs[^1] - xs[0]) switch { > 25 => 10, > 12 => 5, > 5 => 2, _ => 1 };
        return xs.Where(x => x == xs[0] || x % step == 0);
    }

    private static string Describe(IReadOnlyList<ChartLine> lines) => string.Join("; ", lines.Select(line =>
        string.Create(CultureInfo.InvariantCulture, $"{line.Name} goes from {line.Points[0].Y:0.000} at {line.Points[0].X:#,0} to " +
            $"{line.Points[^1].Y:0.000} at " +
            $"{line.Points[^1].X:#,0}")));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
