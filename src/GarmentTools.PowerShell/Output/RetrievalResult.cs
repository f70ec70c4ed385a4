using GarmentTools.Evaluation;

namespace GarmentTools.PowerShell;

/// <summary>
/// What an evaluation found. Each figure is a property of its own name as well (<c>$result.'hit@1'</c>), added by the cmdlet: C# has no
/// such names.
/// </summary>
public sealed class RetrievalResult
{
    internal RetrievalResult(RetrievalReport report, RetrievalComparison? comparison, RetrievalReport? baseline = null,
        string? photoFolder = null) =>
        (Report, Comparison, Baseline, PhotoFolder) = (report, comparison, baseline, photoFolder);

    /// <summary>The figures by name.</summary>
    public IReadOnlyDictionary<string, double> Figures => Report.Figures;

    /// <summary>95 % bootstrap intervals by the same names.</summary>
    public IReadOnlyDictionary<string, Interval> Intervals => Report.Intervals;

    /// <summary>How the figures differ from the baseline's; null without one.</summary>
    public RetrievalComparison? Comparison { get; }

    /// <summary>Figures by category.</summary>
    public IReadOnlyList<CategoryFigures> Categories => Report.Categories;

    /// <summary>The queries whose first right answer stands last, worst first.</summary>
    public IReadOnlyList<WorstQuery> Worst => Report.Worst;

    /// <summary>hit@k against gallery size.</summary>
    public IReadOnlyList<GallerySizeFigures> GallerySizes => Report.GallerySizes;

    /// <summary>Names of the queries without anything relevant.</summary>
    public IReadOnlyList<string> WithoutRelevant => Report.WithoutRelevant;

    /// <summary>Every query with something relevant.</summary>
    public IReadOnlyList<QueryOutcome> Queries => Report.Queries;

    /// <summary>What the figures mean.</summary>
    public RetrievalConventions Conventions => Report.Conventions;

    internal RetrievalReport Report { get; }

    /// <summary>What it was compared with, for reports.</summary>
    internal RetrievalReport? Baseline { get; }

    /// <summary>The folder that names of queries are relative to.</summary>
    internal string? PhotoFolder { get; }

    /// <summary>The result as one JSON object, as <c>garment evaluate --json</c> prints it; a file of it can be a baseline.</summary>
    public string ToJson() => Report.ToJson(comparison: Comparison);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(", ", Figures.Where(f => f.Key.StartsWith("hit@", StringComparison.Ordinal) || f.Key == "mrr")
        .Select(f => FormattableString.Invariant($"{f.Key} {f.Value:0.000}")));
}
