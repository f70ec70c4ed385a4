using GarmentTools.Models;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace GarmentTools.Tests;

/// <summary>That ONNX Runtime itself sees the added outputs, and computes with them what it computed before.</summary>
public sealed class OnnxOutputsTests
{
    private static readonly ModelRegistry _shipped = ModelRegistry.Default;

    [Fact]
    public void A_tensor_inside_the_default_model_comes_out()
    {
        var model = _shipped.Find(ModelRegistry.DefaultModel);
        var path = model.Path;
        var graph = OnnxReader.Read(File.ReadAllBytes(path), "garment");
        var last = graph.Nodes.FindLast(node => node.OpType == "Conv")!.Outputs[0];
        Assert.Equal("features", graph.Resolve(ModelOutput.LastPool));
        var bytes = OnnxOutputs.Add(File.ReadAllBytes(path), [last]);
        using var session = new InferenceSession(bytes);
        var input = new DenseTensor<byte>(Enumerable.Range(0, 160 * 160 * 3).Select(i => (byte)(i * 31)).ToArray(), [1, 160, 160, 3]);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("image", input)], ["features", last]);
        var values = results.ToDictionary(value => value.Name, value => value.AsTensor<float>());
        Assert.Equal([1, 1280], values["features"].Dimensions.ToArray());
        Assert.Equal([1, 1280, 5, 5], values[last].Dimensions.ToArray());
        // The features are the mean of the map: the same numbers, by another way.
        var means = values[last].ToArray().Chunk(25).Select(rows => rows.Average(value => Math.Clamp(value, 0, 6)));
        Assert.All(means.Zip(values["features"]), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [Theory]
    [InlineData("mobilenetv2-garment")]
    [InlineData("mobilenetv2-garment-int8")]
    [InlineData("pose_detection")]
    [InlineData("pose_landmark")]
    [InlineData("selfie_segmentation")]
    public void Each_shipped_card_says_what_its_model_gives(string name)
    {
        var model = _shipped.Find(name);
        var verified = model.LoadVerified();
        var input = model.Card.Input;
        using var session = new InferenceSession(verified.Bytes);
        int[] shape = [1, input.Height, input.Width, 3];
        var zero = input.Type == TensorType.UInt8
            ? NamedOnnxValue.CreateFromTensor(input.Name, new DenseTensor<byte>(shape))
            : NamedOnnxValue.CreateFromTensor(input.Name, new DenseTensor<float>(shape));
        using var results = session.Run([zero], [.. verified.Outputs.Select(output => output.Tensor)]);
        Assert.Equal(verified.Outputs.Select(output => (long)output.Dimensions), results.Select(result => result.AsTensor<float>().Length));
        foreach (var (output, result) in verified.Outputs.Zip(results).Where(pair => pair.First.Normalized))
            Assert.Equal(1, Math.Sqrt(result.AsEnumerable<float>().Sum(value => (double)value * value)), 1e-4);
    }

    [Fact]
    public void A_classifier_gives_what_goes_into_its_classes()
    {
        var bytes = new TinyOnnx().ToBytes();
        var card = TestCards.Tiny(bytes) with
        {
            Outputs =
            [
                new ModelOutput { Name = "pool", Tensor = ModelOutput.LastPool, Dimensions = 5 },
                    new ModelOutput { Name = "head", Tensor = ModelOutput.LastGemmInput, Dimensions = 5 },
                new ModelOutput { Name = "map", Tensor = "map", Dimensions = 320 },
            ],
        };
        using var session = new InferenceSession(ModelFit.Fit(card, "tiny.json", bytes).Bytes);
        var input = new DenseTensor<float>(Enumerable.Repeat(1f, 192).ToArray(), [1, 3, 8, 8]);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("image", input)], ["pooled", "flat", "map", "classes"]);
        var tensors = results.Select(result => result.AsTensor<float>()).ToArray();
        Assert.Equal([1, 5, 1, 1], tensors[0].Dimensions.ToArray());
        Assert.Equal([1, 5], tensors[1].Dimensions.ToArray());
        Assert.Equal([1, 5, 8, 8], tensors[2].Dimensions.ToArray());
        // The kernel's rows sum to these; the mean over a constant map is the constant.
        Assert.All(tensors[1].Zip([3 / 7f, 12 / 7f, 7 / 7f, 9 / 7f, 11 / 7f]), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }
}
