using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Common;
using GarmentTools.Studies;

namespace GarmentTools.Reports;

/// <summary>All that a report on a catalog is written from.</summary>
internal sealed class CatalogReportData
{
    private const int MostAttributes = 8;

    public CatalogReportData(GarmentCatalog catalog, CatalogReportOptions options, IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken)
    {
        options.Validate();
        Options = options;
        Info = catalog.GetInfo();
        Folder = catalog.Folder;
        Rejected = catalog.GetRejectedFiles();
        Insights = catalog.GetInsights(options.Insights, progress, cancellationToken);
        if (Insights.Garments.Count == 0)
            throw new UsageException($"There is nothing to report: no garment of '{catalog.Path}' " +
                $"passes{(options.Insights.Filter is { } filter ? $" the filter '{filter}'" : ", it is empty")}.");
        Duplicates = Insights.FindDuplicates(options.Duplicates, progress, cancellationToken);
        Groups = Insights.Group(options.Groups, progress, cancellationToken);
        Outliers = Insights.FindOutliers(options.Outliers, progress, cancellationToken);
        Map = Insights.Map(options.Map, progress, cancellationToken);
        Neighbors = Insights.Neighbors(options.Neighbors, progress, cancellationToken);
        var count = Math.Min(Garments.Count, options.MaxGarments);
        Shown = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * Garments.Count / count))];
        GroupOf = Groups.SelectMany(group => group.Members.Select(member => (member.Garment.Id, group.Number)))
            .ToDictionary(x => x.Id, x => x.Number);
        Attributes = [.. Garments.SelectMany(garment => garment.Attributes.Keys).GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(names => names.Count()).ThenBy(names => names.Key, StringComparer.OrdinalIgnoreCase).Take(MostAttributes)
                .Select(names => names.Key)];
    }

    public CatalogReportOptions Options { get; }
    public CatalogInfo Info { get; }
    public string Folder { get; }
    public GarmentInsights Insights { get; }
    public IReadOnlyList<Garment> Garments => Insights.Garments;
    public IReadOnlyList<DuplicateGroup> Duplicates { get; }
    public IReadOnlyList<GarmentGroup> Groups { get; }
    public IReadOnlyList<Outlier> Outliers { get; }
    public GarmentMap Map { get; }
    public IReadOnlyList<IReadOnlyList<Neighbor>> Neighbors { get; }
    public IReadOnlyList<RejectedFile> Rejected { get; }

    /// <summary>Places of the garments that table and map show.</summary>
    public int[] Shown { get; }

    /// <summary>Number of the group by id.</summary>
    public IReadOnlyDictionary<long, int> GroupOf { get; }

    /// <summary>The attributes that most garments have.</summary>
    public string[] Attributes { get; }
}
