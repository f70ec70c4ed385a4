using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Common;
using GarmentTools.Postgres.Queue;

namespace GarmentTools;

public sealed partial class GarmentCatalog
{
    /// <summary>
    /// Puts the new and changed photos of folders into the queue of a catalog on a Postgres server, for workers on any number of machines;
    /// see <see cref="WorkAsync"/>. What is missing or cannot be looked at is treated as in
    /// <see cref="UpdateAsync(IEnumerable{string}, UpdateOptions?, IProgress{WorkProgress}?, CancellationToken)"/>.
    /// </summary>
    /// <param name="paths">Folders and files of this machine, below the folder of the catalog's photos.</param>
    /// <param name="options">How; <see cref="UpdateOptions.RetryRejected"/> also brings back dead letters. Threads and limits are the workers' own.</param>
    /// <param name="progress">How far it has come, in photos.</param>
    /// <param name="cancellationToken">Stops it; what is in the queue stays there.</param>
    /// <exception cref="UsageException">The catalog is a file, or the photos lie elsewhere.</exception>
    /// <exception cref="ImageException">A path does not exist.</exception>
    /// <exception cref="CatalogException">The catalog cannot be written.</exception>
    public QueueSummary Queue(IEnumerable<string> paths, UpdateOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        CheckQueue();
        if (options.Reembed) throw new UsageException("A whole catalog cannot be embedded again through the queue: it changes its model in one step. Leave the queue out.");
        if (string.IsNullOrWhiteSpace(options.Domain)) throw new UsageException("Domain is empty, expected a word such as 'shop' or 'street'.");
        paths = [.. paths];
        _store.PrepareFor([.. paths]);
        string[] outputs;
        using (var connection = _store.Read()) outputs = [.. CatalogMeta.Outputs(connection).Select(o => o.Name)];
        return new QueueFiller(_store, outputs, options, progress).Run(paths, cancellationToken);
    }

    /// <summary>
    /// Works on the queue of a catalog on a Postgres server: takes photos, embeds them, and stores each result in the transaction that takes its photo out of
    /// the queue. Any number of processes on any number of machines do so at once. A process killed at any moment loses nothing and doubles nothing: what it
    /// had is taken by others when its leases expire. While the server or the folder of the photos is gone, it waits.
    /// </summary>
    /// <param name="options">How.</param>
    /// <param name="progress">Told after each batch that is safely stored.</param>
    /// <param name="cancellationToken">Stops the work; photos that were taken and are not finished go back into the queue at once.</param>
    /// <exception cref="UsageException">The catalog is a file, or an option cannot be.</exception>
    /// <exception cref="CatalogException">The server is out of reach at the beginning, the folder of the photos is not there, or the catalog has changed its model.</exception>
    /// <exception cref="ModelException">The model is missing or damaged.</exception>
    public Task<WorkSummary> WorkAsync(WorkOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        CheckQueue();
        return new QueueWorker(_store, _model, (options ?? new()).Validate(), progress).RunAsync(cancellationToken);
    }

    /// <summary>What the queue holds now, and who works on it.</summary>
    /// <exception cref="UsageException">The catalog is a file.</exception>
    public QueueStatus GetQueue()
    {
        CheckQueue();
        using var connection = _store.Write(); // for reading, but the tables may have to be made first
        return JobQueue.Status(connection);
    }

    /// <summary>Puts the dead letters into the queue again.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="UsageException">The catalog is a file.</exception>
    public int RetryDead()
    {
        CheckQueue();
        using var connection = _store.Write();
        return JobQueue.RetryDead(connection);
    }

    private void CheckQueue()
    {
        if (!_store.HasQueue)
            throw new UsageException($"'{Path}' is a file, and only a catalog on a Postgres server has a queue. Name one (--catalog postgres://USER@HOST/DATABASE), or use 'garment index' without it.");
    }
}
