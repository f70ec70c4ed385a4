using GarmentTools.Catalogs;
using GarmentTools.Common;

namespace GarmentTools;

public sealed partial class GarmentCatalog
{
    /// <summary>Checks the file, the tables against each other, every vector, and what is derived.</summary>
    /// <param name="repair">Mends what can be made again without the photos: indexes, the vector file, left-over embeddings.</param>
    /// <param name="progress">How far it has come, in garments.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    public CatalogCheck Verify(bool repair = false, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken =
        default) =>
        new CatalogVerifier(_store, _indexes, repair, progress).Run(cancellationToken);
}
