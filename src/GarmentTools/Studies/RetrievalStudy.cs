using GarmentTools.Common;
using GarmentTools.Embedding;
using GarmentTools.Evaluation;
using GarmentTools.Learning;
using GarmentTools.Models;
using GarmentTools.Regions;

namespace GarmentTools.Studies;

/// <summary>What a study found.</summary>
/// <param name="Report">The figures with their conventions.</param>
/// <param name="Fit">The metric that was learned, and how; null where none was to be learned.</param>
/// <param name="Leakage">Photos that stand on two sides.</param>
public sealed record StudyResult(RetrievalReport Report, MetricFit? Fit, IReadOnlyList<LeakageReport> Leakage);

/// <summary>
/// Measures street-to-shop retrieval on a pairs file, from photos to figures: embeds both sides, looks for leakage, learns a metric on the
/// training rows
/// where that is asked for, and ranks each street photo of the test rows in the gallery of their shop photos.
/// </summary>
public static class RetrievalStudy
{
    /// <summary>Runs a study.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="options">What is measured.</param>
    /// <param name="progress">How far it has come.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="UsageException">The options cannot be, or rows do not exist.</exception>
    /// <exception cref="ImageException">A photo of the pairs cannot be read; figures over the rest would be of another set.</exception>
    /// <exception cref="ModelException">A model is missing or damaged.</exception>
    public static async Task<StudyResult> RunAsync(PairsFile pairs, StudyOptions options, IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options.Validate();
        IReadOnlyList<GarmentPair> test = options.Test is { } rows ? pairs.Select(rows) : pairs.Pairs;
        IReadOnlyList<GarmentPair> train = options.Train is { } learn && options.Learn ? pairs.Select(learn) : [];

        using var embedder = OpenModel(options);
        var output = OutputOf(embedder, options.Output, learned: options.Learn || options.Metric is not null, options.Metric);
        var photos = new PairPhotos(embedder, RegionView.For(options.ShopRegion, averaging: options.Averaging), output,
            Path.GetDirectoryName(pairs.Path)!);
        foreach (var (domain, fingerprint) in new[] { ("street", photos.StreetFingerprint), ("shop", photos.ShopFingerprint) })
            options.Metric?.CheckFits(domain, fingerprint, embedder.Model.Card.Output(output).Dimensions);
        await photos.EmbedAsync([.. train, .. test], progress, cancellationToken).ConfigureAwait(false);

        var (street, shop) = (photos.Set(test, street: true), photos.Set(test, street: false));
        var leakage = new List<LeakageReport> { LeakageCheck.Run("street and shop photos of the test rows", street, shop,
            progress: progress, token: cancellationToken) };
        if (options.Metric is { } given)
            leakage.Add(LeakageCheck.KnownPhotos("the photos that the metric was learned from and the test rows",
                [.. street.Items, .. shop.Items], given.TrainingPhotos.Knows));
        MetricFit? fit = null;
        if (train.Count > 0)
        {
            leakage.Add(LeakageCheck.Run("training and test, street", photos.Set(train, street: true), street, token: cancellationToken));
            leakage.Add(LeakageCheck.Run("training and test, shop", photos.Set(train, street: false), shop, token: cancellationToken));
            fit = MetricLearner.Fit(photos.Training(train), options.MetricOptions, progress, cancellationToken);
        }
        var metric = fit is null ? options.Metric : fit.Metric;
        var relevance = photos.Relevant(test);
        var report = RetrievalEvaluator.Evaluate(Compared(street, photos.StreetFingerprint, "street", metric),
            Compared(shop, photos.ShopFingerprint, "shop", metric), relevance, options.Retrieval, token: cancellationToken);
        return new(Describe(report, pairs, options, embedder, output, photos, fit, metric, leakage), fit, leakage);
    }

