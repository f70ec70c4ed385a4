using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GarmentTools.Interactive.Rendering;
using Plotly.NET;

namespace GarmentTools.Interactive.Charting;

/// <summary>The forms in which a chart is shown: a page that fetches nothing, the figure itself, and words.</summary>
public static class ChartForms
{
    /// <summary>The type of a figure as plotly.js has it: an object with <c>data</c> and <c>layout</c>.</summary>
    public const string MimeType = "application/vnd.plotly.v1+json";

    // Characters that HTML would read as its own are escaped: the figure stands in a script element.
    private static readonly JsonSerializerOptions s_json = new() { NewLine = "\n" };

    /// <summary>All forms of a chart of Plotly.NET.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="withScript">Whether the HTML carries plotly.js (1.5 MB); false where the page has it already.</param>
    public static RenderedValue Render(GenericChart chart, bool withScript = true)
    {
        var figure = JsonNode.Parse(GenericChart.toFigureJson(chart))!.AsObject();
        figure.Remove("frames");
        var (title, height) = (Title(figure), (int?)figure["layout"]!["height"] ?? ChartParts.Height);
        var whole = figure.ToJsonString(s_json);
        // The name says what is drawn, so that the same chart gives the same bytes; shown twice, both places are drawn.
        var name = "garment-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)))[..16];
        var html = $"<div class=\"{name}\" role=\"img\" aria-label=\"{Html.Encode(title)}\" style=\"width:100%;height:{height}px\"></div>\n"
            + $"<script>\n{(withScript ? ChartLoader.Load : "")}{ChartLoader.Draw(name, whole)}</script>";
        var words = Words(title, figure);
        // Pictures for the pointer are for our own page alone.
        foreach (var trace in figure["data"]!.AsArray()) (trace!["meta"] as JsonObject)?.Remove(ChartParts.PicturesKey);
        return new(new Dictionary<string, string>
        {
            [MimeType] = figure.ToJsonString(s_json),
            [MimeTypes.Html] = html,
            [MimeTypes.PlainText] = words,
        }, withScript);
    }

    private static string Title(JsonObject figure) => figure["layout"]!["title"] switch
    {
        JsonObject title => (string?)title["text"] ?? "",
        JsonValue title => title.ToString(),
        _ => "",
    } is { Length: > 0 } text ? text : "Chart";

    // What the chart itself says, else what is drawn.
    private static string Words(string title, JsonObject figure)
    {
        if (figure["layout"]!["meta"] is JsonObject meta && (string?)meta[ChartParts.TextKey] is { } text)
            return text.Length == 0 ? title : $"{title}\n{text}";
        var traces = figure["data"]!.AsArray().Select(t => $"{(string?)t!["type"] ?? "scatter"} {(string?)t["name"]}".TrimEnd());
        return string.Join('\n', traces.Prepend(title));
    }
}
