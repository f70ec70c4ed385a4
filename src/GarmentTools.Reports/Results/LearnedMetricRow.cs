using GarmentTools.Learning;

namespace GarmentTools.Reports.Results;

/// <summary>What a learned metric is and how well it did, as a row: without its arrays.</summary>
/// <param name="Path">Its file; null where none was written.</param>
/// <param name="Used">Whether there is a metric: it is withheld where cross-validation shows a loss.</param>
/// <param name="Output">Which output of the model it takes.</param>
/// <param name="Dimensions">Numbers of a vector that goes in.</param>
/// <param name="Components">K, numbers of one that comes out.</param>
/// <param name="Epsilon">The regularisation.</param>
/// <param name="Learned">Its cross-validated figures.</param>
/// <param name="Plain">The plain cosine's on the same queries and gallery.</param>
/// <param name="Fingerprints">The embeddings it fits, by domain.</param>
/// <param name="Provenance">Pairs, products, folds and seed; null where there is no metric.</param>
/// <param name="Confidence">What a distance says about the probability of a match; null where it was not calibrated.</param>
/// <param name="Candidates">All K and eps that were tried; null for a metric from a file.</param>
/// <param name="Warnings">What the user should know.</param>
public sealed record LearnedMetricRow(string? Path, bool Used, string? Output, int? Dimensions, int Components, double Epsilon,
    RankFigures Learned, RankFigures Plain,
    IReadOnlyDictionary<string, string> Fingerprints, MetricProvenance? Provenance, Confidence? Confidence,
    IReadOnlyList<MetricCandidate>? Candidates, IReadOnlyList<string> Warnings)
{
    /// <summary>The row of a metric.</summary>
    public static LearnedMetricRow From(LearnedMetric metric, string? path) =>
        new(path, true, metric.Output, metric.Dimensions, metric.Components, metric.Epsilon,
        metric.Provenance.Learned, metric.Provenance.Plain, metric.Domains.ToDictionary(domain => domain, metric.Fingerprint),
        metric.Provenance, metric.Confidence, null, []);

    /// <summary>The row of what learning gave.</summary>
    public static LearnedMetricRow From(MetricFit fit, string? path) => fit.Metric is { } metric
        ? From(metric, path) with { Candidates = fit.Candidates, Warnings = fit.Warnings }
        : new(null, false, null, null, fit.Best.Components, fit.Best.Epsilon, fit.Best.Figures, fit.Plain, new Dictionary<string, string>(),
            null, null, fit.Candidates, fit.Warnings);
}
