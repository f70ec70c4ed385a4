using System.Globalization;
using System.Text;
using GarmentTools.Common;

namespace GarmentTools.Reports;

/// <summary>
/// Foreign text (names of files, attribute values) made harmless in markup; what is not printable is spelled out by
/// <see cref="PrintableText"/>.
/// </summary>
internal static class SafeText
{
    /// <summary>Text for HTML, between tags or in a quoted attribute.</summary>
    public static string Html(string text)
    {
        text = PrintableText.Line(text);
        return text.AsSpan().ContainsAny("&<>\"'`")
            ? new StringBuilder(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;")
                .Replace("'", "&#39;")
                .Replace("`", "&#96;").ToString()
            : text;
    }

    /// <summary>Text for a cell of a Markdown table: nothing in it is markup, HTML or a link.</summary>
    public static string Markdown(string text)
    {
        var safe = new StringBuilder(text.Length + 8);
        foreach (var c in PrintableText.Line(text))
        {
            if (c is '<' or '>' or '&') safe.Append(CultureInfo.InvariantCulture, $"&#{(int)c};");
            else if (c is '\\' or '|' or '`' or '*' or '_' or '[' or ']' or '(' or ')' or '#' or '!' or '~' or '@' or '$')
                safe.Append('\\').Append(c);
            // A colon or point between letters would be made a link by some programs.
            else if (c is ':') safe.Append("&#58;");
            else safe.Append(c);
        }
        return safe.ToString();
    }
}
