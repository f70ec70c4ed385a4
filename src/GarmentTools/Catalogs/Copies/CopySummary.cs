
namespace GarmentTools.Catalogs.Copies;

/// <summary>What <see cref="GarmentCatalog.CopyTo"/> did.</summary>
public sealed record CopySummary
{
    /// <summary>The catalog that was copied.</summary>
    public required string Source { get; init; }
    /// <summary>Where it was copied to.</summary>
    public required string Destination { get; init; }
    /// <summary>Garments that were copied: new ones, and ones that had changed.</summary>
    public required long Copied { get; init; }
    /// <summary>Photos whose embeddings were copied; fewer than garments where photos have equal bytes or were there already.</summary>
    public required long Embeddings { get; init; }
    /// <summary>Garments that were removed in the source, and now in the destination.</summary>
    public required long Removed { get; init; }
    /// <summary>The change after which garments were copied; 0 for all.</summary>
    public required long Since { get; init; }
    /// <summary>The last change of the source: what a later copy can go on from.</summary>
    public required long LastChange { get; init; }
    /// <summary>How long it took.</summary>
    public required TimeSpan Elapsed { get; init; }
}
