using GarmentTools.Common;

namespace GarmentTools.Catalogs.Updates;

/// <summary>
/// What <see cref="GarmentCatalog.UpdateAsync(IEnumerable{string}, UpdateOptions?, IProgress{WorkProgress}?, CancellationToken)"/> did.
/// </summary>
public sealed record UpdateSummary
{
    /// <summary>New garments.</summary>
    public int Added { get; init; }
    /// <summary>Garments whose photo had changed.</summary>
    public int Changed { get; init; }
    /// <summary>Garments whose file had been moved or renamed; they kept their id and embedding.</summary>
    public int Moved { get; init; }
    /// <summary>Garments that were as before.</summary>
    public int Unchanged { get; init; }
    /// <summary>Garments that were removed because their file is gone.</summary>
    public int Removed { get; init; }
    /// <summary>Photos that the model was run on; fewer than added and changed where photos have equal bytes.</summary>
    public int Embedded { get; init; }
    /// <summary>Files without a photo's name, which were left alone.</summary>
    public long Ignored { get; init; }
    /// <summary>Files that were rejected in this run.</summary>
    public IReadOnlyList<RejectedFile> Rejected { get; init; } = [];
    /// <summary>Files rejected in an earlier run, unchanged since, and therefore not tried again.</summary>
    public int StillRejected { get; init; }
    /// <summary>Paths of garments whose file is gone and that are still in the catalog.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }
}
