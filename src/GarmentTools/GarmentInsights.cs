using GarmentTools.Catalogs;
using GarmentTools.Common;
using GarmentTools.Insights;
using GarmentTools.Studies;

namespace GarmentTools;

/// <summary>
/// What can be learned from all garments of a catalog together: duplicates, groups, outliers, a map. The vectors are read once, so that the
/// questions
/// share them.
/// </summary>
/// <remarks>Shows the catalog as it was when this was made. Any number of threads may ask.</remarks>
public sealed class GarmentInsights
{
    private readonly GarmentCatalog _catalog;
    private readonly InsightOptions _options;
    private readonly InsightVectors _vectors;
    private readonly Lock _lock = new();
    private (int K, int[] Rows, float[] Distances) _nearest;

    internal GarmentInsights(GarmentCatalog catalog, InsightOptions options, IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken)
    {
        (_catalog, _options) = (catalog, options);
        _vectors = Load(catalog, options, progress, cancellationToken);
    }

    /// <summary>The garments, by id.</summary>
    public IReadOnlyList<Garment> Garments => _vectors.Garments;

    /// <summary>Different photos: garments of equal bytes count once.</summary>
    public int DistinctPhotos => _vectors.Count;

    /// <summary>
    /// Photos of equal bytes, and near-duplicates: each with the copy that is proposed to be kept, and why. Decisions count.
    /// </summary>
    /// <param name="options">What counts as near; null for the defaults.</param>
    /// <param name="progress">How far it has come.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="UsageException">The distance is out of range, or so large that nearly all pairs are within it.</exception>
    public IReadOnlyList<DuplicateGroup> FindDuplicates(DuplicateOptions? options = null, IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        // A learned metric pulls photos of one product together: what is the same photo is seen without it.
        var plain = _options.Metric is null ? _vectors : Load(_catalog, _options with { Metric = null }, progress, cancellationToken);
        return new DuplicateFinder(plain, _catalog.ReadDecisions(), options ?? new(), progress, cancellationToken).Find();
    }

    /// <summary>Garments in groups that look alike, each with its medoid and the least similarity within it.</summary>
    /// <param name="options">How many groups; null for the defaults.</param>
    /// <param name="progress">How far it has come.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="UsageException">The options cannot be, or ask for more pairs than memory holds.</exception>
    public IReadOnlyList<GarmentGroup> Group(GroupOptions? options = null, IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        new GroupFinder(_vectors, options ?? new(), progress, cancellationToken).Find();

    /// <summary>The garments that are farthest from all others.</summary>
    /// <param name="options">How many; null for the defaults.</param>
    /// <param name="progress">How far it has come.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="UsageException">The options cannot be.</exception>
    public IReadOnlyList<Outlier> FindOutliers(OutlierOptions? options = null, IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        OutlierFinder.Find(_vectors, options ?? new(), k => Nearest(k, progress, cancellationToken));

    /// <summary>A map of the garments on which those that look alike lie near each other; the same every time.</summary>
    /// <param name="options">How it is drawn; null for the defaults.</param>
    /// <param name="progress">How far it has come.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="UsageException">The options cannot be.</exception>
    public GarmentMap Map(MapOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken =
        default) =>
        MapDrawer.Draw(_vectors, options ?? new(), k => Nearest(k, progress, cancellationToken), progress, cancellationToken);

    /// <summary>
    /// The nearest garments of each garment, in the order of <see cref="Garments"/>; of garments of equal bytes, one stands for all, and it
    /// is not
    /// its copies' neighbor.
    /// </summary>
    /// <param name="count">How many; from 1.</param>
    /// <param name="progress">How far it has come.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="UsageException">The count is below 1.</exception>
    public IReadOnlyList<IReadOnlyList<Neighbor>> Neighbors(int count = 10, IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        if (count < 1) throw new UsageException($"Count is {count}, expected at least 1.");
        var k = Math.Min(count, Math.Max(0, _vectors.Count - 1));
        var (rows, distances) = Nearest(k, progress, cancellationToken);
        var lists = Enumerable.Range(0, _vectors.Count).Select(row => (IReadOnlyList<Neighbor>)[.. Enumerable.Range(0, k)
            .Select(i => new Neighbor(i + 1, distances[row * k + i], _vectors.GarmentOf(rows[row * k + i]), Duplicate: false))]).ToArray();
        return [.. _vectors.RowOf.Select(row => lists[row])];
    }

    // The longest lists that were asked for serve the shorter ones.
    private (int[] Rows, float[] Distances) Nearest(int k, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_nearest.Rows is null || _nearest.K < k)
            {
                var wanted = Math.Min(Math.Max(k, 15), Math.Max(0, _vectors.Count - 1));
                var (rows, distances) = PairScan.Nearest(_vectors, wanted, progress, cancellationToken);
                _nearest = (wanted, rows, distances);
            }
            if (_nearest.K == k) return (_nearest.Rows!, _nearest.Distances);
            return (Cut(_nearest.Rows!), Cut(_nearest.Distances));
        }

        T[] Cut<T>(T[] all)
        {
            var part = new T[_vectors.Count * k];
            for (var row = 0; row < _vectors.Count; row++) Array.Copy(all, row * _nearest.K, part, row * k, k);
            return part;
        }
    }

    private static InsightVectors Load(GarmentCatalog catalog, InsightOptions options, IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (options.Metric is { } metric)
        {
            if (options.Output is { } asked && asked != metric.Output)
                throw new UsageException($"The learned metric takes the output '{metric.Output}', '{asked}' was asked for. Leave the " +
                    "output out.");
            return InsightVectors.Load(catalog.List(options.Filter), catalog.GetEmbeddings(metric, options.Filter, progress,
                cancellationToken), cancellationToken);
        }
        using var plain = catalog.GetEmbeddings(options.Output, filter: options.Filter);
        return InsightVectors.Load(catalog.List(options.Filter), plain, cancellationToken);
    }
}