    /// <summary>Learns a metric on pairs.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="options">Model, regions, output and rows (<see cref="StudyOptions.Train"/>; null for all).</param>
    /// <param name="progress">How far it has come.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="UsageException">The options cannot be, or rows do not exist.</exception>
    /// <exception cref="ImageException">A photo of the pairs cannot be read.</exception>
    public static async Task<MetricFit> LearnAsync(PairsFile pairs, StudyOptions options, IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        IReadOnlyList<GarmentPair> train = options.Train is { } rows ? pairs.Select(rows) : pairs.Pairs;
        using var embedder = OpenModel(options);
        var photos = new PairPhotos(embedder, RegionView.For(options.ShopRegion, averaging: options.Averaging),
            OutputOf(embedder, options.Output, learned: true, null), Path.GetDirectoryName(pairs.Path)!);
        await photos.EmbedAsync(train, progress, cancellationToken).ConfigureAwait(false);
        return MetricLearner.Fit(photos.Training(train), options.MetricOptions, progress, cancellationToken);
    }

    private static Embedder OpenModel(StudyOptions options) => new(
        (options.Models ?? ModelRegistry.Default).Find(options.Model ?? ModelRegistry.DefaultModel),
        RegionView.For(options.StreetRegion, averaging: options.Averaging),
        new EmbedderOptions { Threads = options.Threads, Limits = options.Limits });

    private static string OutputOf(Embedder embedder, string? asked, bool learned, LearnedMetric? metric)
    {
        if (metric is not null && asked is not null && asked != metric.Output)
            throw new UsageException($"The learned metric takes the output '{metric.Output}', '{asked}' was asked for. Leave the output " +
                "out.");
        // A learned metric does better on the features; a model may have only one output.
        var name = asked ?? metric?.Output ?? (learned && embedder.Outputs.Any(o => o.Name == "features") ? "features"
            : embedder.Outputs[0].Name);
        return embedder.Model.Card.Output(name).Name;
    }

    private static EvaluationSet Compared(EvaluationSet set, string fingerprint, string domain, LearnedMetric? metric)
    {
        if (metric is null) return set;
        metric.CheckFits(domain, fingerprint, set.Dimensions);
        var projected = new float[set.Items.Count * metric.Components];
        metric.Project(set.Vectors, _ => domain, projected);
        return new EvaluationSet(set.Items, metric.Components, projected);
    }

    private static RetrievalReport Describe(RetrievalReport report, PairsFile pairs, StudyOptions options, Embedder embedder, string output,
        PairPhotos photos, MetricFit? fit, LearnedMetric? metric, List<LeakageReport> leakage)
    {
        report = report
            .WithNote("pairs", $"{Path.GetFileName(pairs.Path)}, rows {options.Test?.ToString() ?? "all"}")
            .WithNote("model", $"{embedder.Model.Card.Name}, output {output}")
            .WithNote("regions", $"street {options.StreetRegion}, shop {options.ShopRegion}" +
                (options.Averaging == ViewAveraging.Default ? "" : $", averaged ({options.Averaging.Identity})") +
                (options.StreetRegion.NeedsPerson
                    ? $"; found in {photos.RegionsFound} of {photos.StreetPhotos} street photos (rows to learn from included), " +
                        "the others stay in, whole"
                    : ""))
            .WithNote("metric", metric is null ? (fit is null ? "none" : "none: the learned one did worse in cross-validation")
                : $"learned, K {metric.Components}, eps {FormattableString.Invariant($"{metric.Epsilon}")}, on {metric.Provenance.Pairs} " +
                $"pairs (cross-validated MRR {FormattableString.Invariant($"{metric.Provenance.Learned.Mrr:0.000}")} against " +
                $"{FormattableString.Invariant($"{metric.Provenance.Plain.Mrr:0.000}")} plain)");
        if (fit is { Warnings.Count: > 0 }) report = report.WithNote("warnings", string.Join(" ", fit.Warnings));
        return report.WithNote("leakage", string.Join("; ", leakage.Select(l => l.Summary)));
    }
}
