using System.Globalization;
using System.Text;
using GarmentTools.Rendering;

namespace GarmentTools.Reports;

/// <summary>
/// Foreign text (names of files, attribute values) made harmless to look at: what is not printable or turns the direction of writing is spelled out.
/// </summary>
internal static class SafeText
{
    /// <summary>One line in which control characters and marks of direction are shown as <c>\u202E</c>, and line breaks as spaces.</summary>
    public static string Line(string text)
    {
        if (!text.Any(c => IsHarmful(c) || char.IsSurrogate(c))) return text;
        var safe = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\n' or '\r' or '\t') safe.Append(' ');
            else if (char.IsSurrogate(c))
            {
                // Half a character cannot be written as UTF-8.
                if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) safe.Append(c).Append(text[++i]);
                else safe.Append('\uFFFD');
            }
            else if (IsHarmful(c)) safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else safe.Append(c);
        }
        return safe.ToString();
    }

    /// <summary>Text for HTML, between tags or in a quoted attribute.</summary>
    public static string Html(string text)
    {
        text = Line(text);
        return text.AsSpan().ContainsAny("&<>\"'`")
            ? new StringBuilder(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;").Replace("'", "&#39;")
                .Replace("`", "&#96;").ToString()
            : text;
    }

    /// <summary>Text for a cell of a Markdown table: nothing in it is markup, HTML or a link.</summary>
    public static string Markdown(string text)
    {
        var safe = new StringBuilder(text.Length + 8);
        foreach (var c in Line(text))
        {
            if (c is '<' or '>' or '&') safe.Append(CultureInfo.InvariantCulture, $"&#{(int)c};");
            else if (c is '\\' or '|' or '`' or '*' or '_' or '[' or ']' or '(' or ')' or '#' or '!' or '~' or '@' or '$') safe.Append('\\').Append(c);
            // A colon or point between letters would be made a link by some programs.
            else if (c is ':') safe.Append("&#58;");
            else safe.Append(c);
        }
        return safe.ToString();
    }

    private static bool IsHarmful(char c) => char.IsControl(c) || c is '\u061C' or '\u200E' or '\u200F' or '\u2028' or '\u2029' or '\uFEFF'
        or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200B' or '\uFFFE' or '\uFFFF';
}
