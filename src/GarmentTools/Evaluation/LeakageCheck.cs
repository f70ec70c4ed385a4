using GarmentTools.Common;

namespace GarmentTools.Evaluation;

/// <summary>Why two photos should not stand on both sides of an evaluation.</summary>
public enum LeakageKind
{
    /// <summary>The files have the same bytes.</summary>
    SameBytes,
    /// <summary>The vectors are nearer than the threshold: most likely one photo, saved or cut again.</summary>
    NearIdentical,
}

/// <summary>Two photos that make an evaluation look better than it is.</summary>
/// <param name="Kind">Equal bytes or near-identical.</param>
/// <param name="First">Name of the photo on the first side.</param>
/// <param name="Second">Name of the photo on the second side.</param>
/// <param name="Distance">Cosine distance of their vectors, 0…2.</param>
public sealed record LeakageFinding(LeakageKind Kind, string First, string Second, double Distance);

/// <summary>What a leakage check found.</summary>
/// <param name="Sides">What was compared, as a reader would say it ("queries and gallery", "training and test").</param>
/// <param name="Threshold">Cosine distance under which two photos count as near-identical.</param>
/// <param name="Findings">By distance, equal bytes first; then by names.</param>
public sealed record LeakageReport(string Sides, double Threshold, IReadOnlyList<LeakageFinding> Findings)
{
    /// <summary>One sentence for the conventions of a result.</summary>
    public string Summary => Findings.Count == 0
        ? $"no photo of equal bytes or within {Threshold} cosine distance between {Sides}"
        : $"{Findings.Count(f => f.Kind == LeakageKind.SameBytes)} of equal bytes and " +
            $"{Findings.Count(f => f.Kind == LeakageKind.NearIdentical)} within {Threshold} cosine distance between {Sides}";
}

/// <summary>Looks for photos that stand on both sides: query and gallery, or training and test.</summary>
public static class LeakageCheck
{
    /// <summary>
    /// The threshold used unless another is given: a photo saved again or scaled stays well below it, two photos of one garment well above.
    /// </summary>
    public const double DefaultThreshold = 0.02;

    /// <summary>
    /// The photos of one side that another side is known to hold by their bytes alone, such as those that a metric was learned from.
    /// </summary>
    /// <param name="sides">What is compared, for the report.</param>
    /// <param name="items">One side.</param>
    /// <param name="isKnown">Whether the other side has the photo of a SHA-256 (null: unknown).</param>
    internal static LeakageReport KnownPhotos(string sides, IEnumerable<EvaluationItem> items, Func<string?, bool> isKnown) =>
        new(sides, DefaultThreshold,
        [.. items.Where(item => isKnown(item.Sha256))
            .Select(item => new LeakageFinding(LeakageKind.SameBytes, item.Name, item.Name, 0))
            .OrderBy(finding => finding.First, StringComparer.Ordinal)]);

    /// <summary>Compares every photo of one side with every one of the other.</summary>
    /// <param name="sides">What is compared, for the report.</param>
    /// <param name="first">One side, as plain embeddings: a learned metric would pull photos of one product together.</param>
    /// <param name="second">The other side.</param>
    /// <param name="threshold">Cosine distance under which two photos are near-identical, 0…2.</param>
    /// <param name="progress">Told after each block of photos.</param>
    /// <param name="token">Stops the work.</param>
    /// <exception cref="UsageException">The dimensions differ, or the threshold is out of range.</exception>
    public static LeakageReport Run(string sides, EvaluationSet first, EvaluationSet second, double threshold = DefaultThreshold,
        IProgress<WorkProgress>? progress = null, CancellationToken token = default)
    {
        if (!(threshold is >= 0 and <= 2)) throw new UsageException($"A threshold of cosine distance lies in 0…2; found {threshold}.");
        if (first.Dimensions != second.Dimensions)
            throw new UsageException($"The sides have vectors of {first.Dimensions} and {second.Dimensions} numbers. Embed both with one " +
                "model.");
        var findings = new List<LeakageFinding>();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        CosineBlocks.Run(first, second, (from, count, cosines) =>
        {
            var n = second.Items.Count;
            for (var i = 0; i < count; i++)
                for (var j = 0; j < n; j++)
                {
                    // Rounding may leave 1 − 1 a hair below 0.
                    var distance = Math.Max(0, 1 - cosines[i * n + j]);
                    var (x, y) = (first.Items[from + i], second.Items[j]);
                    var same = x.Sha256 is { Length: > 0 } sha && sha.Equals(y.Sha256, StringComparison.OrdinalIgnoreCase);
                    if (same || distance < threshold)
                        findings.Add(new LeakageFinding(same ? LeakageKind.SameBytes : LeakageKind.NearIdentical, x.Name, y.Name,
                            distance));
                }
            progress?.Report(new WorkProgress("Checking for leakage", from + count, first.Items.Count, clock.Elapsed));
        }, token);
        return new LeakageReport(sides, threshold, [.. findings.OrderBy(f => f.Kind).ThenBy(f => f.Distance)
            .ThenBy(f => f.First, StringComparer.Ordinal).ThenBy(f => f.Second, StringComparer.Ordinal)]);
    }
}
