using System.Text;

namespace GarmentTools.Interactive.Rendering;

/// <summary>A cell of a table.</summary>
/// <param name="Text">What it says.</param>
/// <param name="IsNumber">Whether it is set to the right.</param>
/// <param name="Html">What stands in its place in HTML, such as a picture; already encoded.</param>
internal readonly record struct TableCell(string Text, bool IsNumber = false, string? Html = null);

/// <summary>A table that is shown as HTML and as text.</summary>
internal sealed class ResultTable(IReadOnlyList<string> headers, string? caption = null)
{
    private const int WidestColumn = 60;
    private readonly List<TableCell[]> _rows = [];

    /// <summary>What is said below, such as that there are more rows.</summary>
    public string? Note { get; set; }

    public void Add(params TableCell[] cells) => _rows.Add(cells);

    public string ToHtml()
    {
        var html = new StringBuilder("<table>");
        if (caption is not null) html.Append($"<caption style=\"text-align:left\">{Html.Encode(caption)}</caption>");
        if (headers.Any(h => h.Length > 0))
            html.Append("<thead><tr>").AppendJoin("", headers.Select(h => $"<th style=\"text-align:left\">{Html.Encode(h)}</th>"))
                .Append("</tr></thead>");
        html.Append("<tbody>");
        foreach (var row in _rows)
            html.Append("<tr>").AppendJoin("", row.Select(c =>
                $"<td style=\"text-align:{(c.IsNumber ? "right" : "left")}\">{c.Html ?? Html.Encode(c.Text)}</td>")).Append("</tr>");
        html.Append("</tbody></table>");
        if (Note is not null) html.Append($"<p>{Html.Encode(Note)}</p>");
        return html.ToString();
    }

    public override string ToString()
    {
        var rows = _rows.Select(row => row.Select(c => Clip(c.Text)).ToArray()).ToList();
        var widths = headers.Select((h, i) => rows.Select(r => i < r.Length ? r[i].Length : 0).Append(h.Length).Max()).ToArray();
        var text = new StringBuilder();
        if (caption is not null) text.Append(caption).Append('\n');
        if (headers.Any(h => h.Length > 0))
            Line(headers.Select((h, i) => _rows.Count > 0 && i < _rows[0].Length && _rows[0][i].IsNumber ? h.PadLeft(widths[i])
                : h.PadRight(widths[i])));
        for (var r = 0; r < rows.Count; r++)
            Line(rows[r].Select((cell, i) => _rows[r][i].IsNumber ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i])));
        if (Note is not null) text.Append(Note).Append('\n');
        return text.ToString().TrimEnd('\n');

        void Line(IEnumerable<string> cells) => text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
    }

    private static string Clip(string text)
    {
        text = text.ReplaceLineEndings(" ");
        return text.Length <= WidestColumn ? text : text[..(WidestColumn - 1)] + "…";
    }
}
