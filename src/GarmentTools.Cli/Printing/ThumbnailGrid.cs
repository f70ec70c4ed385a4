using GarmentTools.Imaging;

namespace GarmentTools.Cli.Printing;

/// <summary>Pictures side by side, each with a title and a name below it, as many in a row as the terminal is wide.</summary>
internal sealed class ThumbnailGrid(Terminal terminal)
{
    private const int PerRow = 5, MinWidth = 12, MaxWidth = 24, Gap = 2;
    private readonly List<(ImageSource Source, string Name, string Title)> _pictures = [];

    /// <summary>
    /// Whether pictures can be shown: in a terminal of many colors, unless the user wants no colors; in another terminal if asked for.
    /// </summary>
    public static bool IsWanted(Terminal terminal, bool show, bool noThumbnails)
    {
        if (noThumbnails || !terminal.OutIsTerminal) return false;
        return show || (terminal.HasAnsi && terminal.HasTrueColor && !terminal.NoColor);
    }

    public void Add(ImageSource source, string name, string title) => _pictures.Add((source, Printable.Line(name), title));

    public void Print(CancellationToken cancellationToken)
    {
        var width = Math.Clamp(terminal.Width / PerRow - Gap, Math.Min(MinWidth, terminal.Width), MaxWidth);
        var height = width * 2 / 3; // boxes a third higher than wide, as clothes are
        var perRow = Math.Max(1, (terminal.Width + Gap) / (width + Gap));
        foreach (var row in _pictures.Chunk(perRow))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var lines = row.Select(picture => Thumbnail.Lines(picture.Source, width, height)).ToArray();
            for (var y = 0; y < height; y++) terminal.Out.WriteLine(string.Join(new string(' ', Gap), lines.Select(picture => picture[y])));
            Line(row.Select(picture => picture.Title));
            Line(row.Select(picture => Printable.Clip(picture.Name, width)));
            terminal.Out.WriteLine();
        }

        void Line(IEnumerable<string> captions) =>
            terminal.Out.WriteLine(string.Join(new string(' ', Gap), captions.Select(caption => Printable.Pad(caption, width))).TrimEnd());
    }
}
