namespace GarmentTools.Learning;

/// <summary>
/// The result of learning a metric: the metric, unless the plain embedding did better, and all figures behind that choice.
/// </summary>
/// <param name="Metric">The metric, fitted on all pairs; null where cross-validation shows a loss against the plain cosine (see
/// <see cref="Warnings"/>).</param>
/// <param name="Best">The choice of K and eps with the highest cross-validated MRR (ties: smaller K, then larger eps).</param>
/// <param name="Plain">The plain cosine on the same held-out queries and gallery.</param>
/// <param name="Candidates">All choices that were tried, by K, then by eps.</param>
/// <param name="Warnings">What the user should know, one sentence each; empty if nothing.</param>
public sealed record MetricFit(LearnedMetric? Metric, MetricCandidate Best, RankFigures Plain, IReadOnlyList<MetricCandidate> Candidates,
    IReadOnlyList<string> Warnings);

/// <summary>The result of cross-validation alone.</summary>
/// <param name="Best">The choice of K and eps with the highest MRR (ties: smaller K, then larger eps).</param>
/// <param name="Plain">The plain cosine on the same held-out queries and gallery.</param>
/// <param name="Candidates">All choices that were tried, by K, then by eps.</param>
/// <param name="HeldOut">For each held-out query, the first results under <paramref name="Best"/> of a metric that never saw its
/// product.</param>
public sealed record MetricValidation(MetricCandidate Best, RankFigures Plain, IReadOnlyList<MetricCandidate> Candidates,
    IReadOnlyList<HeldOutQuery> HeldOut)
{
    /// <summary>
    /// Rank of the first photo of its product for each street photo under <see cref="Best"/>; 0 for one that is in no pair.
    /// </summary>
    internal IReadOnlyList<int> Ranks { get; init; } = [];

    /// <summary>Whether the learned metric found the products at least as well as the plain cosine.</summary>
    public bool IsNoLoss => Best.Figures.Mrr >= Plain.Mrr;
}

/// <summary>A held-out query of cross-validation with its nearest shop photos.</summary>
/// <param name="Street">Row of the query among the street photos.</param>
/// <param name="Product">Number of its product.</param>
/// <param name="Fold">The fold that held it out.</param>
/// <param name="Distances">Cosine distances of the eleven nearest (fewer in a small gallery), ascending; ties by row.</param>
/// <param name="Relevant">Whether each of these is of the query's product.</param>
/// <param name="DistancesWithout">The same with the query's product taken out of the gallery.</param>
public sealed record HeldOutQuery(int Street, int Product, int Fold, IReadOnlyList<double> Distances, IReadOnlyList<bool> Relevant,
    IReadOnlyList<double> DistancesWithout);
