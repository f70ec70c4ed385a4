using System.Collections.ObjectModel;
using GarmentTools.Regions;

namespace GarmentTools.Catalogs;

/// <summary>One photo in a catalog.</summary>
public sealed record Garment
{
    /// <summary>Its number in the catalog; never given to another garment.</summary>
    public required long Id { get; init; }

    /// <summary>The name of its file, without folders; garments of two folders may share one.</summary>
    public string Name => CatalogPath[(CatalogPath.LastIndexOf('/') + 1)..];

    /// <summary>
    /// Its path as the catalog keeps it: relative to the catalog's folder, with <c>/</c>. It tells the garment from all others of the
    /// catalog.
    /// </summary>
    public required string CatalogPath { get; init; }

    /// <summary>The full path of its photo on this machine.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// The catalog that it is of, as <see cref="GarmentCatalog.Path"/> says: the file's full path, or the server's address without a
    /// password.
    /// </summary>
    public required string Catalog { get; init; }

    /// <summary>SHA-256 of its bytes, 64 hexadecimal digits. Garments of equal bytes share one embedding.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Where the photo comes from: <c>shop</c> unless told otherwise, or <c>street</c>.</summary>
    public required string Domain { get; init; }

    /// <summary>What is sold; several garments may belong to one product. Null where it is not known.</summary>
    public string? Product { get; init; }

    /// <summary>Name and value of its attributes, in the order of their names.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The part of the photo that was embedded; null for the whole photo.</summary>
    public PhotoRegion? Region { get; init; }
}
