using System.Globalization;
using System.Text;

namespace GarmentTools.PowerShell;

/// <summary>
/// Text of others (names of files, values of attributes) made safe to show: no control character, escape sequence or mark of direction reaches the
/// terminal. The module's views use it; the objects keep the exact text.
/// </summary>
public static class PlainText
{
    /// <summary>One line in which what is not printable is spelled out, such as <c>\u001B</c>; line breaks become spaces.</summary>
    /// <param name="value">A text, or anything that has one; null for "".</param>
    public static string Line(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        if (!text.Any(IsHarmful)) return text;
        var safe = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (c is '\n' or '\r' or '\t') safe.Append(' ');
            else if (IsHarmful(c)) safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else safe.Append(c);
        }
        return safe.ToString();
    }

    /// <summary>As <see cref="Line"/>, but with the breaks between lines left alone.</summary>
    /// <param name="value">A text, or anything that has one; null for "".</param>
    public static string Lines(object? value) =>
        string.Join('\n', (Convert.ToString(value, CultureInfo.InvariantCulture) ?? "").ReplaceLineEndings("\n").Split('\n').Select(Line));

    private static bool IsHarmful(char c) => char.IsControl(c) || c is '\u061C' or '\u200E' or '\u200F' or '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
