using GarmentTools.Common;
using GarmentTools.Reports.Results;
using GarmentTools.Studies;

namespace GarmentTools.Reports;

/// <summary>What a report is written as.</summary>
public enum ReportFormat
{
    /// <summary>One page with everything in it: pictures, styles, script. Needs no network and may be mailed.</summary>
    Html,
    /// <summary>The table behind the report, as <see cref="ResultCsv"/> writes it.</summary>
    Csv,
    /// <summary>All that the report knows, as <see cref="ResultJson"/> writes it.</summary>
    Json,
    /// <summary>Tables for wikis and pull requests.</summary>
    Markdown,
    /// <summary>A contact sheet: one picture with the photos side by side.</summary>
    Png,
}

/// <summary>How a report names photos.</summary>
public enum ReportPathStyle
{
    /// <summary>By the path relative to the catalog's folder; photos that lie elsewhere by their file name.</summary>
    Relative,
    /// <summary>By the file name alone, so that no folder's name is given away.</summary>
    Name,
    /// <summary>By the garment's id alone.</summary>
    None,
}

/// <summary>How a report is written.</summary>
public sealed record ReportOptions
{
    /// <summary>Default <see cref="ReportFormat.Html"/>.</summary>
    public ReportFormat Format { get; init; } = ReportFormat.Html;

    /// <summary>
    /// How photos are named. Whatever it is, no path of this machine is written. Default <see cref="ReportPathStyle.Relative"/>.
    /// </summary>
    public ReportPathStyle PathStyle { get; init; } = ReportPathStyle.Relative;

    /// <summary>
    /// A page without any script: nothing can be filtered or clicked, and it opens where scripts are forbidden. Default false.
    /// </summary>
    public bool NoScript { get; init; }

    /// <summary>
    /// The longest side of a photo in the page, in pixels, 32 to 1024. Default null: 224 for up to 500 photos, 160 for up to 2,000, else
    /// 112.
    /// </summary>
    public int? ThumbnailSize { get; init; }

    /// <summary>The heading. Default null: says what the report is about.</summary>
    public string? Title { get; init; }

    /// <summary>The day that the page says it was made on. Default null: none, so that the same input gives the same bytes.</summary>
    public DateOnly? Date { get; init; }

    internal void Validate()
    {
        if (ThumbnailSize is < 32 or > 1024) throw new UsageException($"ThumbnailSize is {ThumbnailSize}, expected 32 to 1024 pixels.");
        if (!Enum.IsDefined(Format)
            || !Enum.IsDefined(PathStyle)) throw new UsageException($"Format is {Format} and PathStyle is {PathStyle}, expected names of " +
                "the two lists.");
    }

    /// <summary>
    /// The format that a file's name asks for: <c>.html</c>, <c>.csv</c>, <c>.json</c>, <c>.md</c>, <c>.png</c>; HTML for any other.
    /// </summary>
    public static ReportFormat FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" => ReportFormat.Csv,
        ".json" => ReportFormat.Json,
        ".md" or ".markdown" => ReportFormat.Markdown,
        ".png" => ReportFormat.Png,
        _ => ReportFormat.Html,
    };
}

/// <summary>What a report on a catalog holds.</summary>
public sealed record CatalogReportOptions
{
    /// <summary>Which garments, and how they are compared. Default: all, by the cosine.</summary>
    public InsightOptions Insights { get; init; } = new();

    /// <summary>What counts as a near-duplicate.</summary>
    public DuplicateOptions Duplicates { get; init; } = new();

    /// <summary>How garments are put into groups.</summary>
    public GroupOptions Groups { get; init; } = new();

    /// <summary>Which outliers are listed.</summary>
    public OutlierOptions Outliers { get; init; } = new();

    /// <summary>How the map is drawn.</summary>
    public MapOptions Map { get; init; } = new();

    /// <summary>The nearest garments that are shown for each, 1 to 50. Default 8.</summary>
    public int Neighbors { get; init; } = 8;

    /// <summary>
    /// Of more garments than this, the table and the map show as many, evenly drawn, so that the page stays small; figures are of all.
    /// Default 4,000.
    /// </summary>
    public int MaxGarments { get; init; } = 4000;

    internal void Validate()
    {
        if (Neighbors is < 1 or > 50) throw new UsageException($"Neighbors is {Neighbors}, expected 1 to 50.");
        if (MaxGarments < 1) throw new UsageException($"MaxGarments is {MaxGarments}, expected at least 1.");
    }
}
