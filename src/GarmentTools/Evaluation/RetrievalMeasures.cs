using GarmentTools.Common;

namespace GarmentTools.Evaluation;

/// <summary>The measures of a ranked list, from the ranks of its relevant items. Relevance is yes or no.</summary>
/// <remarks>
/// Manning, Raghavan, Schütze: Introduction to Information Retrieval (2008), chapter 8; nDCG after Järvelin and Kekäläinen (2002).
/// </remarks>
public static class RetrievalMeasures
{
    /// <summary>hit@k: 1 if at least one of the first k is relevant, else 0.</summary>
    public static double Hit(QueryOutcome outcome, int k) => outcome.Ranks.Count > 0 && outcome.Ranks[0] <= k ? 1 : 0;

    /// <summary>recall@k: the relevant among the first k, divided by all R relevant in the gallery.</summary>
    public static double Recall(QueryOutcome outcome, int k) => outcome.Relevant == 0 ? 0 : (double)Within(outcome, k) / outcome.Relevant;

    /// <summary>precision@k: the relevant among the first k, divided by k, also where the gallery is smaller than k.</summary>
    public static double Precision(QueryOutcome outcome, int k) => (double)Within(outcome, k) / k;

    /// <summary>
    /// AP@k: the sum of precision@r over the ranks r ≤ k that are relevant, divided by min(R, k). Its mean over queries is mAP@k.
    /// </summary>
    public static double AveragePrecision(QueryOutcome outcome, int k)
    {
        var sum = 0.0;
        for (var i = 0; i < outcome.Ranks.Count && outcome.Ranks[i] <= k; i++) sum += (i + 1.0) / outcome.Ranks[i];
        return outcome.Relevant == 0 ? 0 : sum / Math.Min(outcome.Relevant, k);
    }

    /// <summary>Reciprocal rank: 1/rank of the first relevant, 0 if none was found. Its mean over queries is MRR.</summary>
    public static double ReciprocalRank(QueryOutcome outcome) => outcome.Ranks.Count > 0 ? 1.0 / outcome.Ranks[0] : 0;

    /// <summary>
    /// nDCG@k: the sum of 1/log2(1 + r) over the ranks r ≤ k that are relevant, divided by the highest that sum can be with R relevant.
    /// </summary>
    public static double Ndcg(QueryOutcome outcome, int k)
    {
        var (gain, ideal) = (0.0, 0.0);
        for (var i = 0; i < outcome.Ranks.Count && outcome.Ranks[i] <= k; i++) gain += 1 / Math.Log2(1.0 + outcome.Ranks[i]);
        for (var i = 1; i <= Math.Min(outcome.Relevant, k); i++) ideal += 1 / Math.Log2(1.0 + i);
        return ideal == 0 ? 0 : gain / ideal;
    }

    /// <summary>The names of the figures for these cut-offs, in the order of a report: <c>hit@1</c> … <c>mrr</c>.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<int> ks)
    {
        var ordered = ks.Distinct().Order().ToArray();
        return [.. new[] { "hit", "recall", "precision", "map", "ndcg" }.SelectMany(measure => ordered.Select(k => $"{measure}@{k}")),
            "mrr"];
    }

    /// <summary>One figure by its name.</summary>
    /// <exception cref="UsageException">There is no such figure.</exception>
    public static double Value(QueryOutcome outcome, string name)
    {
        if (name == "mrr") return ReciprocalRank(outcome);
        var at = name.IndexOf('@');
        if (at > 0 && int.TryParse(name.AsSpan(at + 1), out var k) && k > 0)
            switch (name[..at])
            {
                case "hit": return Hit(outcome, k);
                case "recall": return Recall(outcome, k);
                case "precision": return Precision(outcome, k);
                case "map": return AveragePrecision(outcome, k);
                case "ndcg": return Ndcg(outcome, k);
            }
        throw new UsageException($"There is no figure '{name}'. Known are hit@k, recall@k, precision@k, map@k, ndcg@k (k from 1) and mrr.");
    }

    /// <summary>What each measure is, in one line, by its name with <c>k</c>.</summary>
    public static IReadOnlyDictionary<string, string> Definitions { get; } = new Dictionary<string, string>
    {
        ["hit@k"] = "share of queries with at least one relevant among the first k",
        ["recall@k"] = "relevant among the first k, divided by all relevant in the gallery; mean over queries",
        ["precision@k"] = "relevant among the first k, divided by k; mean over queries",
        ["map@k"] = "sum of precision@r over relevant ranks r up to k, divided by min(R, k); mean over queries",
        ["ndcg@k"] = "sum of 1/log2(1+r) over relevant ranks r up to k, divided by the highest such sum with R relevant; mean over queries",
        ["mrr"] = "1/rank of the first relevant, 0 if none was found; mean over queries",
    };

    private static int Within(QueryOutcome outcome, int k)
    {
        var count = 0;
        while (count < outcome.Ranks.Count && outcome.Ranks[count] <= k) count++;
        return count;
    }
}
