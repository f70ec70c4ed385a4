namespace GarmentTools.Reports.Results;

/// <summary>
/// A <see cref="Neighbor"/> with its garment's properties beside its own: one row of a table, of CSV, of the array that <c>similar
/// --json</c> prints.
/// Property names are the same on every face.
/// </summary>
public sealed record NeighborRow
{
    /// <summary>Its place, from 1.</summary>
    public required int Rank { get; init; }

    /// <summary>How far it is from the query: 0 for the same, up to 2.</summary>
    public required float Distance { get; init; }

    /// <summary>How likely it is the query's product, 0 to 1; null without a learned metric that was calibrated.</summary>
    public double? Probability { get; init; }

    /// <summary>The garment's number in the catalog.</summary>
    public required long Id { get; init; }

    /// <summary>The name of its file, without folders.</summary>
    public string Name => CatalogPath[(CatalogPath.LastIndexOf('/') + 1)..];

    /// <summary>Its path relative to the catalog's folder, with <c>/</c>.</summary>
    public required string CatalogPath { get; init; }

    /// <summary>The full path of its photo on this machine.</summary>
    public required string Path { get; init; }

    /// <summary>The catalog that it is of: the file's full path, or the server's address without a password.</summary>
    public required string Catalog { get; init; }

    /// <summary>Where the photo comes from: <c>shop</c> or <c>street</c>.</summary>
    public required string Domain { get; init; }

    /// <summary>What is sold; null where it is not known.</summary>
    public string? Product { get; init; }

    /// <summary>Whether its bytes are those of a query photo.</summary>
    public required bool Duplicate { get; init; }

    /// <summary>Name and value of its attributes, in the order of their names.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>The row of a neighbor.</summary>
    public static NeighborRow From(Neighbor neighbor) => new()
    {
        Rank = neighbor.Rank,
        Distance = neighbor.Distance,
        Id = neighbor.Garment.Id,
        CatalogPath = neighbor.Garment.CatalogPath,
        Path = neighbor.Garment.Path,
        Catalog = neighbor.Garment.Catalog,
        Domain = neighbor.Garment.Domain,
        Product = neighbor.Garment.Product,
        Duplicate = neighbor.Duplicate,
        Attributes = neighbor.Garment.Attributes,
        Probability = neighbor.Probability,
    };
}
