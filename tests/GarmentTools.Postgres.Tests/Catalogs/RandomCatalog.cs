using System.Globalization;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Common;
using GarmentTools.Embedding;
using GarmentTools.Numerics;

namespace GarmentTools.Postgres.Tests;

/// <summary>
/// Catalogs whose garments have random vectors: no photo, no model, and enough near ties to tell an exact search from a good one.
/// </summary>
internal static class RandomCatalog
{
    private static readonly string[] s_colors = ["red", "Blue", "GREEN", "türkis"];

    /// <summary>
    /// Makes a catalog of so many garments in a file: two outputs, attributes, products, photos of equal bytes, near duplicates, and a
    /// vector of zeros.
    /// </summary>
    public static string Create(string path, int garments, int dimensions = 32, int seed = 1)
    {
        using var store = CatalogStores.OpenOrCreate(path, () => (new Dictionary<string, string>
        {
            ["model"] = "none",
            ["fingerprint"] = "random",
            ["region"] = "Whole",
            ["generation"] = "1",
        }, [("embedding", dimensions), ("features", 5)]));
        Add(store, garments, seed);
        return path;
    }

    /// <summary>Adds garments to a catalog of any kind, as an update does.</summary>
    public static void Add(CatalogStore store, int garments, int seed)
    {
        using var connection = store.Write();
        var random = new Random(seed);
        connection.Transaction(() =>
        {
            var outputs = CatalogMeta.Outputs(connection);
            var writer = new CatalogWriter(connection, [.. outputs.Select(o => o.Name)]);
            var center = Unit(random, outputs[0].Dimensions, null, 1);
            for (var i = 0; i < garments; i++)
            {
                // Every tenth lies close to the one before, every seventh has the bytes of an earlier one, one has no direction.
                var near = i % 10 == 9 ? center : null;
                var vector = i == 5 ? new float[outputs[0].Dimensions] : Unit(random, outputs[0].Dimensions, near, near is null ? 1
                    : 1e-3f);
                if (near is null) center = vector;
                var hash = Sha256Hash.Of(BitConverter.GetBytes((long)seed << 32 | (uint)(i % 7 == 6 ? i - 6 : i)));
                var embedding = new PhotoEmbedding([new("embedding", vector, 1.5f + i), new("features", Unit(random, 5, null, 1), 2)],
                    null);
                var content = writer.FindContent(hash) ?? writer.AddContent(hash, embedding);
                var path = string.Create(CultureInfo.InvariantCulture, $"photos/{seed}/{i:D5} ü.jpg");
                writer.AddGarment(path, content, new PhotoFile(path, 100 + i, 1000 + i), i % 4 == 0 ? "street" : "shop");
                var id = connection.Scalar<long>("SELECT max(id) FROM garments");
                AttributeWriter.Set(connection, id, new Dictionary<string, string?>
                {
                    ["Color"] = s_colors[i % s_colors.Length],
                    ["price"] = i % 13 == 0 ? "n/a" : (i * 1.25).ToString(CultureInfo.InvariantCulture),
                    ["product"] = i % 3 == 0 ? null : $"P-{i / 3}",
                });
            }
            writer.NextGeneration();
        });
    }

    private static float[] Unit(Random random, int dimensions, float[]? near, float spread)
    {
        var vector = Enumerable.Range(0, dimensions).Select(i => (near?[i] ?? 0) + spread * (float)(random.NextDouble() - 0.5)).ToArray();
        var length = MathF.Sqrt(vector.Sum(x => x * x));
        return HalfVector.Rounded([.. vector.Select(x => x / length)]);
    }
}
