using GarmentTools.Catalogs;
using GarmentTools.Distances;
using GarmentTools.Evaluation;
using GarmentTools.Interactive.Frames;
using GarmentTools.Studies;
using Microsoft.Data.Analysis;

namespace GarmentTools.Interactive;

/// <summary>
/// Results as data frames. Columns are called like the properties, in the order of the CSV files; numbers are columns of numbers, and
/// what is not known is null.
/// </summary>
/// <remarks>
/// Each attribute has a column of its own name after the others (<c>attribute:NAME</c> where one has that name already): of doubles
/// where all its values are plain numbers of at most 15 digits (such as prices; no leading zeros, which codes have), else of text.
/// </remarks>
public static class DataFrames
{
    /// <summary>Garments: Id, Name, CatalogPath, Path, Catalog, Sha256, Domain, Product, and the attributes.</summary>
    /// <param name="garments">The garments, a row for each.</param>
    public static DataFrame ToDataFrame(this IEnumerable<Garment> garments) => new FrameBuilder<Garment>(garments)
        .Long("Id", g => g.Id).Text("Name", g => g.Name).Text("CatalogPath", g => g.CatalogPath).Text("Path", g => g.Path)
        .Text("Catalog", g => g.Catalog).Text("Sha256", g => g.Sha256)
        .Text("Domain", g => g.Domain).Text("Product", g => g.Product).Attributes(g => g).Build();

    /// <summary>
    /// What one query found: Rank (from 1), Distance (float), Probability (0 to 1, or null), Id, Name, CatalogPath, Path, Catalog, Domain,
    /// Product,
    /// Duplicate, and the attributes.
    /// </summary>
    /// <param name="result">The answer.</param>
    public static DataFrame ToDataFrame(this SimilarResult result) => result.Neighbors.ToDataFrame();

    /// <summary>What several queries found: Query (the query's first photo as it was named, or <c>#id</c>), then as for one.</summary>
    /// <param name="results">The answers, one below the other.</param>
    public static DataFrame ToDataFrame(this IEnumerable<SimilarResult> results)
    {
        var rows = results.SelectMany(r => r.Neighbors.Select(n => (Query: r.Query[0], Neighbor: n)));
        return Neighbors(new FrameBuilder<(string Query, Neighbor Neighbor)>(rows).Text("Query", r => r.Query), r => r.Neighbor);
    }

    /// <summary>Neighbors, as of one query.</summary>
    /// <param name="neighbors">The neighbors, a row for each.</param>
    public static DataFrame ToDataFrame(this IEnumerable<Neighbor> neighbors) => Neighbors(new FrameBuilder<Neighbor>(neighbors), n => n);

    /// <summary>Neighbors from a distance matrix: Rank (from 1), Distance (float), Id, Name, Index (from 0).</summary>
    /// <param name="neighbors">The neighbors, a row for each.</param>
    public static DataFrame ToDataFrame(this IEnumerable<MatrixNeighbor> neighbors) => new FrameBuilder<MatrixNeighbor>(neighbors)
        .Whole("Rank", n => n.Rank).Single("Distance", n => n.Distance).Long("Id", n => n.Id).Text("Name", n => n.Name)
        .Whole("Index", n => n.Index).Build();

    /// <summary>
    /// Groups: a row for each member, with Group (its number, from 1), Distance (to the medoid), Medoid (whether it is that), Id, Name,
    /// CatalogPath,
    /// Path, Catalog, Domain, Product, and the attributes.
    /// </summary>
    /// <param name="groups">The groups.</param>
    public static DataFrame ToDataFrame(this IEnumerable<GarmentGroup> groups) =>
        new FrameBuilder<(GarmentGroup Group, GroupMember Member)>(groups.SelectMany(g => g.Members.Select(m => (g, m))))
            .Whole("Group", r => r.Group.Number).Single("Distance", r => r.Member.Distance)
            .Truth("Medoid", r => r.Member.Garment.Id == r.Group.Medoid.Id)
            .Garment(r => r.Member.Garment).Attributes(r => r.Member.Garment).Build();

