using System.Globalization;
using GarmentTools.Common;

namespace GarmentTools.PowerShell;

/// <summary>
/// What the module's views call to show text of others: anything's text, made safe by <see cref="PrintableText"/>. The objects keep the
/// exact text.
/// </summary>
public static class PlainText
{
    /// <summary>One line in which what is not printable is spelled out.</summary>
    /// <param name="value">A text, or anything that has one; null for "".</param>
    public static string Line(object? value) => PrintableText.Line(Convert.ToString(value, CultureInfo.InvariantCulture));

    /// <summary>As <see cref="Line"/>, but with the breaks between lines left alone.</summary>
    /// <param name="value">A text, or anything that has one; null for "".</param>
    public static string Lines(object? value) => PrintableText.Lines(Convert.ToString(value, CultureInfo.InvariantCulture));
}
