using GarmentTools.Common;

namespace GarmentTools;

public sealed partial class GarmentCatalog
{
    /// <summary>
    /// Makes the index that <see cref="SimilarOptions.Approximate"/> needs (pgvector's HNSW, on the output that is searched by default);
    /// nothing where there is one.
    /// The server keeps it up to date from then on, which makes adding garments slower. Others may read the catalog meanwhile, and wait
    /// with writing.
    /// </summary>
    /// <param name="cancellationToken">Stops the work; no index is left behind.</param>
    /// <exception cref="UsageException">The catalog is a file, or its server has no pgvector.</exception>
    /// <exception cref="CatalogException">The server cannot be reached or does not allow it.</exception>
    public void BuildApproximateIndex(CancellationToken cancellationToken = default) => _store.BuildApproximateIndex(cancellationToken);
}
