using GarmentTools.Common;

namespace GarmentTools.Evaluation;

/// <summary>An interval of the percentile bootstrap.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Whether 0 lies outside.</summary>
    public bool ExcludesZero => Low > 0 || High < 0;
}

/// <summary>The figures of one category.</summary>
/// <param name="Category">The category; empty for queries without one.</param>
/// <param name="Queries">Queries of it with something relevant.</param>
/// <param name="Figures">As in the report.</param>
public sealed record CategoryFigures(string Category, int Queries, IReadOnlyDictionary<string, double> Figures);

/// <summary>A query that went badly.</summary>
/// <param name="Query">Its name.</param>
/// <param name="Category">Its category, if any.</param>
/// <param name="FirstRank">Rank of its first right answer; null where none was found.</param>
public sealed record WorstQuery(string Query, string? Category, int? FirstRank);

/// <summary>hit@k as it is to be expected in a gallery of another size.</summary>
/// <param name="GallerySize">Photos (or products) in the gallery.</param>
/// <param name="Hits">hit@k by k.</param>
public sealed record GallerySizeFigures(int GallerySize, IReadOnlyDictionary<int, double> Hits);

/// <summary>What the figures of a report mean.</summary>
public sealed record RetrievalConventions
{
    /// <summary>What each figure is, by its name.</summary>
    public required IReadOnlyDictionary<string, string> Definitions { get; init; }
    /// <summary>What a right answer is.</summary>
    public required string Relevance { get; init; }
    /// <summary>Divisor of average precision: <c>min(R, k)</c>.</summary>
    public string AveragePrecisionDivisor { get; init; } = "min(R, k)";
    /// <summary><c>image</c> or <c>product</c>.</summary>
    public required string Level { get; init; }
    /// <summary>How equal distances are ordered.</summary>
    public string Ties { get; init; } = "by distance, then by order in the gallery (ascending id)";
    /// <summary>How vectors are compared, or that lists were given.</summary>
    public required string Distance { get; init; }
    /// <summary>Queries that the figures are means over.</summary>
    public required int Queries { get; init; }
    /// <summary>Queries without anything relevant in the gallery; left out of all figures and counted here.</summary>
    public required int QueriesWithoutRelevant { get; init; }
    /// <summary>Photos (or products) in the gallery, before anything is left out for a query.</summary>
    public required int GallerySize { get; init; }
    /// <summary>Query and gallery photo of equal bytes or of the same name: so many pairs were left out.</summary>
    public required int LeftOutEqual { get; init; }
    /// <summary>Length of the ranked lists where these were given and cut; null for whole rankings.</summary>
    public int? Depth { get; init; }
    /// <summary>How the intervals were made.</summary>
    public required string Intervals { get; init; }
    /// <summary>Resamples of the bootstrap.</summary>
    public required int Resamples { get; init; }
    /// <summary>Seed of the bootstrap.</summary>
    public required ulong Seed { get; init; }
    /// <summary>What hit@k against the gallery size assumes.</summary>
    public string GallerySizes { get; init; } = "expected over random sub-galleries that keep all relevant of the query (hypergeometric, " +
        "exact); a size below R counts as R";
    /// <summary>What else a reader must know, added by those who prepared the vectors (region, metric, outputs, leakage).</summary>
    public IReadOnlyDictionary<string, string> Notes { get; init; } = new Dictionary<string, string>();
}

/// <summary>The measured quality of a retrieval.</summary>
public sealed record RetrievalReport
{
    /// <summary>
    /// The figures by name: <c>hit@1</c>, <c>recall@10</c>, <c>precision@10</c>, <c>map@10</c>, <c>ndcg@10</c>, <c>mrr</c>; defined in
    /// <see cref="RetrievalMeasures"/>.
    /// </summary>
    public required IReadOnlyDictionary<string, double> Figures { get; init; }
    /// <summary>95 % bootstrap intervals by the same names; empty without resamples.</summary>
    public required IReadOnlyDictionary<string, Interval> Intervals { get; init; }
    /// <summary>Figures by category, by name; empty where no query has one.</summary>
    public required IReadOnlyList<CategoryFigures> Categories { get; init; }
    /// <summary>The queries whose first right answer stands last, worst first.</summary>
    public required IReadOnlyList<WorstQuery> Worst { get; init; }
    /// <summary>hit@k against gallery size, ascending.</summary>
    public required IReadOnlyList<GallerySizeFigures> GallerySizes { get; init; }
    /// <summary>What the figures mean.</summary>
    public required RetrievalConventions Conventions { get; init; }
    /// <summary>Every query with something relevant, in the order given.</summary>
    public required IReadOnlyList<QueryOutcome> Queries { get; init; }
    /// <summary>Names of the queries without anything relevant.</summary>
    public required IReadOnlyList<string> WithoutRelevant { get; init; }

    /// <summary>A figure by its name.</summary>
    /// <exception cref="UsageException">It was not measured.</exception>
    public double this[string figure] => Figures.TryGetValue(figure, out var value)
        ? value
        : throw new UsageException($"'{figure}' was not measured; there are {string.Join(", ", Figures.Keys)}.");

    /// <summary>This report with a note added to its conventions.</summary>
    public RetrievalReport WithNote(string name, string text) =>
        this with { Conventions = Conventions with { Notes = new Dictionary<string, string>(Conventions.Notes) { [name] = text } } };

    /// <summary>
    /// The report as one JSON object: the figures under their names, then <c>intervals</c>, <c>categories</c>, <c>worst</c>,
    /// <c>gallerySizes</c>, <c>withoutRelevant</c>, <c>queries</c>, <c>conventions</c>.
    /// </summary>
    /// <param name="indented">Whether it is spread over lines.</param>
    /// <param name="comparison">Where given, added as <c>comparison</c>: by figure <c>baseline</c>, <c>difference</c>, <c>interval95</c>
    /// and <c>interval99</c>.</param>
    public string ToJson(bool indented = true, RetrievalComparison? comparison = null) =>
        RetrievalReportJson.Write(this, comparison, indented);

    /// <summary>
    /// Reads what <see cref="ToJson"/> wrote, so that a later setting can be compared with it. Ranks beyond the largest k are not kept.
    /// </summary>
    /// <exception cref="UsageException">It is no report, or of a version without queries.</exception>
    public static RetrievalReport FromJson(string json) => RetrievalReportReader.Read(json);
}
