using System.IO.Compression;
using System.Text.Json.Nodes;
using GarmentTools.Interactive.Charting;
using GarmentTools.Interactive.Rendering;
using Microsoft.Data.Analysis;
using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace GarmentTools.Interactive.Tests;

public sealed class NotebookRendererTests
{
    private static GenericChart Points(string title) =>
        ChartParts.Finish([Chart.Point<int, int, string>([1, 2], [3, 4], UseDefaults: false)], title, "words");

    [Fact]
    public void A_chart_has_three_forms_and_its_script_only_where_it_is_wanted()
    {
        var with = NotebookRenderer.Render(Points("Title"));
        Assert.True(with.BringsScript);
        Assert.Contains(PlotlyScript.PackedText, with.Forms[MimeTypes.Html]);
        var without = NotebookRenderer.Render(Points("Title"), withScript: false);
        Assert.False(without.BringsScript);
        Assert.InRange(without.Forms[MimeTypes.Html].Length, 1, 4000);
        Assert.Equal("Title", (string?)JsonNode.Parse(with.Forms[ChartForms.MimeType])!["layout"]!["title"]!["text"]);
        Assert.Equal("Title\nwords", with.Forms[MimeTypes.PlainText]);
    }

    [Fact]
    public void What_a_chart_says_cannot_leave_its_script()
    {
        var html = NotebookRenderer.Render(Points("</script><b>"), withScript: false).Forms[MimeTypes.Html];
        Assert.DoesNotContain("</script><b>", html);
        Assert.Single(html.Split("</script>").Skip(1));
        Assert.Contains("aria-label=\"&lt;/script&gt;&lt;b&gt;\"", html);
    }

    [Fact]
    public void A_chart_that_a_user_made_is_shown_too()
    {
        var forms = NotebookRenderer.Render(Chart.Line<int, double, string>([1, 2], [3, 4], Name: "mine")).Forms;
        Assert.Equal("Chart\nscatter mine", forms[MimeTypes.PlainText]);
        Assert.Equal([3.0, 4.0], JsonNode.Parse(forms[ChartForms.MimeType])!["data"]![0]!["y"]!.AsArray().Select(n => (double)n!));
    }

    [Fact]
    public void The_script_and_its_licenses_travel_along()
    {
        Assert.Contains($"plotly.js v{PlotlyScript.Version}", PlotlyScript.Text[..200]);
        Assert.Contains("MIT license", PlotlyScript.Text[..300]);
        Assert.Contains("MIT", PlotlyScript.License);
        using var packed = new MemoryStream(Convert.FromBase64String(PlotlyScript.PackedText));
        using var gzip = new GZipStream(packed, CompressionMode.Decompress);
        Assert.Equal(PlotlyScript.Text, new StreamReader(gzip).ReadToEnd());
    }

    [Fact]
    public void A_frame_is_a_table_of_its_first_rows()
    {
        var frame = new DataFrame(
            new StringDataFrameColumn("Name", Enumerable.Range(0, 150).Select(i => i == 0 ? "<b>" : i == 1 ? null : $"n{i}")!),
            new SingleDataFrameColumn("Distance", Enumerable.Range(0, 150).Select(i => i == 1 ? default(float?) : i / 8f)));
        var forms = NotebookRenderer.Render(frame).Forms;
        Assert.Equal([MimeTypes.Html, MimeTypes.PlainText], forms.Keys.Order());
        var lines = forms[MimeTypes.PlainText].Split('\n');
        Assert.Equal(["Name  Distance", "<b>          0", "", "n2        0.25"], lines.Take(4));
        Assert.Equal("… and 50 more", lines[^1]);
        Assert.Equal(102, lines.Length);
        Assert.Contains("<td style=\"text-align:left\">&lt;b&gt;</td><td style=\"text-align:right\">0</td>", forms[MimeTypes.Html]);
        Assert.Contains("n99", forms[MimeTypes.Html]);
        Assert.DoesNotContain("n100", forms[MimeTypes.Html]);
    }

    [Fact]
    public void What_it_does_not_know_the_library_renders()
    {
        Assert.Equal("5", NotebookRenderer.PlainText(5));
        Assert.Equal("null", NotebookRenderer.PlainText(null));
        Assert.Contains("<table>", NotebookRenderer.Render(new { A = 1 }).Forms[MimeTypes.Html]);
    }
}
