using System.Globalization;
using System.Text;

namespace GarmentTools.Common;

/// <summary>
/// Text of others (names of files, values of attributes) made safe to show: nothing in it moves the cursor, hides or reorders what stands
/// beside it.
/// Every face shows foreign text through this one place; objects and files keep the exact text.
/// </summary>
public static class PrintableText
{
    /// <summary>
    /// One line in which what is not printable is spelled out, such as <c>\u001B</c> or <c>\U000E0041</c>; line breaks and tabs become
    /// spaces, halves of
    /// characters U+FFFD.
    /// </summary>
    /// <param name="text">Any text; null for "".</param>
    public static string Line(string? text)
    {
        if (text is null) return "";
        if (!text.Any(c => char.IsSurrogate(c) || IsHarmful(c))) return text;
        var safe = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes()) // half a character comes as U+FFFD
        {
            if (rune.Value is '\n' or '\r' or '\t') safe.Append(' ');
            else if (IsHarmful(rune.Value))
                safe.Append(rune.IsBmp ? "\\u" : "\\U").Append(rune.Value.ToString(rune.IsBmp ? "X4" : "X8", CultureInfo.InvariantCulture));
            else safe.Append(rune);
        }
        return safe.ToString();
    }

    /// <summary>As <see cref="Line"/>, but with the breaks between lines left alone.</summary>
    /// <param name="text">Any text; null for "".</param>
    public static string Lines(string? text) => string.Join('\n', (text ?? "").ReplaceLineEndings("\n").Split('\n').Select(Line));

    // C0, DEL and C1; separators of lines and paragraphs; all of Unicode's marks of direction; what has no width; tags, which no terminal
    // shows.
    private static bool IsHarmful(int c) => c <= char.MaxValue && char.IsControl((char)c)
        || c is 0x061C or 0x180E or 0x200B or 0x200E or 0x200F or 0xFEFF or 0xFFFE or 0xFFFF
        || c is >= 0x2028 and <= 0x202E
        || c is >= 0x2060 and <= 0x206F
        || c is >= 0xFFF9 and <= 0xFFFB
        || c is >= 0xE0000 and <= 0xE007F;
}
