using GarmentTools.Catalogs.Updates;

namespace GarmentTools.Postgres.Queue;

/// <summary>What <see cref="CatalogQueue.Queue"/> did.</summary>
public sealed record QueueSummary
{
    /// <summary>
    /// Photos that were put into the queue: new ones, changed ones, and ones that were tried in vain before and have changed.
    /// </summary>
    public int Queued { get; init; }

    /// <summary>New or changed photos that were in the queue already.</summary>
    public int AlreadyQueued { get; init; }

    /// <summary>Photos that the workers gave up on and that have not changed since; they are not queued again.</summary>
    public int StillDead { get; init; }

    /// <summary>Photos that were taken out of the queue because their file is gone.</summary>
    public int Withdrawn { get; init; }

    /// <summary>Garments that are as before.</summary>
    public int Unchanged { get; init; }

    /// <summary>Garments that were removed because their file is gone.</summary>
    public int Removed { get; init; }

    /// <summary>Files without a photo's name, which were left alone.</summary>
    public long Ignored { get; init; }

    /// <summary>Files and folders that could not be looked at.</summary>
    public IReadOnlyList<RejectedFile> Rejected { get; init; } = [];

    /// <summary>Files rejected in an earlier run and unchanged since.</summary>
    public int StillRejected { get; init; }

    /// <summary>Paths of garments whose file is gone and that are still in the catalog.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }
}
