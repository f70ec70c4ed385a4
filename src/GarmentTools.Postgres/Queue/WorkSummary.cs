namespace GarmentTools.Postgres.Queue;

/// <summary>What <see cref="CatalogQueue.WorkAsync"/> did.</summary>
public sealed record WorkSummary
{
    /// <summary>New garments.</summary>
    public long Added { get; init; }

    /// <summary>Garments whose photo had changed.</summary>
    public long Changed { get; init; }

    /// <summary>Garments whose file had been moved or renamed; they kept their id and embedding.</summary>
    public long Moved { get; init; }

    /// <summary>Photos that turned out to be as the catalog knew them.</summary>
    public long Unchanged { get; init; }

    /// <summary>Photos that the model was run on and that were stored.</summary>
    public long Embedded { get; init; }

    /// <summary>Files that are no pictures; see <see cref="GarmentCatalog.GetRejectedFiles"/>.</summary>
    public long Rejected { get; init; }

    /// <summary>Photos that were put back into the queue to be tried again.</summary>
    public long Retried { get; init; }

    /// <summary>Photos that were given up; see <see cref="QueueStatus.DeadLetters"/>.</summary>
    public long Dead { get; init; }

    /// <summary>Photos whose result was thrown away because another worker had taken over.</summary>
    public long Lost { get; init; }

    /// <summary>How long it took, waiting included.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The part of that in which there were photos.</summary>
    public TimeSpan Busy { get; init; }
}
