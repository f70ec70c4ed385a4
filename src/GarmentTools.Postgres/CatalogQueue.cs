using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Common;
using GarmentTools.Postgres.Queue;

namespace GarmentTools.Postgres;

/// <summary>The queue of a catalog on a Postgres server: photos that wait for workers on any number of machines.</summary>
public static class CatalogQueue
{
    /// <summary>
    /// Puts the new and changed photos of folders into the queue of a catalog on a Postgres server, for workers on any number of machines;
    /// see <see cref="WorkAsync"/>. What is missing or cannot be looked at is treated as in
    /// <see cref="GarmentCatalog.UpdateAsync(IEnumerable{string}, UpdateOptions?, IProgress{WorkProgress}?, CancellationToken)"/>.
    /// </summary>
    /// <param name="catalog">A catalog on a server.</param>
    /// <param name="paths">Folders and files of this machine, below the folder of the catalog's photos.</param>
    /// <param name="options">How; <see cref="UpdateOptions.RetryRejected"/> also brings back dead letters. Threads and limits are the
    /// workers' own.</param>
    /// <param name="progress">How far it has come, in photos.</param>
    /// <param name="cancellationToken">Stops it; what is in the queue stays there.</param>
    /// <exception cref="UsageException">The catalog is a file, or the photos lie elsewhere.</exception>
    /// <exception cref="ImageException">A path does not exist.</exception>
    /// <exception cref="CatalogException">The catalog cannot be written.</exception>
    public static QueueSummary Queue(this GarmentCatalog catalog, IEnumerable<string> paths, UpdateOptions? options = null,
        IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        CheckQueue(catalog);
        if (options.Reembed)
            throw new UsageException("A whole catalog cannot be embedded again through the queue: it changes its model in one step. " +
                "Leave the queue out.");
        if (string.IsNullOrWhiteSpace(options.Domain))
            throw new UsageException("Domain is empty, expected a word such as 'shop' or 'street'.");
        paths = [.. paths];
        catalog.Store.PrepareFor([.. paths]);
        string[] outputs;
        using (var connection = catalog.Store.Read()) outputs = [.. CatalogMeta.Outputs(connection).Select(o => o.Name)];
        return new QueueFiller(catalog.Store, outputs, options, progress).Run(paths, cancellationToken);
    }

    /// <summary>
    /// Works on the queue of a catalog on a Postgres server: takes photos, embeds them, and stores each result in the transaction that
    /// takes its photo out of
    /// the queue. Any number of processes on any number of machines do so at once. A process killed at any moment loses nothing and doubles
    /// nothing: what it
    /// had is taken by others when its leases expire. While the server or the folder of the photos is gone, it waits.
    /// </summary>
    /// <param name="catalog">A catalog on a server.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told after each batch that is safely stored.</param>
    /// <param name="cancellationToken">Stops the work; photos that were taken and are not finished go back into the queue at once.</param>
    /// <exception cref="UsageException">The catalog is a file, or an option cannot be.</exception>
    /// <exception cref="CatalogException">The server is out of reach at the beginning, the folder of the photos is not there, or the
    /// catalog has changed its model.</exception>
    /// <exception cref="ModelException">The model is missing or damaged.</exception>
    public static Task<WorkSummary> WorkAsync(this GarmentCatalog catalog, WorkOptions? options = null, IProgress<WorkProgress>? progress =
        null, CancellationToken cancellationToken = default)
    {
        CheckQueue(catalog);
        return new QueueWorker(catalog.Store, catalog.Model, (options ?? new()).Validate(), progress).RunAsync(cancellationToken);
    }

    /// <summary>What the queue holds now, and who works on it.</summary>
    /// <param name="catalog">A catalog on a server.</param>
    /// <exception cref="UsageException">The catalog is a file.</exception>
    public static QueueStatus GetQueue(this GarmentCatalog catalog)
    {
        CheckQueue(catalog);
        using var connection = catalog.Store.Write(); // for reading, but the tables may have to be made first
        return JobQueue.Status(connection);
    }

    /// <summary>Puts the dead letters into the queue again.</summary>
    /// <param name="catalog">A catalog on a server.</param>
    /// <returns>How many.</returns>
    /// <exception cref="UsageException">The catalog is a file.</exception>
    public static int RetryDead(this GarmentCatalog catalog)
    {
        CheckQueue(catalog);
        using var connection = catalog.Store.Write();
        return JobQueue.RetryDead(connection);
    }

    private static void CheckQueue(GarmentCatalog catalog)
    {
        if (!catalog.Store.HasQueue)
            throw new UsageException($"'{catalog.Path}' is a file, and only a catalog on a Postgres server has a queue.",
                new Remedy(RemedyKind.NameServerCatalog));
    }
}