    /// <summary>
    /// Duplicates: a row for each member, with Group (its number, from 1), Kind, Confirmed, Keep, Distance (to the one to keep), Width and
    /// Height (pixels), FileBytes, Id, Name, CatalogPath, Path, Catalog, Domain, Product, and the attributes.
    /// </summary>
    /// <param name="groups">The groups of duplicates.</param>
    public static DataFrame ToDataFrame(this IEnumerable<DuplicateGroup> groups) =>
        new FrameBuilder<(DuplicateGroup Group, DuplicateMember Member)>(groups.SelectMany(g => g.Members.Select(m => (g, m))))
            .Whole("Group", r => r.Group.Number).Text("Kind", r => r.Group.Kind.ToString())
            .Truth("Confirmed", r => r.Group.Confirmed)
            .Truth("Keep", r => r.Member.Keep).Single("Distance", r => r.Member.Distance).Whole("Width", r => r.Member.Width)
            .Whole("Height", r => r.Member.Height).Long("FileBytes", r => r.Member.FileBytes)
            .Garment(r => r.Member.Garment).Attributes(r => r.Member.Garment).Build();

    /// <summary>
    /// What stands alone: Rank (from 1), Distance (mean, to its nearest), Ratio, Id, Name, CatalogPath, Path, Catalog, Domain, Product,
    /// Nearest (CatalogPath),
    /// NearestDistance, and the attributes.
    /// </summary>
    /// <param name="outliers">The garments.</param>
    public static DataFrame ToDataFrame(this IEnumerable<Outlier> outliers) => new FrameBuilder<Outlier>(outliers)
        .Whole("Rank", o => o.Rank).Single("Distance", o => o.Distance).Real("Ratio", o => o.Ratio).Garment(o => o.Garment)
        .Text("Nearest", o => o.Nearest.CatalogPath).Single("NearestDistance", o => o.NearestDistance).Attributes(o => o.Garment).Build();

    /// <summary>
    /// The figures of an evaluation: Figure (such as <c>hit@10</c>), Value, Low95 and High95 (bootstrap; null without resamples).
    /// </summary>
    /// <param name="report">The evaluation.</param>
    public static DataFrame ToDataFrame(this RetrievalReport report) => new FrameBuilder<KeyValuePair<string, double>>(report.Figures)
        .Text("Figure", f => f.Key).Real("Value", f => f.Value)
        .Real("Low95", f => report.Intervals.TryGetValue(f.Key, out var i) ? i.Low : null)
        .Real("High95", f => report.Intervals.TryGetValue(f.Key, out var i) ? i.High : null).Build();

    /// <summary>
    /// A comparison of two evaluations: Figure, Baseline, Value, Difference, and its intervals: DifferenceLow95,
    /// DifferenceHigh95, DifferenceLow99, DifferenceHigh99.
    /// </summary>
    /// <param name="comparison">The comparison.</param>
    public static DataFrame ToDataFrame(this RetrievalComparison comparison) =>
        new FrameBuilder<(string Figure, FigureDifference Values)>(comparison.Figures.Select(f => (f.Key, f.Value)))
            .Text("Figure", f => f.Figure).Real("Baseline", f => f.Values.Baseline).Real("Value", f => f.Values.Value)
            .Real("Difference", f => f.Values.Difference)
            .Real("DifferenceLow95", f => f.Values.Interval95.Low).Real("DifferenceHigh95", f => f.Values.Interval95.High)
            .Real("DifferenceLow99", f => f.Values.Interval99.Low).Real("DifferenceHigh99", f => f.Values.Interval99.High).Build();

    /// <summary>
    /// The queries of an evaluation: Query, Product, Category, FirstRank (from 1; null where nothing right was found), Relevant,
    /// GallerySize, RightAnswer.
    /// </summary>
    /// <param name="queries">The queries, such as <see cref="RetrievalReport.Queries"/>.</param>
    public static DataFrame ToDataFrame(this IEnumerable<QueryOutcome> queries) => new FrameBuilder<QueryOutcome>(queries)
        .Text("Query", q => q.Query.Name).Text("Product", q => q.Query.Product).Text("Category", q => q.Query.Category)
        .Whole("FirstRank", q => q.FirstRank).Whole("Relevant", q => q.Relevant).Whole("GallerySize", q => q.GallerySize)
        .Text("RightAnswer", q => q.RightAnswer).Build();

    private static DataFrame Neighbors<T>(FrameBuilder<T> rows, Func<T, Neighbor> neighbor) => rows
        .Whole("Rank", r => neighbor(r).Rank).Single("Distance", r => neighbor(r).Distance)
        .Real("Probability", r => neighbor(r).Probability).Garment(r => neighbor(r).Garment)
        .Truth("Duplicate", r => neighbor(r).Duplicate).Attributes(r => neighbor(r).Garment).Build();
}
