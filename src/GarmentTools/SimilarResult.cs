using GarmentTools.Regions;

namespace GarmentTools;

/// <summary>The answer to one query.</summary>
public sealed record SimilarResult
{
    /// <summary>The query's photos, as they were named.</summary>
    public required IReadOnlyList<string> Query { get; init; }

    /// <summary>The nearest garments, nearest first.</summary>
    public required IReadOnlyList<Neighbor> Neighbors { get; init; }

    /// <summary>How many garments passed the filter (the query itself not counted), of which the neighbors are the nearest.</summary>
    public required int Candidates { get; init; }

    /// <summary>Whether garments were found, but none that is likely enough for <see cref="SimilarOptions.MinProbability"/>.</summary>
    public bool NoConfidentMatch { get; init; }

    /// <summary>
    /// Whether a nearer garment may have been missed; only where <see cref="SimilarOptions.Approximate"/> was asked for, and not always
    /// then.
    /// </summary>
    public bool Approximate { get; init; }

    /// <summary>How many garments the catalog has.</summary>
    public required int CatalogSize { get; init; }

    /// <summary>The part of each query photo that was embedded; null for the whole photo and for garments of the catalog.</summary>
    public required IReadOnlyList<PhotoRegion?> Regions { get; init; }
}
