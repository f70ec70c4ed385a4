using System.Globalization;
using System.Text;

namespace Benchmarks.Growth;

/// <summary>The table of <see cref="GrowthBenchmark"/> as lines, both axes logarithmic.</summary>
internal static class GrowthChart
{
    private const double Width = 810, Height = 420, Left = 70, Right = 240, Top = 34, Bottom = 50;

    private static readonly (string Name, string Color, Func<GrowthRow, double> Seconds)[] s_lines =
    [
        ("garment similar, from its start", "#c2410c", r => r.Cold),
        ("add a photo", "#7c3aed", r => r.Add),
        ("remove a garment, then a query", "#0f766e", r => r.Remove),
        ("open + first query", "#b45309", r => r.Open),
        ("one query", "#1d4ed8", r => r.Query),
    ];

    public static string Draw(IReadOnlyList<GrowthRow> rows)
    {
        var seconds = s_lines.SelectMany(line => rows.Select(line.Seconds)).ToList();
        int low = (int)Math.Floor(Math.Log10(seconds.Min())), high = (int)Math.Ceiling(Math.Log10(seconds.Max()));
        double first = Math.Log10(rows[0].Garments), last = Math.Log10(rows[^1].Garments);
        var svg = new StringBuilder();
        svg.AppendLine(string.Create(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} " +
            $"{Height}\" font-family=\"system-ui, " +
            $"sans-serif\" font-size=\"13\">"));
        svg.AppendLine(Text($"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#fff\"/>"));
        svg.AppendLine(string.Create(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"18\" font-weight=\"600\">Seconds by the " +
            $"number of garments (256 numbers each, " +
            $"{Environment.ProcessorCount} cores)</text>"));
        for (var power = low; power <= high; power++)
        {
            var y = Y(Math.Pow(10, power));
            svg.AppendLine(string.Create(CultureInfo.InvariantCulture,
                $"<path d=\"M{Left} {y:0.#}H{Width - Right}\" stroke=\"#ddd\"/><text x=\"{Left - 8}\" y=\"{y + 4:0.#}\" " +
                $"text-anchor=\"end\" fill=\"#555\">{Math.Pow(10, power):0.####}</text>"));
        }
        foreach (var row in rows)
            svg.AppendLine(string.Create(CultureInfo.InvariantCulture,
                $"<text x=\"{X(row):0.#}\" y=\"{Height - Bottom + 20}\" text-anchor=\"middle\" " +
                $"fill=\"#555\">{row.Garments:N0}</text>"));
        svg.AppendLine(string.Create(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Width - Right) / 2:0.#}\" y=\"{Height - 8}\" " +
            $"text-anchor=\"middle\" " +
            $"fill=\"#555\">garments in the catalog</text>"));
        var names = s_lines.Select(line => (line.Name, line.Color, At: Y(line.Seconds(rows[^1])))).OrderBy(n => n.At).ToArray();
        for (var i = 1; i < names.Length; i++) names[i].At = Math.Max(names[i].At, names[i - 1].At + 17); // not one over the other
        foreach (var (name, color, at) in names)
            svg.AppendLine(Text($"<text x=\"{Width - Right + 10}\" y=\"{at + 4:0.#}\" fill=\"{color}\">{name}</text>"));
        foreach (var (name, color, of) in s_lines)
        {
            var points = string.Concat(rows.Select((r, i) => Text($"{(i == 0 ? "M" : "L")}{X(r):0.#} {Y(of(r)):0.#}")));
            svg.AppendLine(Text($"<path d=\"{points}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"/>"));
            foreach (var r in rows)
                svg.AppendLine(string.Create(CultureInfo.InvariantCulture,
                    $"<circle cx=\"{X(r):0.#}\" cy=\"{Y(of(r)):0.#}\" r=\"3.5\" fill=\"{color}\"><title>{name}, " +
                    $"{r.Garments:N0} garments: {of(r):0.####} s</title></circle>"));
        }
        return svg.AppendLine("</svg>").ToString();

        double X(GrowthRow row) => Left + (Math.Log10(row.Garments) - first) / (last - first) * (Width - Left - Right);
        double Y(double s) => Top + (high - Math.Log10(s)) / (high - low) * (Height - Top - Bottom);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
