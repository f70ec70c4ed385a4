using System.Text.Json.Nodes;

namespace GarmentTools.Rendering;

/// <summary>Pieces of Plotly figures.</summary>
internal static class ChartParts
{
    // Okabe and Ito's colours, which the colour-blind tell apart.
    private static readonly string[] s_colors = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442", "#000000"];

    public const string Right = "#009E73", Wrong = "#D55E00";

    public static string Color(int i) => s_colors[i % s_colors.Length];

    // Four digits are more than an eye sees, and keep notebooks small.
    public static JsonArray Numbers(IEnumerable<double> values) => [.. values.Select(v => (JsonNode?)(double.IsFinite(v) ? JsonValue.Create(Math.Round(v, 4)) : null))];

    public static JsonArray Texts(IEnumerable<string> values) => [.. values.Select(v => (JsonNode)v)];

    public static JsonObject Axis(string title, double? from = null, double? to = null)
    {
        var axis = new JsonObject { ["title"] = new JsonObject { ["text"] = title } };
        if (from is { } low && to is { } high) axis["range"] = new JsonArray(low, high);
        return axis;
    }

    public static JsonObject Layout(string x, string y, (double From, double To)? yRange = null, (double From, double To)? xRange = null) =>
        new() { ["xaxis"] = Axis(x, xRange?.From, xRange?.To), ["yaxis"] = Axis(y, yRange?.From, yRange?.To), ["hovermode"] = "closest" };

    public static JsonObject Line(string name, IEnumerable<double> x, IEnumerable<double> y, int color, IEnumerable<string>? texts = null)
    {
        var trace = new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = "lines+markers",
            ["name"] = name,
            ["x"] = Numbers(x),
            ["y"] = Numbers(y),
            ["line"] = new JsonObject { ["color"] = Color(color) },
            ["marker"] = new JsonObject { ["size"] = 5 },
        };
        if (texts is not null) (trace["text"], trace["hoverinfo"]) = (Texts(texts), "text+name");
        return trace;
    }
}
