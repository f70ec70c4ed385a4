using GarmentTools.Common;

namespace GarmentTools.Learning;

/// <summary>How a metric is learned.</summary>
public sealed record MetricOptions
{
    /// <summary>
    /// The K that are tried: dimensions to keep, each from 1. Those above what the pairs span are cut to that. Default 16, 32, 64, 128.
    /// </summary>
    /// <remarks>
    /// No larger K by default: the gallery of cross-validation consists mostly of photos that the metric was fitted on, which flatters a
    /// metric that
    /// adapts to them. On 443 pairs MRR still rose from K 128 to 256 that way; in galleries of held-out photos alone it was highest from 64
    /// to 128 and fell beyond.
    /// </remarks>
    public IReadOnlyList<int> Components { get; init; } = [16, 32, 64, 128];

    /// <summary>The eps that are tried, each above 0, as multiples of the mean eigenvalue of W. Default 0.25, 0.5, 1, 2, 4, 8.</summary>
    public IReadOnlyList<double> Epsilons { get; init; } = [0.25, 0.5, 1, 2, 4, 8];

    /// <summary>
    /// The eps that are tried in addition when there are fewer than <see cref="FewPairs"/> pairs: the larger eps, the nearer the metric to
    /// the plain
    /// embedding (centered, turned, cut to K). Default 32, 128.
    /// </summary>
    public IReadOnlyList<double> ShrinkEpsilons { get; init; } = [32, 128];

    /// <summary>
    /// Below this many pairs, in pairs, a warning is given and <see cref="ShrinkEpsilons"/> join the grid. From 0; default 50.
    /// </summary>
    public int FewPairs { get; init; } = 50;

    /// <summary>Parts of the cross-validation, 2 or more; fewer where there are fewer products. Default 5.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Decides which products share a fold. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether a metric that does worse in cross-validation than the plain cosine is withheld. Default true.</summary>
    public bool RequireNoLoss { get; init; } = true;

    /// <summary>Whether distances are calibrated to probabilities. Default true.</summary>
    public bool Calibrate { get; init; } = true;

    /// <summary>After this time learning ends with a <see cref="UsageException"/>; null (the default) for none.</summary>
    public TimeSpan? TimeLimit { get; init; }

    internal void Validate()
    {
        var faults = new List<string>();
        if (Components.Count == 0 || Components.Any(k => k < 1))
            faults.Add($"Components must hold at least one number, each from 1 (found {string.Join(", ", Components)})");
        if (Epsilons.Count == 0 || Epsilons.Concat(ShrinkEpsilons).Any(e => !(e > 0) || double.IsInfinity(e)))
            faults.Add($"Epsilons must hold at least one number, each above 0 (found " +
                $"{string.Join(", ", Epsilons.Concat(ShrinkEpsilons))})");
        if (Folds < 2) faults.Add($"Folds must be 2 or more (found {Folds})");
        if (FewPairs < 0) faults.Add($"FewPairs must be 0 or more (found {FewPairs})");
        if (TimeLimit <= TimeSpan.Zero) faults.Add($"TimeLimit must be above 0 (found {TimeLimit})");
        if (faults.Count > 0) throw new UsageException($"The metric cannot be learned with these options: {string.Join("; ", faults)}.");
    }
}
