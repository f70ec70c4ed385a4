using GarmentTools.Catalogs;
using GarmentTools.Embedding;
using GarmentTools.Numerics;
using GarmentTools.Studies;

namespace GarmentTools.Tests;

/// <summary>Vectors made for a test, with garments around them.</summary>
internal static class InsightSets
{
    /// <summary>Garments 1, 2, … with these vectors; equal vectors get equal hashes where <paramref name="copies"/> says so.</summary>
    public static InsightVectors Of(float[][] vectors, Func<int, int>? contentOf = null)
    {
        var garments = vectors.Select((_, i) => new Garment
        {
            Id = i + 1,
            Catalog = "/nowhere/c.garments",
            CatalogPath = $"{i + 1}.jpg",
            Path = $"/nowhere/{i + 1}.jpg",
            Sha256 = (contentOf?.Invoke(i) ?? i).ToString("x64"),
            Domain = "shop",
            Attributes = new Dictionary<string, string> { ["kind"] = i % 2 == 0 ? "even" : "odd" },
        }).ToList();
        var table = new EmbeddingTable("test", vectors[0].Length, [.. garments.Select(g => g.Id)], [.. garments.Select(g => g.CatalogPath)],
            vectors.SelectMany(v => v).ToArray());
        return InsightVectors.Load(garments, table, default);
    }

    /// <summary>Clouds around random directions.</summary>
    public static float[][] Clouds(int clouds, int each, int dimensions, double spread, ulong seed = 3)
    {
        var random = new SeededRandom(seed);
        var centers = Enumerable.Range(0, clouds).Select(_ => Direction()).ToArray();
        return [.. Enumerable.Range(0, clouds * each).Select(i => centers[i % clouds].Zip(Direction(), (c, d) => (float)(c + spread * d))
            .ToArray())];

        float[] Direction()
        {
            var v = Enumerable.Range(0, dimensions).Select(_ => (float)(random.NextDouble() + random.NextDouble() +
                random.NextDouble() - 1.5)).ToArray();
            var norm = MathF.Sqrt(v.Sum(x => x * x));
            return [.. v.Select(x => x / norm)];
        }
    }

    /// <summary>A vector of the plane at an angle: its cosine distances are easy to work out.</summary>
    public static float[] At(double degrees) => [(float)Math.Cos(degrees * Math.PI / 180), (float)Math.Sin(degrees * Math.PI / 180)];
}
