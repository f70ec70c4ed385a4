using System.Globalization;
using GarmentTools.Catalogs;
using GarmentTools.Common;
using GarmentTools.Reports.Results;

namespace GarmentTools.Reports;

/// <summary>A table that goes to CSV or Markdown: names of columns, and rows of texts and numbers.</summary>
internal sealed record ReportTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <summary>As <see cref="ResultCsv"/> writes: commas, LF, no text that a spreadsheet would run.</summary>
    public void WriteCsv(TextWriter writer)
    {
        Line([.. Columns.Select(CsvCell.Of)]);
        foreach (var row in Rows) Line([.. row.Select(Csv)]);

        void Line(IReadOnlyList<string> cells) => writer.Write(string.Join(',', cells) + "\n");
    }

    /// <summary>A heading and a table; names of files and values cannot become markup, links or HTML.</summary>
    public void WriteMarkdown(TextWriter writer)
    {
        writer.Write($"## {SafeText.Markdown(Title)}\n\n");
        if (Rows.Count == 0)
        {
            writer.Write("none\n\n");
            return;
        }
        Line([.. Columns.Select(SafeText.Markdown)]);
        Line([.. Columns.Select((_, i) => Rows.All(row => row[i] is null or IFormattable) ? "---:" : "---")]);
        foreach (var row in Rows) Line([.. row.Select(cell => SafeText.Markdown(Text(cell)))]);
        writer.Write("\n");

        void Line(IReadOnlyList<string> cells) => writer.Write($"| {string.Join(" | ", cells)} |\n");
    }

    /// <summary>
    /// The columns of attributes, called like the attribute, and <c>attribute:NAME</c> where another column has that name.
    /// </summary>
    public static (string[] Names, string[] Columns) Attributes(IEnumerable<Garment> garments, IReadOnlyList<string> taken)
    {
        string[] names = [.. garments.SelectMany(g => g.Attributes.Keys).Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase)];
        return (names, [.. names.Select(name => taken.Contains(name, StringComparer.OrdinalIgnoreCase) ? "attribute:" + name : name)]);
    }

    private static string Csv(object? cell) => cell switch
    {
        null => "",
        string text => CsvCell.Of(text),
        bool flag => flag ? "true" : "false",
        IFormattable number => CsvCell.Of(number),
        _ => CsvCell.Of(cell.ToString()),
    };

    private static string Text(object? cell) => cell switch
    {
        null => "",
        bool flag => flag ? "yes" : "",
        float or double => ((IFormattable)cell).ToString("0.0000", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString()!,
    };
}
