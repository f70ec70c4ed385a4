
namespace GarmentTools.Catalogs;

/// <summary>What a catalog is and holds.</summary>
public sealed record CatalogInfo
{
    /// <summary>Its path on this machine.</summary>
    public required string Path { get; init; }
    /// <summary>The version of its tables.</summary>
    public required int SchemaVersion { get; init; }
    /// <summary>The name (or the card's path) of the model that made its embeddings.</summary>
    public required string Model { get; init; }
    /// <summary>The fingerprint of its embeddings.</summary>
    public required string Fingerprint { get; init; }
    /// <summary>The region that its garments were embedded with.</summary>
    public required string Region { get; init; }
    /// <summary>The stored outputs of the model and their dimensions; the first one is searched unless another is asked for.</summary>
    public required IReadOnlyDictionary<string, int> Outputs { get; init; }
    /// <summary>Photos.</summary>
    public required long Garments { get; init; }
    /// <summary>Different photos: garments of equal bytes count once.</summary>
    public required long DistinctPhotos { get; init; }
    /// <summary>Different products that are named.</summary>
    public required long Products { get; init; }
    /// <summary>Garments per domain.</summary>
    public required IReadOnlyDictionary<string, long> Domains { get; init; }
    /// <summary>Names of attributes and how many garments have each.</summary>
    public required IReadOnlyDictionary<string, long> Attributes { get; init; }
    /// <summary>Files that could not be embedded.</summary>
    public required long RejectedFiles { get; init; }
    /// <summary>Counts changes of the garments and their embeddings; what is derived (vector file, matrix) carries it.</summary>
    public required long Generation { get; init; }
    /// <summary>
    /// The number of the last change of garments, attributes included; a copy can go on from there. 0 for a catalog of an earlier version.
    /// </summary>
    public required long LastChange { get; init; }
    /// <summary>Bytes of the catalog file, or of its tables on the server.</summary>
    public required long FileBytes { get; init; }
}
