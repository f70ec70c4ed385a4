using GarmentTools.Common;

namespace GarmentTools.Evaluation;

/// <summary>Measures how well photos find their relevant photos.</summary>
public static class RetrievalEvaluator
{
    /// <summary>Ranks the whole gallery for every query by cosine distance (ties: order in the gallery) and measures the ranking.</summary>
    /// <param name="queries">Photos to search with. For a learned metric, pass projected vectors.</param>
    /// <param name="gallery">Photos to find; their order decides ties.</param>
    /// <param name="relevance">Which are right answers.</param>
    /// <param name="options">Cut-offs, level, bootstrap; null for the defaults.</param>
    /// <param name="progress">Told after each block of queries.</param>
    /// <param name="token">Stops the work.</param>
    /// <exception cref="UsageException">The sides do not fit together, one is empty, no query has anything relevant, or an option is out of
    /// range.</exception>
    public static RetrievalReport Evaluate(EvaluationSet queries, EvaluationSet gallery, Relevance relevance, RetrievalOptions? options =
        null,
        IProgress<WorkProgress>? progress = null, CancellationToken token = default)
    {
        options ??= new RetrievalOptions();
        options.Validate();
        if (queries.Dimensions != gallery.Dimensions)
            throw new UsageException($"Queries have vectors of {queries.Dimensions} numbers, the gallery of {gallery.Dimensions}. Embed " +
                "both with one model and metric.");
        var ranking = new RankingTask(queries.Items, gallery.Items, relevance, options.Level);
        var outcomes = new QueryOutcome[queries.Items.Count];
        var clock = System.Diagnostics.Stopwatch.StartNew();
        CosineBlocks.Run(queries, gallery, (first, count, cosines) =>
        {
            var n = gallery.Items.Count;
            WorkThreads.For(count, token, i => outcomes[first + i] = ranking.Rank(first + i, cosines.AsSpan(i * n, n)));
            progress?.Report(new WorkProgress("Ranking queries", first + count, outcomes.Length, clock.Elapsed));
        }, token);
        return RetrievalReportBuilder.Build(outcomes, ranking, relevance, options, "cosine", depth: null, token);
    }

    /// <summary>Measures ranked lists that were made elsewhere.</summary>
    /// <param name="queries">The queries.</param>
    /// <param name="gallery">The whole gallery, also what no list names.</param>
    /// <param name="lists">For each query rows of the gallery, best first, none twice. Lists may be cut: what they do not name counts as
    /// not found.</param>
    /// <param name="relevance">Which are right answers.</param>
    /// <param name="options">Cut-offs, level, bootstrap; null for the defaults.</param>
    /// <param name="token">Stops the work.</param>
    /// <exception cref="UsageException">A list names a row twice or one that does not exist, or as in the other overload.</exception>
    public static RetrievalReport Evaluate(IReadOnlyList<EvaluationItem> queries, IReadOnlyList<EvaluationItem> gallery,
        IReadOnlyList<IReadOnlyList<int>> lists,
        Relevance relevance, RetrievalOptions? options = null, CancellationToken token = default)
    {
        options ??= new RetrievalOptions();
        options.Validate();
        EvaluationSet.CheckNames(queries);
        EvaluationSet.CheckNames(gallery);
        if (lists.Count != queries.Count)
            throw new UsageException($"Expected one ranked list per query; found {lists.Count} for {queries.Count} queries.");
        var ranking = new RankingTask(queries, gallery, relevance, options.Level);
        var outcomes = new QueryOutcome[queries.Count];
        for (var i = 0; i < outcomes.Length; i++)
        {
            token.ThrowIfCancellationRequested();
            var seen = new HashSet<int>();
            foreach (var row in lists[i])
                if ((uint)row >= (uint)gallery.Count || !seen.Add(row))
                    throw new UsageException($"The ranked list of '{queries[i].Name}' names row {row} twice, or there is no such row in " +
                        $"a gallery of {gallery.Count}.");
            outcomes[i] = ranking.Rank(i, lists[i]);
        }
        var whole = lists.All(list => list.Count == gallery.Count);
        return RetrievalReportBuilder.Build(outcomes, ranking, relevance, options, "ranked lists as given", whole ? null
            : lists.Max(l => l.Count), token);
    }
}
