using System.Numerics.Tensors;

namespace Benchmarks.Regions;

/// <summary>The rank of each query's one right answer, from 1; query i belongs to gallery garment i.</summary>
internal sealed record Ranking(int[] Ranks)
{
    /// <summary>Vectors of length 1; equal similarities: the smaller index first.</summary>
    public static Ranking Of(float[][] queries, float[][] gallery)
    {
        var ranks = new int[queries.Length];
        Parallel.For(0, queries.Length, q =>
        {
            var own = TensorPrimitives.Dot(queries[q], gallery[q]);
            for (var g = 0; g < gallery.Length; g++)
            {
                var other = TensorPrimitives.Dot(queries[q], gallery[g]);
                if (other > own || (other == own && g <= q)) ranks[q]++;
            }
        });
        return new Ranking(ranks);
    }

    public double Hit(int k) => Ranks.Count(r => r <= k) / (double)Ranks.Length;

    public double Mrr => Ranks.Average(r => 1.0 / r);

    /// <summary>
    /// 99 % interval of the difference in MRR to a baseline: queries resampled in pairs, 10,000 times, with a fixed seed.
    /// </summary>
    public (double Low, double High) MrrGain(Ranking baseline)
    {
        var gains = Ranks.Zip(baseline.Ranks, (a, b) => 1.0 / a - 1.0 / b).ToArray();
        var random = new Random(20260101);
        var means = new double[10_000];
        for (var i = 0; i < means.Length; i++)
        {
            double sum = 0;
            for (var k = 0; k < gains.Length; k++) sum += gains[random.Next(gains.Length)];
            means[i] = sum / gains.Length;
        }
        Array.Sort(means);
        return (means[(int)(means.Length * .005)], means[(int)(means.Length * .995)]);
    }

    public override string ToString() => FormattableString.Invariant($"{Hit(1):.000} / {Hit(10):.000}  MRR {Mrr:.000}");
}
