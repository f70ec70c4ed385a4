using GarmentTools.Common;

namespace GarmentTools.Search;

/// <summary>What a search returns. Rows that a filter or an exclusion rules out are left out before the nearest are taken.</summary>
public sealed record VectorSearchOptions
{
    /// <summary>How many rows to return at most. Default 10; from 1.</summary>
    public int Count { get; init; } = 10;

    /// <summary>How vectors are compared. Default <see cref="DistanceMetric.Cosine"/>.</summary>
    public DistanceMetric Metric { get; init; } = DistanceMetric.Cosine;

    /// <summary>
    /// The largest distance to return (itself included), 0 to 2 in units of <see cref="Metric"/>. Default null: no limit.
    /// </summary>
    public float? MaxDistance { get; init; }

    /// <summary>
    /// Only rows behind this place in the order of results: the page that follows one whose last result this was. Default null: from the
    /// nearest on.
    /// </summary>
    public SearchPosition? After { get; init; }

    /// <summary>The rows that may be returned. Default null: all.</summary>
    public RowFilter? Filter { get; init; }

    /// <summary>Ids that are never returned; unknown ones are ignored. Default null: none.</summary>
    public IReadOnlyCollection<long>? ExcludedIds { get; init; }

    /// <summary>How many threads work on the search. Default 0: one per core. The answer does not depend on it.</summary>
    public int Threads { get; init; }

    internal int Workers => Threads == 0 ? Environment.ProcessorCount : Threads;

    internal void Validate(int rows)
    {
        var faults = new List<string>();
        if (Count < 1)
            faults.Add($"Count is {Count}; it must be 1 or more.");
        if (!Enum.IsDefined(Metric))
            faults.Add($"Metric is {(int)Metric}; it must be Cosine or Euclidean.");
        if (MaxDistance is { } limit && !(limit >= 0 && limit <= 2))
            faults.Add(FormattableString.Invariant($"MaxDistance is {limit}; it must be between 0 (equal) and 2 (opposite)."));
        if (After is { } after && !(after.Distance >= 0 && after.Distance <= 2))
            faults.Add(FormattableString.Invariant($"After has the distance {after.Distance}; it must be between 0 and 2."));
        if (Filter is { } filter && filter.Rows != rows)
            faults.Add($"Filter is made for an index of {filter.Rows} rows; this one has {rows}. Make it from this index.");
        if (Threads < 0)
            faults.Add($"Threads is {Threads}; it must be 0 (one per core) or more.");
        if (faults.Count > 0)
            throw new UsageException("The search cannot run. " + string.Join(" ", faults));
    }
}
