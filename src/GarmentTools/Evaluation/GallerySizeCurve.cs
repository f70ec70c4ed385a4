namespace GarmentTools.Evaluation;

/// <summary>
/// hit@k in smaller galleries, exactly: of a query's gallery n photos are kept at random, all R relevant ones among them. It hits if fewer
/// than k
/// of the photos that stand before the first relevant one are kept, and how many of them are follows the hypergeometric distribution.
/// </summary>
internal static class GallerySizeCurve
{
    public static GallerySizeFigures[] Compute(QueryOutcome[] outcomes, IReadOnlyList<int> ks, IReadOnlyList<int> sizes, int gallerySize) =>
        [.. sizes.Where(n => n <= gallerySize).Distinct().Order().Select(n => new GallerySizeFigures(n,
            ks.Distinct().Order().ToDictionary(k => k, k => outcomes.Average(o => ExpectedHit(o, k, n)))))];

    internal static double ExpectedHit(QueryOutcome outcome, int k, int size)
    {
        if (outcome.FirstRank is not { } rank) return 0;
        var others = outcome.GallerySize - outcome.Relevant;
        var kept = Math.Clamp(size - outcome.Relevant, 0, others);
        var before = rank - 1;
        // P(x of those before are kept) for x below k; logarithms, as the binomials are huge.
        var sum = 0.0;
        for (var x = Math.Max(0, kept - (others - before)); x <= Math.Min(Math.Min(k - 1, before), kept); x++)
            sum += Math.Exp(LogBinomial(before, x) + LogBinomial(others - before, kept - x) - LogBinomial(others, kept));
        return Math.Min(1, sum);
    }

    private static double LogBinomial(int n, int k) => LogFactorial(n) - LogFactorial(k) - LogFactorial(n - k);

    // Stirling's series; below 16 the product itself. The error is under 1e-14 of the value.
    private static double LogFactorial(int n)
    {
        if (n < 16)
        {
            var product = 1.0;
            for (var i = 2; i <= n; i++) product *= i;
            return Math.Log(product);
        }
        var x = n + 1.0;
        var inverse = 1 / (x * x);
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) +
            (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse / 1680))) / x;
    }
}
