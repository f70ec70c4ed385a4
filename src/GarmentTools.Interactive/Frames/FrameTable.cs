using GarmentTools.Interactive.Rendering;
using Microsoft.Data.Analysis;

namespace GarmentTools.Interactive.Frames;

/// <summary>A data frame as a table: its first rows, as HTML and as text.</summary>
internal static class FrameTable
{
    private const int MostRows = 100;

    public static RenderedValue Render(DataFrame frame)
    {
        var table = new ResultTable([.. frame.Columns.Select(column => column.Name)]);
        var rows = frame.Rows.Count;
        var numeric = frame.Columns.Select(column => column.IsNumericColumn()).ToArray();
        for (var row = 0L; row < Math.Min(rows, MostRows); row++)
            table.Add([.. frame.Columns.Select((column, i) => Cell(column[row], numeric[i]))]);
        if (rows > MostRows) table.Note = $"… and {rows - MostRows:N0} more";
        return new(new Dictionary<string, string> { [MimeTypes.Html] = table.ToHtml(), [MimeTypes.PlainText] = table.ToString() });
    }

    private static TableCell Cell(object? value, bool isNumber) => new(value is null ? "" : ResultTables.Text(value), isNumber);
}
