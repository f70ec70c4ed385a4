using Plotly.NET;
using Plotly.NET.CSharp;
using Plotly.NET.LayoutObjects;

namespace GarmentTools.Interactive.Charting;

/// <summary>What all charts of this package have in common.</summary>
internal static class ChartParts
{
    public const string Meta = "meta", TextKey = "text", PicturesKey = "images";
    public const int Height = 450;

    // Okabe and Ito's colors, which the color-blind tell apart.
    private static readonly string[] s_colors = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442", "#000000"];

    public static Color Right => Color.fromHex("#009E73");

    public static Color Wrong => Color.fromHex("#D55E00");

    public static int Colors => s_colors.Length;

    public static Color ColorOf(int i) => Color.fromHex(s_colors[i % s_colors.Length]);

    // Four digits are more than an eye sees, and keep notebooks small.
    public static double[] Numbers(IEnumerable<double> values, int digits = 4) => [.. values.Select(v => Math.Round(v, digits))];

    /// <summary>One chart of several, with a title, and with what it says in words for where it cannot be drawn.</summary>
    public static GenericChart Finish(IEnumerable<GenericChart> parts, string title, string text, int height = Height)
    {
        var layout = Part<Layout>(
            ("title", Part<Title>(("text", title))),
            ("margin", Part<Margin>(("l", 70), ("r", 30), ("t", 60), ("b", 60))),
            ("hovermode", StyleParam.HoverMode.Closest.Convert()),
            (Meta, new Dictionary<string, string> { [TextKey] = text }));
        return GenericChart.addLayout(layout, Plotly.NET.CSharp.Chart.Combine(parts)).WithSize(Height: height);
    }

    /// <summary>The chart with a property of its traces that Plotly.NET's C# methods do not take.</summary>
    public static GenericChart With(this GenericChart chart, string property, object value)
    {
        foreach (var trace in chart.GetTraces()) trace.SetProperty(property, value);
        return chart;
    }

    /// <summary>Takes numbers and lines off an axis that means nothing by itself.</summary>
    /// <returns>The axis, for what else it needs.</returns>
    public static LinearAxis Bare(this GenericChart chart, string axis)
    {
        var bare = Part<LinearAxis>(("showticklabels", false), ("ticks", ""), ("zeroline", false));
        chart.GetLayout().SetProperty(axis, bare);
        return bare;
    }

    /// <summary>A part of a figure with these properties, by plotly.js' names.</summary>
    /// <remarks>
    /// Plotly.NET's own makers (<c>Layout.init</c>) ask C# for each of up to 40 arguments; its C# package has none for these parts.
    /// </remarks>
    public static T Part<T>(params (string Name, object Value)[] properties) where T : DynamicObj.DynamicObj, new()
    {
        var part = new T();
        foreach (var (name, value) in properties) part.SetProperty(name, value);
        return part;
    }
}
