using GarmentTools.Embedding;
using GarmentTools.Search;

namespace GarmentTools.Tests;

/// <summary>Seeded vectors, each kind named for the trap it sets.</summary>
internal static class VectorSets
{
    public static readonly string[] Kinds = ["random", "clustered", "duplicated", "ties", "zeros", "dynamic", "spike", "tiny", "equal"];

    public static EmbeddingTable Make(string kind, int count, int dimensions, int seed = 1)
    {
        var random = new Random(seed * 7919 + dimensions);
        var values = new float[count * dimensions];
        var centers = new float[8 * dimensions];
        for (int i = 0; i < centers.Length; i++)
            centers[i] = Normal(random);
        for (int row = 0; row < count; row++)
        {
            var vector = values.AsSpan(row * dimensions, dimensions);
            for (int i = 0; i < dimensions; i++)
            {
                vector[i] = kind switch
                {
                    "clustered" => centers[row % 8 * dimensions + i] + 0.05f * Normal(random),
                    "ties" => random.Next(-1, 2),
                    "dynamic" => Normal(random) * MathF.Pow(2, random.Next(-22, 14)),
                    "spike" => (i == row % dimensions ? 1000 : 0.5f) * Normal(random),
                    "tiny" => 3e-6f * Normal(random),
                    "equal" => i + 1,
                    _ => Normal(random),
                };
            }
            if (kind == "duplicated" && row > 0 && random.Next(3) > 0)
                values.AsSpan(random.Next(row) * dimensions, dimensions).CopyTo(vector);
            if (kind == "zeros" && random.Next(3) == 0)
                vector.Clear();
        }
        // Ids with gaps, as a catalog has after removals.
        long id = 10;
        var ids = Enumerable.Range(0, count).Select(_ => id += random.Next(1, 4)).ToArray();
        return new EmbeddingTable($"test-{kind}", dimensions, ids, [.. ids.Select(i => $"{i}.jpg")], values);
    }

    public static float[] Row(IEmbeddingSource source, int row)
    {
        var vector = new float[source.Dimensions];
        source.Read(row, vector);
        return vector;
    }

    /// <summary>
    /// Queries of the kinds that matter: a stored vector, one near it, a new one, an opposite one, a vector of zeros, very large and very
    /// small ones.
    /// </summary>
    public static float[][] Queries(IEmbeddingSource source, int seed = 5)
    {
        var random = new Random(seed);
        var stored = source.Count > 0 ? Row(source, source.Count / 2) : [.. Enumerable.Range(0, source.Dimensions).Select(i => i + 1f)];
        VectorIndex.RoundAsStored(stored, stored);
        float[] near = [.. stored.Select(v => v * (1 + 0.01f * Normal(random)))];
        float[] fresh = [.. stored.Select(_ => Normal(random))];
        return
        [
            stored, near, fresh,
            [.. stored.Select(v => -v)], new float[source.Dimensions],
            [.. fresh.Select(v => v * 1e30f)], [.. stored.Select(v => v * 1e-30f)],
        ];
    }

    public static float Normal(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
