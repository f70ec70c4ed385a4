using System.Globalization;

namespace GarmentTools.Common;

/// <summary>One cell of CSV (RFC 4180), made harmless for spreadsheets.</summary>
internal static class CsvCell
{
    /// <summary>
    /// Quotes where needed. Text that a spreadsheet would run as a formula (it begins with = + - @, tab or CR and is not a plain number)
    /// gets a <c>'</c> before it.
    /// </summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (IsFormula(text)) text = "'" + text;
        return text.AsSpan().ContainsAny("\",;\r\n\t") || text[0] == ' ' || text[^1] == ' '
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    /// <summary>The text of a cell that <see cref="Of(string)"/> wrote: without the mark before what looks like a formula.</summary>
    public static string? Plain(string? cell) => cell is ['\'', _, ..] && IsFormula(cell[1..]) ? cell[1..] : cell;

    /// <summary>A number with all its digits.</summary>
    public static string Of(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    private static bool IsFormula(string text) => text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !IsNumber(text);

    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture, out _);
}
