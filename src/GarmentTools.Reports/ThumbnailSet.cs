using System.Globalization;
using GarmentTools.Common;
using GarmentTools.Imaging;

namespace GarmentTools.Reports;

/// <summary>
/// The photos of a page: each is in the file once, as a symbol that any number of places use. Asked for while the page is written, made
/// afterwards.
/// </summary>
internal sealed class ThumbnailSet(int side, int largeSide)
{
    private readonly List<(string Path, bool Large)> _wanted = [];
    private readonly Dictionary<(string, bool), int> _known = [];
    private readonly Dictionary<string, Size?> _sizes = new(StringComparer.Ordinal);

    /// <summary>Columns and rows of a photo.</summary>
    public readonly record struct Size(int Width, int Height);

    /// <summary>The name of the symbol that shows a photo; null where it cannot be shown.</summary>
    public string? Want(string path, bool large = false)
    {
        if (SizeOf(path) is null) return null;
        if (!_known.TryGetValue((path, large), out var number))
        {
            _known[(path, large)] = number = _known.Count;
            _wanted.Add((path, large));
        }
        return "p" + number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Columns and rows of a photo; null where it is gone or damaged.</summary>
    public Size? SizeOf(string path)
    {
        if (_sizes.TryGetValue(path, out var size)) return size;
        try
        {
            if (File.Exists(path)) size = ImageReader.Probe(path) is var info ? new Size(info.Width, info.Height) : null;
        }
        catch (Exception e) when (e is ImageException or IOException or UnauthorizedAccessException) { }
        return _sizes[path] = size;
    }

    /// <summary>Writes all symbols, in the order in which they were asked for.</summary>
    public void Write(TextWriter writer, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        const int part = 64;
        writer.Write("<svg class=\"defs\" aria-hidden=\"true\">\n");
        for (var from = 0; from < _wanted.Count; from += part)
        {
            var first = from;
            var symbols = new string[Math.Min(part, _wanted.Count - from)];
            WorkThreads.For(symbols.Length, cancellationToken, i => symbols[i] = Symbol(first + i));
            foreach (var symbol in symbols) writer.Write(symbol);
            progress?.Report(new("Drawing thumbnails", from + symbols.Length, _wanted.Count, clock.Elapsed));
        }
        writer.Write("</svg>\n");
    }

    private string Symbol(int number)
    {
        var (path, large) = _wanted[number];
        var open = string.Create(CultureInfo.InvariantCulture, $"<symbol id=\"p{number}\" viewBox=\"0 0 ");
        try
        {
            var picture = ImageReader.Read(path, large ? largeSide : side);
            return string.Create(CultureInfo.InvariantCulture,
                $"{open}{picture.Width} {picture.Height}\"><image width=\"{picture.Width}\" height=\"{picture.Height}\" " +
                $"href=\"{Thumbnail.Address(picture)}\"/></symbol>\n");
        }
        catch (ImageException) { return open + "1 1\"></symbol>\n"; } // its header was read, its pixels are damaged: an empty place
    }
}
