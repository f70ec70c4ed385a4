using GarmentTools.Reports.Results;

namespace GarmentTools.Reports;

/// <summary>What a report knows, as JSON: the same objects and property names as everywhere, but no path of this machine.</summary>
internal static class ReportJson
{
    public static string Similar(IReadOnlyList<SimilarResult> results, ReportNames names) =>
        ResultJson.Serialize(results.Select((result, i) => new
        {
            Query = result.Query.Select(query => names.OfQuery(query, i + 1)),
            result.Regions,
            result.Candidates,
            result.CatalogSize,
            result.NoConfidentMatch,
            Neighbors = result.Neighbors.Select(names.Row),
        }).ToArray());

    public static string Catalog(CatalogReportData data, ReportNames names) => ResultJson.Serialize(new
    {
        Catalog = data.Info with { Path = names.Of(data.Info.Path) },
        Groups = data.Groups.Select(group => new
        {
            group.Number,
            Medoid = group.Medoid.Id,
            group.MinSimilarity,
            group.MeanDistance,
            group.Traits,
            Members = group.Members.Select(member => new { member.Garment.Id, member.Distance }),
        }),
        Duplicates = data.Duplicates.Select(group => new
        {
            group.Number,
            group.Kind,
            Keep = group.Keep.Id,
            group.Reason,
            group.MinSimilarity,
            group.Confirmed,
            Members = group.Members.Select(member => new
            {
                member.Garment.Id,
                member.Distance,
                member.Width,
                member.Height,
                member.FileBytes
            }),
        }),
        Outliers = data.Outliers.Select(outlier => new
        {
            outlier.Rank,
            outlier.Garment.Id,
            outlier.Distance,
            outlier.Ratio,
            Nearest = outlier.Nearest.Id,
            outlier.NearestDistance
        }),
        Map = new
        {
            data.Map.NeighborsKept,
            data.Map.Variance,
            Points =
        data.Map.Points.Select(point => new { point.Garment.Id, point.X, point.Y })
        },
        Garments = data.Garments.Select(names.Row),
        Neighbors = data.Garments.Select((garment, i) => new
        {
            garment.Id,
            Nearest = data.Neighbors[i]
        .Select(n => new { n.Garment.Id, n.Distance })
        }),
        RejectedFiles = data.Rejected.Select(names.Row),
    });
}
