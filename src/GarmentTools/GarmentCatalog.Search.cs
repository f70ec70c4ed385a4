using GarmentTools.Catalogs;
using GarmentTools.Common;
using GarmentTools.Imaging;
using GarmentTools.Search;

namespace GarmentTools;

public sealed partial class GarmentCatalog
{
    /// <summary>
    /// The garments most similar to a photo (or several of one garment), nearest first; exact. Garments that are the query itself, by path
    /// or id, are
    /// left out; others of equal bytes stay, at distance 0.
    /// </summary>
    /// <param name="query">A path, a picture, a garment or its id, or several of them.</param>
    /// <param name="options">What may be found, and how many.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="ImageException">A photo cannot be read.</exception>
    /// <exception cref="UsageException">There is no such garment, or the options cannot be.</exception>
    /// <exception cref="GarmentOfOtherCatalogException">The query holds a garment of another catalog.</exception>
    /// <exception cref="CatalogException">The catalog cannot be read, or was made with another model.</exception>
    public SimilarResult FindSimilar(GarmentQuery query, SimilarOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        if (options.Count < 1) throw new UsageException($"Count is {options.Count}, expected at least 1.");
        if (options.MinProbability is { } least && (options.LearnedMetric?.Confidence is null || !(least is >= 0 and <= 1)))
            throw options.LearnedMetric?.Confidence is null
                ? new UsageException("A probability needs a learned metric that was calibrated on pairs.",
                    new Remedy(RemedyKind.LearnMetric))
                : new UsageException($"MinProbability is {least}, expected 0 to 1.");
        if (options.After is not null && (options.OnePerProduct || options.MinProbability is not null || options.Approximate))
            throw new UsageException("After goes neither with one-per-product nor with a least probability or an approximate search: " +
                "what they give depends on the pages before. Leave one of them out.");
        if (query.Like.Count == 0) throw new UsageException("The query has no photo, expected at least one.");
        options.Limits.Validate();

        var resolver = new QueryResolver(_store, _model, options, cancellationToken);
        var like = query.Like.Select(resolver.Resolve).ToList();
        var unlike = (query.Unlike ?? []).Select(resolver.Resolve).ToList();
        var vector = QueryVector.Combine([.. like.Select(q => q.Vector)], [.. unlike.Select(q => q.Vector)]);
        var search = new VectorSearchOptions
        {
            Count = options.Count,
            Metric = options.LearnedMetric is null ? options.Metric : DistanceMetric.Cosine,
            MaxDistance = options.MaxDistance,
            ExcludedIds = like.Concat(unlike).Where(q => q.Id is not null).Select(q => q.Id!.Value).ToHashSet(),
            After = options.After,
            Threads = options.Threads,
        };
        var hashes = like.Where(q => q.Sha256 is not null).Select(q => q.Sha256!).ToHashSet();
        return (OnServer(vector, search, hashes, options, cancellationToken)
            ?? InIndex(vector, search, hashes, options, cancellationToken)) with
        {
            Query = [.. query.Like.Select(photo => photo.ToString())],
            Regions = [.. like.Select(q => q.Region)],
        };
    }

    /// <summary>
    /// How far two photos are from each other, with the catalog's model; photos that the catalog knows are not embedded again.
    /// </summary>
    /// <param name="first">A path, a picture, a garment or its id.</param>
    /// <param name="second">Another.</param>
    /// <param name="output">Which of the stored outputs is compared; null for the first.</param>
    /// <param name="limits">What a photo may cost, in pixels and bytes; null for <see cref="ImageLimits.Default"/>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageException">A photo cannot be read.</exception>
    /// <exception cref="UsageException">There is no such garment or output.</exception>
    /// <exception cref="GarmentOfOtherCatalogException">A garment is of another catalog.</exception>
    public GarmentComparison Compare(
        QueryPhoto first, QueryPhoto second, string? output = null, ImageLimits? limits = null,
        CancellationToken cancellationToken = default)
    {
        using (var connection = _store.Read()) output ??= CatalogMeta.Outputs(connection)[0].Name;
        // Both are looked at as garments are.
        var asGarments = new SimilarOptions { Output = output, Domain = "shop", Limits = limits ?? ImageLimits.Default };
        var resolver = new QueryResolver(_store, _model, asGarments, cancellationToken);
        return GarmentComparison.Of(resolver.Resolve(first), resolver.Resolve(second), first.ToString(), second.ToString(), output);
    }

