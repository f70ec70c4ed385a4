using GarmentTools.Common;

namespace GarmentTools.Evaluation;

/// <summary>How a figure differs between two settings.</summary>
/// <param name="Baseline">Its value in the baseline.</param>
/// <param name="Value">Its value in the setting.</param>
/// <param name="Difference">Value minus baseline.</param>
/// <param name="Interval95">95 % interval of the difference.</param>
/// <param name="Interval99">99 % interval of the difference.</param>
public sealed record FigureDifference(double Baseline, double Value, double Difference, Interval Interval95, Interval Interval99);

/// <summary>The paired comparison of two settings on the same queries.</summary>
/// <param name="Figures">By name, those that both reports have.</param>
/// <param name="Queries">Queries that both reports counted.</param>
/// <param name="Resamples">Resamples of the paired bootstrap.</param>
/// <param name="Seed">Its seed.</param>
public sealed record RetrievalComparison(IReadOnlyDictionary<string, FigureDifference> Figures, int Queries, int Resamples, ulong Seed)
{
    /// <summary>
    /// Compares a setting with a baseline by the paired percentile bootstrap, products resampled: both settings see the same draws.
    /// </summary>
    /// <param name="baseline">The report to compare with.</param>
    /// <param name="setting">The report of the setting.</param>
    /// <param name="resamples">Resamples, from 1. Default 10,000, so that the ends of a 99 % interval are steady.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="token">Stops the work.</param>
    /// <exception cref="UsageException">The two did not count the same queries, or have no figure in common.</exception>
    public static RetrievalComparison Compare(RetrievalReport baseline, RetrievalReport setting, int resamples = 10_000, ulong seed = 1,
        CancellationToken token = default)
    {
        if (resamples < 1) throw new UsageException($"A paired bootstrap needs at least one resample; found {resamples}.");
        var before = baseline.Queries.ToDictionary(o => o.Query.Name, StringComparer.Ordinal);
        var missing = setting.Queries.Where(o => !before.ContainsKey(o.Query.Name)).Select(o => o.Query.Name)
            .Concat(baseline.Queries.Select(o => o.Query.Name).Except(setting.Queries.Select(o => o.Query.Name))).ToArray();
        if (missing.Length > 0)
            throw new UsageException($"A paired comparison needs the same queries in both reports; {missing.Length} are in one of them " +
                $"only, the first is '{missing[0]}'. Measure both settings on the same pairs.");
        string[] names = [.. baseline.Figures.Keys.Where(setting.Figures.ContainsKey)];
        if (names.Length == 0) throw new UsageException("The two reports have no figure in common. Measure both with the same k.");
        var differences = names.Select(name => setting.Queries.Select(o =>
            RetrievalMeasures.Value(o, name) - RetrievalMeasures.Value(before[o.Query.Name], name)).ToArray()).ToArray();
        var means = Bootstrap.Resample([.. setting.Queries.Select(o => o.Cluster)], differences, resamples, seed, token);
        return new RetrievalComparison(names.Select((name, i) => (name,
            new FigureDifference(baseline[name], setting[name], setting[name] - baseline[name],
            Bootstrap.Percentiles(means[i], 0.95), Bootstrap.Percentiles(means[i], 0.99)))).ToDictionary(x => x.name, x => x.Item2),
            setting.Queries.Count, resamples, seed);
    }
}
