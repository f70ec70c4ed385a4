using System.Globalization;
using System.Text;
using GarmentTools.Common;

namespace GarmentTools.Cli.Printing;

/// <summary>Text for a terminal: safe to print, and as wide as it may be.</summary>
internal static class Printable
{
    /// <summary>One line of text in which what is not printable is spelled out.</summary>
    public static string Line(string text) => PrintableText.Line(text);

    /// <summary>As <see cref="Line"/>, but with the line breaks of CSV and JSON left alone.</summary>
    public static string Lines(string text) => string.Join('\n', text.Split('\n').Select(Line));

    /// <summary>Shortens in the middle, since the ends of file names tell most.</summary>
    public static string Clip(string text, int width)
    {
        if (width < 1 || Width(text) <= width) return text;
        var elements = Elements(text);
        int head = 0, tail = elements.Count, used = 1;
        // Two characters of the end for each of the beginning.
        for (var turn = 0; head < tail; turn++)
        {
            var element = turn % 3 == 0 ? elements[head] : elements[tail - 1];
            if (used + Width(element) > width) break;
            used += Width(element);
            if (turn % 3 == 0) head++;
            else tail--;
        }
        return string.Concat(elements.Take(head)) + "…" + string.Concat(elements.Skip(tail));
    }

    /// <summary>Shortens a path: first its folders, then the name.</summary>
    public static string ClipPath(string path, int width)
    {
        if (width < 1 || Width(path) <= width) return path;
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name.Length < path.Length && Width(name) + 2 <= width ? "…/" + name : Clip(name, width);
    }

    /// <summary>Columns that a text takes in a terminal: East Asian letters and emoji take two, accents none.</summary>
    public static int Width(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
                or UnicodeCategory.Format ? 0 : IsWide(rune.Value) ? 2 : 1;
        return width;
    }

    /// <summary>Fills up with spaces.</summary>
    public static string Pad(string text, int width, bool right = false)
    {
        var spaces = new string(' ', Math.Max(0, width - Width(text)));
        return right ? spaces + text : text + spaces;
    }

    private static List<string> Elements(string text)
    {
        var elements = new List<string>();
        for (var all = StringInfo.GetTextElementEnumerator(text); all.MoveNext();) elements.Add(all.GetTextElement());
        return elements;
    }

    private static bool IsWide(int c) =>
        c >= 0x1100 && (c <= 0x115F || c is >= 0x2E80 and <= 0x303E or >= 0x3041 and <= 0x33FF or >= 0x3400 and <= 0x4DBF or >= 0x4E00
        and <= 0x9FFF
        or >= 0xA000 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF or >= 0xFE30 and <= 0xFE6F or >= 0xFF00
            and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6
        or >= 0x1F300 and <= 0x1F64F or >= 0x1F680 and <= 0x1F6FF or >= 0x1F900 and <= 0x1F9FF or >= 0x20000 and <= 0x3FFFD);
}
