using GarmentTools.Common;
using GarmentTools.Evaluation;
using GarmentTools.Imaging;
using GarmentTools.Learning;
using GarmentTools.Models;
using GarmentTools.Regions;

namespace GarmentTools.Studies;

/// <summary>What a <see cref="RetrievalStudy"/> measures.</summary>
public sealed record StudyOptions
{
    /// <summary>Name of a model or path of its card. Default null: <see cref="ModelRegistry.DefaultModel"/>.</summary>
    public string? Model { get; init; }

    /// <summary>Where models are looked for. Default <see cref="ModelRegistry.Default"/>.</summary>
    public ModelRegistry? Models { get; init; }

    /// <summary>
    /// The part of each street photo that is embedded. Default <see cref="RegionRequest.Auto"/>; photos without a person stay in, whole.
    /// </summary>
    public RegionRequest StreetRegion { get; init; } = RegionRequest.Auto;

    /// <summary>The part of each shop photo that is embedded. Default <see cref="RegionRequest.Whole"/>.</summary>
    public RegionRequest ShopRegion { get; init; } = RegionRequest.Whole;

    /// <summary>
    /// Which output of the model is compared. Default null: <c>features</c> where a metric is learned or given, else the first of the card.
    /// </summary>
    public string? Output { get; init; }

    /// <summary>
    /// Pictures averaged per photo, on both sides. Default <see cref="ViewAveraging.Default"/>, as catalogs and searches do.
    /// </summary>
    public ViewAveraging Averaging { get; init; } = ViewAveraging.Default;

    /// <summary>
    /// Rows of the pairs file that are tested, each street photo once, in a gallery of their shop photos alone. Default null: all.
    /// </summary>
    public RowRange? Test { get; init; }

    /// <summary>Rows that a metric is learned from. Default null: none.</summary>
    public RowRange? Train { get; init; }

    /// <summary>Learns a metric on <see cref="Train"/>. Default false.</summary>
    public bool Learn { get; init; }

    /// <summary>A metric that was learned before. Default null: none.</summary>
    public LearnedMetric? Metric { get; init; }

    /// <summary>How a metric is learned.</summary>
    public MetricOptions MetricOptions { get; init; } = new();

    /// <summary>What is reported.</summary>
    public RetrievalOptions Retrieval { get; init; } = new();

    /// <summary>Photos worked on at once. Default 0: one per core.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// What a photo may cost: pixels (from 1) and bytes of its file (1 to 2,147,483,591). Default <see cref="ImageLimits.Default"/>:
    /// 100,000,000 pixels, 268,435,456 bytes. A photo over them is refused.
    /// </summary>
    public ImageLimits Limits { get; init; } = ImageLimits.Default;

    internal StudyOptions Validate()
    {
        var faults = new List<string>();
        if (Learn && Metric is not null) faults.Add("Learn and Metric exclude each other.");
        if (Learn && Train is null) faults.Add("Learn needs Train, the rows of the pairs to learn from, such as 0..442.");
        if (Learn && Train is { } train && Test is null)
            faults.Add($"Train is {train} and Test is all rows: a metric must not be tested on the pairs that it was learned from. Give " +
                "Test other rows.");
        if (Train is { } a && Test is { } b && a.First <= b.Last && b.First <= a.Last)
            faults.Add($"Train ({a}) and Test ({b}) share rows: a metric must not be tested on the pairs that it was learned from.");
        // What would fail at the end of a long run fails before it.
        MetricOptions.Validate();
        Retrieval.Validate();
        Limits.Validate();
        return faults.Count == 0 ? this : throw new UsageException("A study that cannot be: " + string.Join(" ", faults));
    }
}
