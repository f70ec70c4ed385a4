using GarmentTools.Common;

namespace GarmentTools.Evaluation;

/// <summary>Means, intervals, tables and conventions from the outcomes of all queries.</summary>
internal static class RetrievalReportBuilder
{
    public static RetrievalReport Build(QueryOutcome[] outcomes, RankingTask ranking, Relevance relevance, RetrievalOptions options,
        string distance, int? depth, CancellationToken token)
    {
        var counted = outcomes.Where(o => o.Relevant > 0).ToArray();
        if (counted.Length == 0)
            throw new UsageException($"None of the {outcomes.Length} queries has anything relevant in the gallery of " +
                $"{ranking.GallerySize} ({relevance.Definition}). Check that both sides use the same names or products.");
        var names = RetrievalMeasures.Names(options.Ks);
        return new RetrievalReport
        {
            Figures = Means(counted, names),
            Intervals = options.Resamples == 0 ? new Dictionary<string, Interval>()
            : Bootstrap.Intervals(counted, names, options.Resamples, options.Seed, token),
            Categories = counted.All(o => string.IsNullOrEmpty(o.Query.Category)) ? []
            : [.. counted.GroupBy(o => o.Query.Category ?? "", StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new CategoryFigures(group.Key, group.Count(), Means([.. group], names)))],
            Worst = [.. counted.OrderByDescending(o => o.FirstRank ?? int.MaxValue).ThenBy(o => o.Query.Name, StringComparer.Ordinal)
            .Take(options.Worst)
                .Select(o => new WorstQuery(o.Query.Name, o.Query.Category, o.FirstRank))],
            GallerySizes = GallerySizeCurve.Compute(counted, options.Ks, options.GallerySizes ?? Halves(ranking.GallerySize),
            ranking.GallerySize),
            Queries = counted,
            WithoutRelevant = [.. outcomes.Where(o => o.Relevant == 0).Select(o => o.Query.Name)],
            Conventions = new RetrievalConventions
            {
                Definitions = RetrievalMeasures.Definitions,
                Relevance = relevance.Definition,
                Level = ranking.IsProductLevel ? "product" : "image",
                Distance = distance,
                Queries = counted.Length,
                QueriesWithoutRelevant = outcomes.Length - counted.Length,
                GallerySize = ranking.GallerySize,
                LeftOutEqual = ranking.LeftOut,
                Depth = depth,
                Intervals = options.Resamples == 0 ? "none" : "95 %, percentile bootstrap; products are resampled with all their " +
                "queries, a query without a product by itself",
                Resamples = options.Resamples,
                Seed = options.Seed,
            },
        };
    }

    private static Dictionary<string, double> Means(QueryOutcome[] outcomes, IReadOnlyList<string> names) =>
        names.ToDictionary(name => name, name => outcomes.Average(o => RetrievalMeasures.Value(o, name)));

    private static int[] Halves(int size)
    {
        var sizes = new List<int>();
        for (var n = size; n >= 10 || n == size; n /= 2) sizes.Add(n);
        return [.. sizes];
    }
}
