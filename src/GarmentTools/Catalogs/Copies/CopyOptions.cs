using System.Globalization;
using GarmentTools.Common;

namespace GarmentTools.Catalogs.Copies;

/// <summary>How <see cref="GarmentCatalog.CopyTo"/> works.</summary>
public sealed record CopyOptions
{
    /// <summary>
    /// Only garments that were changed after this are copied. Default null: what the destination lacks, which the two catalogs can tell by
    /// themselves.
    /// </summary>
    public CopySince? Since { get; init; }

    /// <summary>A destination that holds another catalog, or went its own way, is replaced. Default false: it is refused.</summary>
    public bool Overwrite { get; init; }
}

/// <summary>A point in a catalog's history: a change by its number (<see cref="CatalogInfo.LastChange"/>), or a time.</summary>
/// <param name="Change">The number of a change; 0 for the beginning.</param>
/// <param name="Time">A time; counts where there is no number.</param>
public readonly record struct CopySince(long? Change, DateTimeOffset? Time = null)
{
    /// <summary>Reads a number, or a date with or without a time (of this machine's zone unless it names one).</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    public static CopySince Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var change)) return new(change);
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time)) return new(null, time);
        throw new UsageException($"'{text}' is neither the number of a change, such as 17, nor a time, such as 2026-05-01 or '2026-05-01 " +
            "14:30'.",
            new Remedy(RemedyKind.ShowCatalog));
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Change?.ToString(CultureInfo.InvariantCulture) ?? Time?.ToString("O", CultureInfo.InvariantCulture) ?? "0";
}
