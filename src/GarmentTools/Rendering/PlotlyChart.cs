using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GarmentTools.Imaging;

namespace GarmentTools.Rendering;

/// <summary>A chart as plotly.js has it. <see cref="Charts"/> makes those that the results of this library need.</summary>
[TypeFormatterSource(typeof(GarmentFormatters))]
public sealed class PlotlyChart
{
    // Characters that HTML would read as its own are escaped: the figure stands in a script element.
    private static readonly JsonSerializerOptions s_json = new() { NewLine = "\n" };
    private readonly string _data, _layout;

    /// <param name="title">What it shows.</param>
    /// <param name="data">The traces, as plotly.js has them.</param>
    /// <param name="layout">The layout; title, template and margins are set where it has none.</param>
    /// <param name="text">What it says, in words, for where it cannot be drawn.</param>
    /// <param name="hoverImages">Pictures as <c>data:</c> addresses.
    /// A point whose <c>customdata</c> is a number shows the picture of that place when the pointer is over it.</param>
    public PlotlyChart(string title, JsonArray data, JsonObject? layout = null, string text = "", IReadOnlyList<string>? hoverImages = null)
    {
        layout = (JsonObject?)layout?.DeepClone() ?? [];
        layout["title"] ??= new JsonObject { ["text"] = title };
        layout["margin"] ??= new JsonObject { ["l"] = 70, ["r"] = 30, ["t"] = 60, ["b"] = 60 };
        layout["height"] ??= 450;
        (Title, Text, HoverImages) = (title, text, hoverImages ?? []);
        (_data, _layout) = (data.ToJsonString(s_json), layout.ToJsonString(s_json));
        Height = (int)layout["height"]!;
    }

    /// <summary>What it shows.</summary>
    public string Title { get; }

    /// <summary>What it says, in words.</summary>
    public string Text { get; }

    /// <summary>Pictures for the pointer.</summary>
    public IReadOnlyList<string> HoverImages { get; }

    /// <summary>Its height in pixels.</summary>
    public int Height { get; }

    /// <summary>The figure: an object with <c>data</c> and <c>layout</c>.</summary>
    public string ToJson() => $"{{\"data\":{_data},\"layout\":{_layout}}}";

    /// <summary>The chart as a piece of HTML that fetches nothing.</summary>
    /// <param name="withScript">Whether it carries plotly.js (0.7 MB); false where the page has it already.</param>
    public string ToHtml(bool withScript = true)
    {
        var images = JsonSerializer.Serialize(HoverImages, s_json);
        // The name says what is drawn, so that the same chart gives the same bytes; shown twice, both places are drawn.
        var name = "garment-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_data + _layout + images)))[..16];
        return $"<div class=\"{name}\" role=\"img\" aria-label=\"{Html.Encode(Title)}\" style=\"width:100%;height:{Height}px\"></div>\n"
            + $"<script>\n{(withScript ? ChartLoader.Load : "")}{ChartLoader.Draw(name, ToJson(), images)}</script>";
    }

    /// <summary>Title and text.</summary>
    public override string ToString() => Text.Length == 0 ? Title : $"{Title}\n{Text}";
}
