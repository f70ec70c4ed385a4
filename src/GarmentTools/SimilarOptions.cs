using GarmentTools.Catalogs.Filters;
using GarmentTools.Imaging;
using GarmentTools.Learning;
using GarmentTools.Regions;
using GarmentTools.Search;

namespace GarmentTools;

/// <summary>What may be found, and how many.</summary>
public sealed record SimilarOptions
{
    /// <summary>How many garments at most. Default 10; from 1.</summary>
    public int Count { get; init; } = 10;

    /// <summary>
    /// Which garments may be found; applied before the nearest are chosen, so that it never costs results. Default null: all.
    /// </summary>
    public GarmentFilter? Filter { get; init; }

    /// <summary>The largest distance; 0 to 2. Default null: no limit.</summary>
    public float? MaxDistance { get; init; }

    /// <summary>How embeddings are compared. Default <see cref="DistanceMetric.Cosine"/>.</summary>
    public DistanceMetric Metric { get; init; } = DistanceMetric.Cosine;

    /// <summary>Which of the stored outputs is compared. Default null: the first one.</summary>
    public string? Output { get; init; }

    /// <summary>
    /// The part of a query photo from outside that is embedded. Default null: <see cref="RegionRequest.Auto"/> for street photos where the
    /// garments are
    /// embedded whole, else the garments' own region; with a learned metric, the region that it was learned on.
    /// </summary>
    public RegionRequest? Region { get; init; }

    /// <summary>
    /// Where query photos from outside come from. Default null: <c>street</c>. Garments of the catalog have their own domain.
    /// </summary>
    public string? Domain { get; init; }

    /// <summary>
    /// A learned metric that vectors are compared by; its output is used, and <see cref="Metric"/> is cosine. Default null: none.
    /// </summary>
    public LearnedMetric? LearnedMetric { get; init; }

    /// <summary>
    /// The least probability that a result is the query's product; needs a learned metric with a confidence. 0 to 1. Default null: no
    /// cut-off.
    /// </summary>
    public double? MinProbability { get; init; }

    /// <summary>Of each product only the nearest garment; garments without a product count for themselves. Default false.</summary>
    public bool OnePerProduct { get; init; }

    /// <summary>
    /// Only garments behind this place in the order of results, by (distance, id): the next page, for the last result of the page before.
    /// Exact, also
    /// while the catalog changes. Goes neither with <see cref="OnePerProduct"/> nor with <see cref="MinProbability"/> or
    /// <see cref="Approximate"/>.
    /// Default null: from the nearest on.
    /// </summary>
    public SearchPosition? After { get; init; }

    /// <summary>
    /// On a Postgres server with an approximate index (<see cref="GarmentCatalog.BuildApproximateIndex"/>): quicker, but garments may be
    /// missed;
    /// the result says so. Everywhere else the answer is exact all the same, and says that. Default false.
    /// </summary>
    public bool Approximate { get; init; }

    /// <summary>
    /// What a query photo may cost: pixels (from 1) and bytes of its file (1 to 2,147,483,591). Default <see cref="ImageLimits.Default"/>:
    /// 100,000,000 pixels, 268,435,456 bytes. A photo over them is refused.
    /// </summary>
    public ImageLimits Limits { get; init; } = ImageLimits.Default;

    /// <summary>Threads for the search. Default 0: one per core.</summary>
    public int Threads { get; init; }
}
