using System.Globalization;
using GarmentTools.Common;

namespace GarmentTools.Search;

/// <summary>A place in the order of results, which is by distance and then by id: where one page ends and the next begins.</summary>
/// <param name="Distance">The distance of the last result seen, exactly as it was given.</param>
/// <param name="Id">Its id.</param>
public readonly record struct SearchPosition(float Distance, long Id) : IComparable<SearchPosition>
{
    /// <summary>Reads <c>DISTANCE,ID</c>, as <see cref="ToString"/> writes it.</summary>
    /// <exception cref="UsageException">It is something else.</exception>
    public static SearchPosition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Split(',') is [var distance, var id]
            && float.TryParse(distance, NumberStyles.Float, CultureInfo.InvariantCulture, out var at) && at is >= 0 and <= 2
            && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var garment))
            return new(at, garment);
        throw new UsageException($"'{text}' is not a place in a list of results, expected the distance and the id of the last one seen, " +
            "such as 0.7776984,9.");
    }

    /// <inheritdoc/>
    public int CompareTo(SearchPosition other) => Distance != other.Distance ? Distance.CompareTo(other.Distance) : Id.CompareTo(other.Id);

    /// <summary><c>DISTANCE,ID</c>, with all digits of the distance.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Distance:R},{Id}");

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <(SearchPosition left, SearchPosition right) => left.CompareTo(right) < 0;
    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >(SearchPosition left, SearchPosition right) => left.CompareTo(right) > 0;
    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <=(SearchPosition left, SearchPosition right) => left.CompareTo(right) <= 0;
    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >=(SearchPosition left, SearchPosition right) => left.CompareTo(right) >= 0;
}
