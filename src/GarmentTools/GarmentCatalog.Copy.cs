using GarmentTools.Catalogs.Copies;
using GarmentTools.Common;

namespace GarmentTools;

public sealed partial class GarmentCatalog
{
    /// <summary>
    /// Copies this catalog into another file or Postgres schema: ids, embeddings to the bit, attributes, products, decisions, rejected
    /// files. A destination that was
    /// copied from here (or that this one was copied from) gets what it lacks; one that does not exist is made. All of it takes effect at
    /// once at the end:
    /// a copy that is stopped has changed nothing.
    /// </summary>
    /// <param name="destination">A <c>*.garments</c> file, or the address of a Postgres database.</param>
    /// <param name="options">How; null for what the destination lacks.</param>
    /// <param name="progress">How far it has come, in embeddings and garments.</param>
    /// <param name="cancellationToken">Stops the copy; the destination is as it was.</param>
    /// <exception cref="UsageException">The destination holds another catalog, or has changes of its own; or it is this
    /// catalog.</exception>
    /// <exception cref="CatalogException">One of the two cannot be read or written.</exception>
    public CopySummary CopyTo(string destination, CopyOptions? options = null, IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        new CatalogCopier(_store, destination, options ?? new(), progress, cancellationToken).Run();
}
