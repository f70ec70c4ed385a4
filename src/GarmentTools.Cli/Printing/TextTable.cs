using Spectre.Console;

namespace GarmentTools.Cli.Printing;

/// <summary>A table of foreign text: drawn by Spectre.Console in a terminal, as aligned columns in a pipe.</summary>
internal sealed class TextTable(params TextColumn[] columns)
{
    private const int UsefulWidth = 32; // of a path or a text, before others are left out
    private readonly List<string[]> _rows = [];

    public int Count => _rows.Count;

    public void Add(params string[] cells) => _rows.Add([.. cells.Select(Printable.Line)]);

    public void Print(Terminal terminal)
    {
        if (terminal.OutIsTerminal && terminal.HasAnsi) Draw(terminal);
        else Align(terminal.Out);
    }

    private void Draw(Terminal terminal)
    {
        var shown = Fit(terminal.Width);
        var table = new Table { Border = TableBorder.Simple, ShowHeaders = columns.Any(column => column.Header.Length > 0) };
        foreach (var i in shown)
            table.AddColumn(new TableColumn(new Text(columns[i].Header,
                new Style(decoration: Decoration.Bold)))
            {
                NoWrap = !columns[i].Wrapped,
                Alignment = columns[i].Right ? Justify.Right
                : Justify.Left
            });
        var clipped = ClippedWidth(shown, terminal.Width);
        foreach (var row in _rows)
            table.AddRow(shown.Select(i => new Text(columns[i].IsPath ? Printable.ClipPath(row[i], clipped) : row[i])
            {
                Overflow =
                columns[i].Wrapped ? Overflow.Fold : Overflow.Ellipsis
            }));
        terminal.Ansi().Write(table);
    }

    private void Align(TextWriter writer)
    {
        var widths = Enumerable.Range(0, columns.Length).Select(Width).ToArray();
        if (columns.Any(column => column.Header.Length > 0)) Line([.. columns.Select(column => column.Header)]);
        foreach (var row in _rows) Line(row);

        void Line(string[] cells) =>
            writer.WriteLine(string.Join("  ", cells.Select((cell, i) => Printable.Pad(cell, widths[i], columns[i].Right))).TrimEnd());
    }

    // Columns that are only nice to have go first when the terminal is narrow.
    private List<int> Fit(int width)
    {
        var shown = Enumerable.Range(0, columns.Length).ToList();
        while (shown.FindLastIndex(i => columns[i].Optional) is >= 0 and var last
            && shown.Sum(i => Padded(columns[i].IsPath || columns[i].Wrapped ? Math.Min(Width(i), UsefulWidth)
            : Width(i))) > width - 2) shown.RemoveAt(last);
        return shown;
    }

    private int ClippedWidth(List<int> shown, int width) =>
        Math.Max(8, width - 2 - shown.Sum(i => Padded(columns[i].IsPath ? 0 : Width(i))));

    private int Width(int column) =>
        _rows.Select(row => Printable.Width(row[column])).Append(Printable.Width(columns[column].Header)).Max();

    private static int Padded(int width) => width + 3; // a space on each side, and one between columns
}

/// <summary>A column of a <see cref="TextTable"/>.</summary>
/// <param name="Header">Its name; empty for none.</param>
/// <param name="Right">Whether its cells stand at the right, as numbers do.</param>
/// <param name="IsPath">Whether its cells are paths, which are shortened where the terminal is narrow; one column of a table at
/// most.</param>
/// <param name="Wrapped">Whether its cells are texts that may take several lines.</param>
/// <param name="Optional">Whether it is left out where the terminal is too narrow.</param>
internal sealed record TextColumn(string Header, bool Right = false, bool IsPath = false, bool Wrapped = false, bool Optional = false);
