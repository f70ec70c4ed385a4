using GarmentTools.Search;

namespace GarmentTools.Catalogs;

/// <summary>
/// The garments nearest to one query, of those that may be found: asked of an index of this process, or of the server that holds the
/// catalog.
/// </summary>
internal abstract class NeighborSource
{
    /// <summary>How many garments the catalog has.</summary>
    public abstract int CatalogSize { get; }

    /// <summary>How many of them may be found.</summary>
    public abstract int Candidates { get; }

    /// <summary>Whether the last answer may miss a garment that is nearer than those in it.</summary>
    public virtual bool IsApproximate => false;

    /// <summary>The nearest, by (distance, id).</summary>
    public abstract SearchHit[] Nearest(int count, CancellationToken cancellationToken);
}

/// <summary>Asks an index.</summary>
internal sealed class IndexNeighbors(VectorIndex index, float[] query, VectorSearchOptions options) : NeighborSource
{
    public override int CatalogSize => index.Count;

    public override int Candidates => (options.ExcludedIds ?? []).Aggregate(options.Filter?.Count ?? index.Count,
        (left, id) => index.RowOf(id) is >= 0 and var row && (options.Filter is not { } filter || filter[row]) ? left - 1 : left);

    public override SearchHit[] Nearest(int count, CancellationToken cancellationToken) =>
        index.Search(query, options with { Count = count }, cancellationToken);
}
