using System.Globalization;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Filters;
using GarmentTools.Common;
using GarmentTools.Distances;
using GarmentTools.Embedding;
using GarmentTools.Learning;

namespace GarmentTools;

public sealed partial class GarmentCatalog
{
    /// <summary>
    /// The stored vectors under a learned metric, each garment with the mean of its own domain: for a distance matrix, groups, the map.
    /// </summary>
    /// <param name="metric">The metric.</param>
    /// <param name="filter">Which garments; null for all.</param>
    /// <param name="progress">How far it has come.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="UsageException">The metric was learned for other embeddings, or does not know a garment's domain.</exception>
    public EmbeddingTable GetEmbeddings(LearnedMetric metric, GarmentFilter? filter = null, IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        using var source = new CatalogEmbeddings(_store, metric.Output, raw: false, filter);
        using var connection = _store.Read();
        var domains = connection.Query("SELECT id, domain FROM garments", r => (Id: r.GetInt64(0), Domain: r.GetString(1)))
            .ToDictionary(r => r.Id, r => r.Domain);
        // A garment that was removed between the two reads has no domain any more; 'shop' is what it would have had.
        return metric.Project(source, row => domains.GetValueOrDefault(source.Ids[row], "shop"), progress, cancellationToken);
    }

    /// <summary>The garments nearest to a garment by a distance matrix alone, as with its id.</summary>
    /// <param name="matrix">A matrix of this catalog.</param>
    /// <param name="garment">A garment of this catalog.</param>
    /// <param name="options">How many, and how far; another setting is refused.</param>
    /// <exception cref="GarmentOfOtherCatalogException">The garment is of another catalog.</exception>
    /// <exception cref="UsageException">The matrix does not have it, or the options ask for what a matrix does not know.</exception>
    /// <exception cref="ArchiveException">The matrix was made from other embeddings.</exception>
    public SimilarResult FindSimilar(DistanceMatrix matrix, Garment garment, SimilarOptions? options = null) =>
        FindSimilar(matrix, OwnId(garment).ToString(CultureInfo.InvariantCulture), options);

    /// <summary>
    /// The garments nearest to a garment by a distance matrix alone: no vector is compared. Only count and largest distance of the options
    /// count.
    /// </summary>
    /// <param name="matrix">A matrix of this catalog.</param>
    /// <param name="garment">The garment's name, its id, or the path of its photo.</param>
    /// <param name="options">How many, and how far; another setting is refused.</param>
    /// <exception cref="UsageException">There is no such garment, or the options ask for what a matrix does not know.</exception>
    /// <exception cref="ArchiveException">The matrix was made from other embeddings.</exception>
    public SimilarResult FindSimilar(DistanceMatrix matrix, string garment, SimilarOptions? options = null)
    {
        options ??= new();
        if (options.Count < 1) throw new UsageException($"Count is {options.Count}, expected at least 1.");
        if (options with { Count = 1, MaxDistance = null } != new SimilarOptions { Count = 1 })
            throw new UsageException("A distance matrix answers with count and largest distance alone. Leave filter, metric, output, " +
                "region, domain, probability and one-per-product out, or search the catalog.");
        var fingerprint = GetInfo().Fingerprint;
        if (matrix.Fingerprint.Length > 0 && matrix.Fingerprint is var found && found != fingerprint && found != fingerprint +
            CatalogEmbeddings.RawMark && !found.StartsWith("metric:", StringComparison.Ordinal))
            throw new ArchiveException($"The matrix was made from embeddings of the fingerprint {found}, '{Path}' has {fingerprint}. " +
                "Name the matrix's own catalog, or build it again.");
        var query = matrix.Find(garment);
        var neighbors = matrix.Neighbors(query, options.Count, options.MaxDistance);
        using var connection = _store.Read();
        return connection.Transaction(write: false, () =>
        {
            var garments = new GarmentReader(_store, connection).Load([matrix.Ids[query], .. neighbors.Select(n => n.Id)]);
            var own = garments.GetValueOrDefault(matrix.Ids[query])?.Sha256;
            return new SimilarResult
            {
                Query = [matrix.Names[query]],
                Regions = [null],
                // A garment that was removed after the matrix was made is no answer any more.
                Neighbors = [.. neighbors.Where(n => garments.ContainsKey(n.Id))
                    .Select((n, i) => new Neighbor(i + 1, n.Distance, garments[n.Id], garments[n.Id].Sha256 == own))],
                Candidates = matrix.Count - 1,
                CatalogSize = matrix.Count,
            };
        });
    }
}
