using GarmentTools.Embedding;
using GarmentTools.Learning;
using GarmentTools.Numerics;

namespace GarmentTools.Tests;

/// <summary>Vectors of a formula, so that other languages can make the same ones.</summary>
internal static class Synthetic
{
    /// <summary>
    /// Street and shop photos of n products: the street side is the shop side, shifted in one direction and disturbed in others.
    /// </summary>
    public static (EmbeddingTable Street, EmbeddingTable Shop) Pairs(int n, int d)
    {
        var (street, shop) = (new float[n * d], new float[n * d]);
        for (var i = 0; i < n; i++)
            for (var j = 0; j < d; j++)
            {
                var clean = Math.Sin(1.3 * i + 0.7 * j + 0.1 * i * j) + 1.2;
                shop[i * d + j] = (float)clean;
                street[i * d + j] = (float)(clean + 0.5 * Math.Sin(0.9 * j + 0.3) + 0.4 * Math.Cos(2.1 * i + 1.7 * j + 0.05 * i * i * j));
            }
        return (Table(street, d, "street"), Table(shop, d, "shop"));
    }

    /// <summary>
    /// Products told apart by a few dimensions, under strong disturbance in a few others and weak noise everywhere: what the metric is made
    /// for.
    /// </summary>
    public static (EmbeddingTable Street, EmbeddingTable Shop) Disturbed(int n, int d, ulong seed = 5)
    {
        var random = new SeededRandom(seed);
        var (street, shop) = (new float[n * d], new float[n * d]);
        for (var i = 0; i < n; i++)
            for (var j = 0; j < d; j++)
            {
                var signal = j < d / 2 ? random.NextDouble() - 0.5 : 0;
                foreach (var side in (float[][])[street, shop])
                    side[i * d + j] = (float)(1 + signal + (j >= d - d / 4 ? 3 * (random.NextDouble() - 0.5)
                        : 0.3 * (random.NextDouble() - 0.5)));
            }
        return (Table(street, d, "street"), Table(shop, d, "shop"));
    }

    public static EmbeddingTable Table(float[] values, int d, string name) =>
        new("test", d, [.. Enumerable.Range(0, values.Length / d).Select(i => (long)i)],
            [.. Enumerable.Range(0, values.Length / d).Select(i => $"{name}/{i}.jpg")], values);

    public static MetricPairs PairsOf((EmbeddingTable Street, EmbeddingTable Shop) sides) => MetricPairs.FromRows(sides.Street, sides.Shop);

    /// <summary>The closed form for one K and eps, without cross-validation.</summary>
    public static LearnedMetric Solve(MetricPairs pairs, int components, double epsilon)
    {
        var none = new RankFigures(0, 0, 0);
        return MetricLearner.Solve(pairs, new MetricValidation(new MetricCandidate(components, epsilon, none), none, [], []), 5, 1, null,
            default);
    }

    public static float[] Values(EmbeddingTable table)
    {
        var values = new float[table.Count * table.Dimensions];
        table.Read(0, values);
        return values;
    }
}