    // Null where the store does not search by itself, or not for what is asked.
    private SimilarResult? OnServer(float[] vector, VectorSearchOptions search, HashSet<string> hashes, SimilarOptions options,
        CancellationToken cancellationToken)
    {
        if (!_store.SearchesItself || options.LearnedMetric is not null) return null;
        search.Validate(rows: 0);
        using var connection = _store.Read();
        using var stop = connection.StopOn(cancellationToken);
        try
        {
            return connection.Transaction(write: false, () =>
            {
                var reader = new GarmentReader(_store, connection);
                reader.CheckNames(options.Filter);
                return Answer(_store.SearchOn(connection, vector, search, new(options.Output, options.Filter, options.Approximate)), reader,
                    hashes, options, cancellationToken);
            });
        }
        catch (CatalogException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e,
            cancellationToken);
        }
    }

    private SimilarResult InIndex(float[] vector, VectorSearchOptions search, HashSet<string> hashes, SimilarOptions options,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            var index = options.LearnedMetric is { } metric ? _indexes.Get(metric, cancellationToken)
                : _indexes.Get(options.Output, cancellationToken);
            try
            {
                using var connection = _store.Read();
                return connection.Transaction(write: false, () =>
                {
                    var reader = new GarmentReader(_store, connection);
                    var filter = options.Filter is null ? null : RowFilter.FromIds(index, reader.Ids(options.Filter));
                    return Answer(new IndexNeighbors(index, vector, search with { Filter = filter }), reader, hashes, options,
                        cancellationToken);
                });
            }
            catch (ObjectDisposedException) { } // another thread saw a newer catalog and closed this index: once more on the new one
        }
    }

    private static SimilarResult Answer(NeighborSource source, GarmentReader reader, HashSet<string> hashes, SimilarOptions options,
        CancellationToken cancellationToken)
    {
        // The margins that probabilities need are those of the first page.
        var confidence = options.After is null ? options.LearnedMetric?.Confidence : null;
        var count = confidence is null ? options.Count : Math.Max(options.Count, 2); // a result's margin needs another one beside it
        var found = options.OnePerProduct ? OnePerProduct(source, count, reader, cancellationToken)
            : Existing(source, count, reader, cancellationToken);
        double[] distances = [.. found.Select(hit => (double)hit.Distance)];
        var probabilities = confidence?.Probabilities(distances);
        var kept = options.MinProbability is { } least ? confidence!.CountConfident(distances, least) : found.Count;
        return new SimilarResult
        {
            Query = [],
            Regions = [],
            NoConfidentMatch = kept == 0 && found.Count > 0,
            Neighbors = [.. found.Take(Math.Min(kept, options.Count)).Select((hit, i) =>
            new Neighbor(i + 1, hit.Distance, hit.Garment, hashes.Contains(hit.Garment.Sha256), probabilities?[i]))],
            Candidates = source.Candidates,
            CatalogSize = source.CatalogSize,
            Approximate = source.IsApproximate,
        };
    }

    // Looks for more and more until there are enough different products, or no more garments.
    private static List<(float Distance, Garment Garment)> OnePerProduct(NeighborSource source, int wanted, GarmentReader reader,
        CancellationToken cancellationToken)
    {
        for (var count = Math.Max(wanted, 16) * 2L; ; count *= 4)
        {
            var hits = source.Nearest((int)Math.Min(count, source.CatalogSize + 1L), cancellationToken);
            var distinct = WithGarments(hits, reader)
                .DistinctBy(hit => hit.Garment.Product is { } product ? "p" + product.ToUpperInvariant() : "g" + hit.Garment.Id)
                .Take(wanted).ToList();
            if (distinct.Count == wanted || hits.Length < count) return distinct;
        }
    }

    // A garment that was removed after the index was opened is no answer any more; those behind it move up.
    private static List<(float Distance, Garment Garment)> Existing(NeighborSource source, int wanted, GarmentReader reader,
        CancellationToken cancellationToken)
    {
        for (long count = wanted; ; count *= 4)
        {
            var hits = source.Nearest((int)Math.Min(count, source.CatalogSize + 1L), cancellationToken);
            var found = WithGarments(hits, reader);
            if (found.Count >= wanted || hits.Length < count) return [.. found.Take(wanted)];
        }
    }

    private static List<(float Distance, Garment Garment)> WithGarments(SearchHit[] hits, GarmentReader reader)
    {
        var garments = reader.Load(hits.Select(hit => hit.Id));
        return [.. hits.Where(hit => garments.ContainsKey(hit.Id)).Select(hit => (hit.Distance, garments[hit.Id]))];
    }
}
