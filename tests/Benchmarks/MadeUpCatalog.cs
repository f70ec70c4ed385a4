using System.Globalization;
using GarmentTools;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Common;
using GarmentTools.Embedding;

namespace Benchmarks;

/// <summary>
/// Catalogs of made-up garments: 256 numbers each, of chance in a thousand clusters, written through the catalog's own tables.
/// </summary>
internal static class MadeUpCatalog
{
    public const int Dimensions = 256;

    /// <summary>
    /// Makes a catalog that stores the output <c>embedding</c> alone. Its vector file is made by the first search, as after an update.
    /// </summary>
    public static void Write(string path, int count)
    {
        using (GarmentCatalog.OpenOrCreate(path, new() { Outputs = ["embedding"] })) { }
        using var store = CatalogStores.Open(path);
        using var connection = store.Write();
        var random = new Random(1);
        var centers = Enumerable.Range(0, 1000).Select(_ => Vector(random, null)).ToArray();
        connection.Transaction(() =>
        {
            var writer = new CatalogWriter(connection, ["embedding"]);
            Span<byte> seed = stackalloc byte[8];
            for (var i = 0; i < count; i++)
            {
                BitConverter.TryWriteBytes(seed, (long)i);
                var content = writer.AddContent(Sha256Hash.Of(seed), new PhotoEmbedding([new OutputVector("embedding",
                    Vector(random, centers[i % centers.Length]), 1)], null));
                writer.AddGarment(string.Create(CultureInfo.InvariantCulture, $"photos/{i:D7}.jpg"), content, new PhotoFile("", 1, 1),
                    "shop");
            }
            writer.NextGeneration();
        });
    }

    private static float[] Vector(Random random, float[]? center)
    {
        var vector = new float[Dimensions];
        double squares = 0;
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = (float)(random.NextDouble() - 0.5) * (center is null ? 1 : 0.5f) + (center?[i] ?? 0);
            squares += vector[i] * vector[i];
        }
        for (var i = 0; i < vector.Length; i++) vector[i] /= (float)Math.Sqrt(squares);
        return vector;
    }
}
