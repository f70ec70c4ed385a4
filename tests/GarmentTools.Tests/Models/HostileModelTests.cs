using GarmentTools.Common;
using GarmentTools.Models;

namespace GarmentTools.Tests;

/// <summary>Damaged and hostile files give a <see cref="ModelException"/> or a graph, never anything else, and soon.</summary>
public sealed class HostileModelTests
{
    [Fact]
    public void Mutated_small_models() => Try(new TinyOnnx().ToBytes(), runs: 20_000, seed: 1);

    [Fact]
    public void Mutated_real_models() =>
        Try(File.ReadAllBytes(Path.Combine(TestData.Repository, "models", "selfie_segmentation.onnx")),
        runs: Mutator.Count(soak: 1_000, usual: 300), seed: 2);

    [Fact]
    public void A_small_model_cut_at_every_byte()
    {
        var whole = new TinyOnnx().ToBytes();
        for (var length = 0; length < whole.Length; length++)
            ReadOrRefuse(whole[..length], length);
    }

    [Fact]
    public void Mutated_cards()
    {
        var whole = File.ReadAllBytes(Path.Combine(TestData.Repository, "models", "mobilenetv2-12.json"));
        var random = new Random(3);
        for (var run = 0; run < 5_000; run++)
        {
            var bytes = Mutate(whole, random);
            try
            {
                ModelCard.Parse(bytes).ContentHash();
            }
            catch (Exception reason) when (reason is not ModelException)
            {
                Assert.Fail($"run {run}: {reason}");
            }
            catch (ModelException)
            {
            }
        }
    }

    [Fact]
    public void Graphs_in_graphs_do_not_exhaust_the_stack()
    {
        byte[] graph = [];
        for (var depth = 0; depth < 2_000; depth++)
            graph = TinyOnnx.Field(1, TinyOnnx.Field(5, TinyOnnx.Field(6, graph)));
        Assert.Contains("deep", Assert.Throws<ModelException>(() => OnnxReader.Read(TinyOnnx.Field(7, graph), "x")).Message);
    }

    [Fact]
    public void Millions_of_empty_nodes_do_not_exhaust_the_memory()
    {
        var graph = new byte[2 * 4_300_000];
        for (var at = 0; at < graph.Length; at += 2)
            graph[at] = 0x0A;
        Assert.Contains("more than", Assert.Throws<ModelException>(() => OnnxReader.Read(TinyOnnx.Field(7, graph), "x")).Message);
    }

    [Fact]
    public void Names_without_end_are_refused()
    {
        var model = new TinyOnnx();
        model.Nodes.Add(TinyOnnx.Node(new string('x', 100_000), [], []));
        Assert.Contains("a name of 100000 bytes", Assert.Throws<ModelException>(() => OnnxReader.Read(model.ToBytes(), "x")).Message);
    }

    [Fact]
    public void Shapes_without_end_are_refused()
    {
        var model = new TinyOnnx();
        model.Weights[0] = TinyOnnx.Field(1, new byte[1_000_000]);
        Assert.Contains("more than", Assert.Throws<ModelException>(() => OnnxReader.Read(model.ToBytes(), "x")).Message);
    }

    private static void Try(byte[] whole, int runs, int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < runs; run++)
            ReadOrRefuse(Mutate(whole, random), run);
    }

    private static void ReadOrRefuse(byte[] bytes, int run)
    {
        try
        {
            var card = TestCards.Tiny(bytes);
            foreach (var tensor in new[] { ModelOutput.LastPool, ModelOutput.LastGemmInput, "map" })
                ModelFit.Fit(card with { Outputs = [card.Outputs[0] with { Tensor = tensor }] }, "card", bytes);
        }
        catch (ModelException)
        {
        }
        catch (Exception reason)
        {
            Assert.Fail($"run {run}: {reason}");
        }
    }

    /// <summary>1 to 4 of: a byte replaced, a bit turned, a piece cut out, doubled or filled, the end cut off.</summary>
    private static byte[] Mutate(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        for (var count = random.Next(1, 5); count > 0 && bytes.Count > 0; count--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 4:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)0xFF, length));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }
        return [.. bytes];
    }
}
