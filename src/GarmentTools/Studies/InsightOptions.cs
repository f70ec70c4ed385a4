using GarmentTools.Catalogs.Filters;
using GarmentTools.Learning;

namespace GarmentTools.Studies;

/// <summary>Which garments <see cref="GarmentInsights"/> look at, and how they are compared.</summary>
public sealed record InsightOptions
{
    /// <summary>Which garments. Default null: all.</summary>
    public GarmentFilter? Filter { get; init; }

    /// <summary>Which of the stored outputs is compared. Default null: the metric's, else the one that is searched.</summary>
    public string? Output { get; init; }

    /// <summary>
    /// A learned metric for neighbors, groups, outliers and the map; duplicates are always looked for by the plain cosine. Default null:
    /// none.
    /// </summary>
    public LearnedMetric? Metric { get; init; }
}
