using System.Globalization;

namespace GarmentTools.Common;

/// <summary>A range of rows, counted from 0, both ends included: <c>0..442</c> are the first 443 rows.</summary>
/// <param name="First">The first row.</param>
/// <param name="Last">The last row, not before the first.</param>
public readonly record struct RowRange(int First, int Last)
{
    /// <summary>How many rows it spans.</summary>
    public int Count => Last - First + 1;

    /// <summary>Reads <c>0..442</c>, or <c>7</c> for one row.</summary>
    /// <exception cref="UsageException">It is not of this form, or ends before it begins.</exception>
    public static RowRange Parse(string text)
    {
        var parts = text.Split("..");
        if (parts.Length <= 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) && last >= first)
            return new RowRange(first, last);
        throw new UsageException($"A range of rows is written FIRST..LAST, counted from 0 and both included, such as 0..442; found " +
            $"'{text}'.");
    }

    /// <summary>Whether a row lies inside.</summary>
    public bool Contains(int row) => row >= First && row <= Last;

    /// <inheritdoc/>
    public override string ToString() => First == Last ? $"{First}" : $"{First}..{Last}";
}
