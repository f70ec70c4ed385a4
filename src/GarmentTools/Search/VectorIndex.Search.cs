using GarmentTools.Common;

namespace GarmentTools.Search;

public sealed partial class VectorIndex
{
    /// <summary>So many queries pass over the rows together: their codes stay in the second cache.</summary>
    private const int GroupSize = 128;

    /// <summary>
    /// The nearest rows of one query, by (distance, id). Exact: what brute force over the stored vectors gives, bit for bit.
    /// </summary>
    /// <param name="query"><see cref="Dimensions"/> finite numbers of any length; only the direction counts. See
    /// <see cref="RoundAsStored"/>.</param>
    /// <param name="options">How many, which metric, which rows; default the ten nearest by cosine.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <exception cref="UsageException">The query or the options do not fit; the message names every fault.</exception>
    /// <exception cref="ObjectDisposedException">The index is closed.</exception>
    public SearchHit[] Search(ReadOnlySpan<float> query, VectorSearchOptions? options = null, CancellationToken cancellation = default)
    {
        if (query.Length != Dimensions)
            throw SearchThrow.WrongDimensions(query.Length, Dimensions);
        return SearchMany(query, options, cancellation)[0];
    }

    /// <summary>
    /// The nearest rows of each of many queries. Every block of rows is read once for all queries of a group, so this is quicker than one
    /// by one.
    /// </summary>
    /// <param name="queries">The queries one after the other: a multiple of <see cref="Dimensions"/> finite numbers.</param>
    /// <param name="options">As for one query; filter and exclusions hold for all.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>One array per query, in order.</returns>
    /// <exception cref="UsageException">A query or the options do not fit.</exception>
    /// <exception cref="ObjectDisposedException">The index is closed.</exception>
    public SearchHit[][] SearchMany(ReadOnlySpan<float> queries, VectorSearchOptions? options = null, CancellationToken cancellation =
        default)
    {
        options ??= new VectorSearchOptions();
        options.Validate(Count);
        if (queries.Length % Dimensions != 0)
            throw SearchThrow.WrongDimensions(queries.Length % Dimensions, Dimensions);
        for (int i = 0; i < queries.Length; i++)
        {
            if (!float.IsFinite(queries[i]))
                throw SearchThrow.NotFinite(i / Dimensions, i % Dimensions, queries[i]);
        }
        var results = new SearchHit[queries.Length / Dimensions][];
        using var hold = new Hold(this);
        var (group, run) = Begin(results.Length, options, cancellation);
        float floor = StartingFloor(options);
        for (int first = 0; first < results.Length; first += group.Capacity)
        {
            group.Clear();
            for (int i = first; i < Math.Min(results.Length, first + group.Capacity); i++)
                group.Add(queries.Slice(i * Dimensions, Dimensions), -1, floor);
            run.Answer(group, results, first);
        }
        return results;
    }

    /// <summary>The nearest rows of rows of this index, each leaving out itself: the neighbors of garments of the catalog.</summary>
    /// <param name="rows">Rows, 0 to <see cref="Count"/> − 1, in any order.</param>
    /// <param name="options">As for one query.</param>
    /// <param name="progress">Told about rows answered.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>One array per row asked for, in order.</returns>
    /// <exception cref="UsageException">There is no such row, or the options do not fit.</exception>
    /// <exception cref="ObjectDisposedException">The index is closed.</exception>
    public SearchHit[][] SearchRows(ReadOnlySpan<int> rows, VectorSearchOptions? options = null, IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        options ??= new VectorSearchOptions();
        options.Validate(Count);
        foreach (int row in rows)
        {
            if ((uint)row >= (uint)Count)
                throw SearchThrow.NoSuchRow(row, Count);
        }
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var results = new SearchHit[rows.Length][];
        var vector = new float[Dimensions];
        using var hold = new Hold(this);
        var (group, run) = Begin(results.Length, options, cancellation);
        float floor = StartingFloor(options);
        for (int first = 0; first < results.Length; first += group.Capacity)
        {
            group.Clear();
            for (int i = first; i < Math.Min(results.Length, first + group.Capacity); i++)
            {
                ReadVector(rows[i], vector);
                group.Add(vector, rows[i], floor);
            }
            run.Answer(group, results, first);
            progress?.Report(new WorkProgress("Finding neighbors", first + group.Count, results.Length, clock.Elapsed));
        }
        return results;
    }

    private (QueryGroup Group, SearchRun Run) Begin(int queries, VectorSearchOptions options, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var excluded = options.ExcludedIds is { Count: > 0 } ids
            ? ids.Select(RowOf).Where(row => row >= 0).Distinct().Order().ToArray()
            : [];
        var selection = new RowSelection(Count, options.Filter, excluded);
        return (new QueryGroup(_layout, Math.Clamp(queries, 1, GroupSize)),
            new SearchRun(Sections, options, selection, Width, cancellation));
    }

    private static float StartingFloor(VectorSearchOptions options) =>
        options.MaxDistance is { } limit ? SearchBounds.Floor(limit, options.Metric) : float.NegativeInfinity;
}
