using GarmentTools.Reports.Results;
using GarmentTools.Search;

namespace GarmentTools.PowerShell;

/// <summary>
/// A garment that is similar to a query: the neighbor's and the garment's properties side by side, and the query that found it.
/// </summary>
public class SimilarGarment
{
    internal SimilarGarment(SimilarResult result, Neighbor neighbor)
    {
        Query = string.Join("; ", result.Query);
        Row = NeighborRow.From(neighbor);
        (Result, Neighbor) = (result, neighbor);
        RegionFound = result.Regions.All(region => region is null) ? null : result.Regions.All(region => region is null or { Found: true });
    }

    /// <summary>
    /// The photo that was asked about: its path, or <c>#</c> and the garment's id. Several photos of one garment are joined by <c>; </c>.
    /// </summary>
    public string Query { get; }

    /// <summary>Its place, from 1.</summary>
    public int Rank => Row.Rank;

    /// <summary>How far it is from the query: 0 for the same, up to 2.</summary>
    public float Distance => Row.Distance;

    /// <summary>The garment's number in the catalog.</summary>
    public long Id => Row.Id;

    /// <summary>The name of its file, without folders.</summary>
    public string Name => Row.Name;

    /// <summary>Its path relative to the catalog's folder, with <c>/</c>.</summary>
    public string CatalogPath => Row.CatalogPath;

    /// <summary>The full path of its photo on this machine.</summary>
    public string Path => Row.Path;

    /// <summary>The catalog that it is of: the file's full path, or the server's address without a password.</summary>
    public string Catalog => Row.Catalog;

    /// <summary>Where the photo comes from: <c>shop</c> or <c>street</c>.</summary>
    public string Domain => Row.Domain;

    /// <summary>What is sold; null where it is not known.</summary>
    public string? Product => Row.Product;

    /// <summary>Whether its bytes are those of a query photo.</summary>
    public bool Duplicate => Row.Duplicate;

    /// <summary>
    /// Whether the region that was looked for was found in the query; null where the whole photo or a stored embedding was taken.
    /// </summary>
    public bool? RegionFound { get; }

    /// <summary>How likely it is the query's product, 0 to 1; null without a learned metric that was calibrated on pairs.</summary>
    public double? Probability => Row.Probability;

    /// <summary>Its place in the order of results, as <c>-After</c> takes it.</summary>
    public string Position => new SearchPosition(Row.Distance, Row.Id).ToString();

    /// <summary>Name and value of its attributes.</summary>
    public IReadOnlyDictionary<string, string> Attributes => Row.Attributes;

    /// <summary>The row that other faces show; same names, same values.</summary>
    internal NeighborRow Row { get; }

    /// <summary>The answer that it is part of, for reports.</summary>
    internal SimilarResult Result { get; }

    /// <summary>The neighbor itself.</summary>
    internal Neighbor Neighbor { get; }

    /// <inheritdoc/>
    public override string ToString() => Path;
}
