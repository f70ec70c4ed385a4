using System.Numerics.Tensors;
using System.Text.Json;
using GarmentTools.Embedding;
using GarmentTools.Imaging;
using GarmentTools.Models;

namespace GarmentTools.Tests;

/// <summary>
/// Against embeddings that another implementation made (Pillow and ONNX Runtime in Python; the recipe stands in golden.json).
/// </summary>
public sealed class GoldenTests
{
    private static readonly JsonElement[] s_items =
        [.. JsonDocument.Parse(File.ReadAllBytes(TestData.Committed("golden.json"))).RootElement.GetProperty("items").EnumerateArray()];

    [Fact]
    public void The_network_gives_the_reference_embeddings_of_the_reference_inputs()
    {
        using var embedder = new Embedder(ModelRegistry.Default.Find(ModelRegistry.DefaultModel));
        for (var i = 0; i < 8; i++)
        {
            var path = TestData.SharedOrSkip("models", "golden", $"{i}.png");
            Assert.Equal((160, 160), (ImageReader.Probe(path).Width, ImageReader.Probe(path).Height));
            var found = embedder.Embed(path);
            Assert.InRange(Cosine(found["embedding"], s_items[i].GetProperty("embedding")), 0.9999, 1.0001);
            Assert.InRange(Cosine(found["features"], s_items[i].GetProperty("features")), 0.9999, 1.0001);
        }
    }

    [Fact]
    public async Task Photos_give_the_reference_embeddings_with_our_own_decoder_and_resizer()
    {
        var folder = TestData.SharedOrSkip("data");
        using var embedder = new Embedder(ModelRegistry.Default.Find(ModelRegistry.DefaultModel));
        var sources = s_items.Select(item => ImageSource.FromFile(Path.Combine(folder, item.GetProperty("file").GetString()!)));
        var cosines = new List<double>();
        await foreach (var result in embedder.EmbedAsync(sources))
        {
            Assert.Equal(s_items[result.Index].GetProperty("sha256").GetString(), result.Sha256);
            cosines.Add(Cosine(result.Embedding!["embedding"], s_items[result.Index].GetProperty("embedding")));
        }
        Assert.Equal(s_items.Length, cosines.Count);
        Assert.All(cosines, cosine => Assert.InRange(cosine, 0.98, 1.0001));
        Assert.InRange(cosines.Average(), 0.99, 1.0001);
    }

    private static double Cosine(float[] found, JsonElement expected) =>
        TensorPrimitives.CosineSimilarity(found, expected.EnumerateArray().Select(v => v.GetSingle()).ToArray());
}
