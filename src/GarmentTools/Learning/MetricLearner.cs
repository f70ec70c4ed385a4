using System.Diagnostics;
using GarmentTools.Common;

namespace GarmentTools.Learning;

/// <summary>Learns a metric from pairs of street and shop photos, in closed form; K and eps by cross-validation over products.</summary>
/// <remarks>
/// x → (x/|x| − mean of its domain)·M. W = mean of d dᵀ over the training pairs, d = difference of the two centered unit vectors;
/// W = V diag(e) Vᵀ; T = V / sqrt(e + eps·mean(e)); M = T · (leading K eigenvectors of the covariance of all training vectors after T);
/// compared by cosine. This is a within-class whitening (relevant component analysis; Bar-Hillel et al. 2005) followed by principal
/// components.
/// The result is the same for any number of threads.
/// </remarks>
public static class MetricLearner
{
    /// <summary>Chooses K and eps by cross-validation and fits the metric on all pairs.</summary>
    /// <param name="pairs">Training pairs with their vectors.</param>
    /// <param name="options">What is tried; null for the defaults.</param>
    /// <param name="progress">Told after each step of each fold.</param>
    /// <param name="token">Stops the work.</param>
    /// <exception cref="UsageException">The options or the pairs do not do: fewer than three products, all vectors alike; or it took longer
    /// than <see cref="MetricOptions.TimeLimit"/>.</exception>
    public static MetricFit Fit(MetricPairs pairs, MetricOptions? options = null, IProgress<WorkProgress>? progress = null,
        CancellationToken token = default)
    {
        options ??= new MetricOptions();
        return Limited(options, token, (clock, limited) =>
        {
            var validator = new MetricValidator(pairs, options, progress, clock, limited);
            var validation = validator.Run();
            var warnings = new List<string>();
            if (pairs.Pairs.Count < options.FewPairs)
                warnings.Add($"The metric was learned from {pairs.Pairs.Count} pairs. With fewer than {options.FewPairs} its gain is " +
                    "uncertain, and so are its cross-validated figures.");
            if (!validation.IsNoLoss)
                warnings.Add($"In cross-validation the learned metric did worse than the plain embedding (MRR " +
                    $"{validation.Best.Figures.Mrr:0.000} against {validation.Plain.Mrr:0.000})"
                    + (options.RequireNoLoss ? "; it is not used. Learn from more pairs." : "."));
            LearnedMetric? metric = null;
            if (validation.IsNoLoss || !options.RequireNoLoss)
            {
                var confidence = options.Calibrate ? ConfidenceFitter.Fit(validation.HeldOut, pairs.Shop.Count) : null;
                metric = Solve(pairs, validation, Math.Min(options.Folds, pairs.ProductCount), options.Seed, confidence, limited);
            }
            var steps = validator.Steps(Math.Min(options.Folds, pairs.ProductCount));
            progress?.Report(new WorkProgress("Learning the metric", steps, steps, clock.Elapsed));
            return new MetricFit(metric, validation.Best, validation.Plain, validation.Candidates, warnings);
        });
    }

    /// <summary>Cross-validation alone: the figures of every K and eps, and the out-of-fold results of the best.</summary>
    /// <inheritdoc cref="Fit"/>
    public static MetricValidation CrossValidate(MetricPairs pairs, MetricOptions? options = null, IProgress<WorkProgress>? progress = null,
        CancellationToken token = default)
    {
        options ??= new MetricOptions();
        return Limited(options, token, (clock, limited) => new MetricValidator(pairs, options, progress, clock, limited).Run());
    }

    /// <summary>The closed form alone for a given K and eps, on all pairs.</summary>
    internal static LearnedMetric Solve(MetricPairs pairs, MetricValidation validation, int folds, ulong seed, Confidence? confidence,
        CancellationToken token)
    {
        var solver = new MetricSolver(pairs, [.. Enumerable.Range(0, pairs.Pairs.Count)], token);
        var m = solver.Project(validation.Best.Epsilon, validation.Best.Components, token);
        var means = new Dictionary<string, float[]>
        {
            ["street"] = Array.ConvertAll(solver.StreetMean, x => (float)x),
            ["shop"] = Array.ConvertAll(solver.ShopMean, x => (float)x),
        };
        var provenance = new MetricProvenance(pairs.Hash, pairs.Pairs.Count, pairs.ProductCount, pairs.Shop.Count, folds, seed,
            validation.Best.Figures, validation.Plain);
        var fingerprints = new Dictionary<string, string> { ["street"] = pairs.Street.Fingerprint, ["shop"] = pairs.Shop.Fingerprint };
        return new LearnedMetric(fingerprints, pairs.Output, pairs.Street.Dimensions, m.Length / pairs.Street.Dimensions,
            validation.Best.Epsilon,
            means, Array.ConvertAll(m, x => (float)x), provenance, confidence)
        { TrainingPhotos = TrainingPhotos.Of(pairs.Photos) };
    }

    private static T Limited<T>(MetricOptions options, CancellationToken token, Func<Stopwatch, CancellationToken, T> work)
    {
        options.Validate();
        var clock = Stopwatch.StartNew();
        using var source = CancellationTokenSource.CreateLinkedTokenSource(token);
        if (options.TimeLimit is { } limit) source.CancelAfter(limit);
        try
        {
            return work(clock, source.Token);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            throw new UsageException($"Learning the metric took longer than the limit of {options.TimeLimit}. Allow more time, or try " +
                "fewer K and eps.");
        }
    }
}
