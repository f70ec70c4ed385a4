using System.Runtime.CompilerServices;
using GarmentTools.Interactive.Charting;
using GarmentTools.Interactive.Frames;
using GarmentTools.Interactive.Rendering;
using GarmentTools.Studies;
using Microsoft.Data.Analysis;
using Plotly.NET;

namespace GarmentTools.Interactive;

/// <summary>Renders values for notebooks: charts of Plotly.NET, data frames and maps here, others as <see cref="Renderer"/> does.</summary>
public static class NotebookRenderer
{
    /// <summary>A value in all forms that it has.</summary>
    /// <param name="value">Anything.</param>
    /// <param name="withScript">Whether a chart's HTML carries plotly.js; false where a page has it already.</param>
    public static RenderedValue Render(object? value, bool withScript = true)
    {
        // Asked by name first: a mention of the types would load their assemblies (Plotly.NET and FSharp.Core: 9 MB) with the first cell.
        var home = value?.GetType().Assembly.GetName().Name;
        if (value is GarmentMap || home == "Plotly.NET") return Chart(value!, withScript);
        if (home == "Microsoft.Data.Analysis") return Frame(value!);
        return Renderer.Render(value);
    }

    /// <summary>A value as plain text.</summary>
    public static string PlainText(object? value) => Render(value, withScript: false).Forms[MimeTypes.PlainText];

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static RenderedValue Chart(object value, bool withScript) => value switch
    {
        GarmentMap map => ChartForms.Render(Charts.Map(map), withScript),
        GenericChart chart => ChartForms.Render(chart, withScript),
        _ => Renderer.Render(value),
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static RenderedValue Frame(object value) => value is DataFrame frame ? FrameTable.Render(frame) : Renderer.Render(value);
}
