using GarmentTools.Common;
using GarmentTools.Models;

namespace GarmentTools.Tests;

public sealed class OnnxGraphTests
{
    private static OnnxGraph Read(TinyOnnx model) => OnnxReader.Read(model.ToBytes(), "tiny");

    [Fact]
    public void The_default_model_reads_as_its_card_says()
    {
        var graph = OnnxReader.Read(File.ReadAllBytes(Path.Combine(TestData.Repository, "models", "mobilenetv2-garment.onnx")), "garment");
        var input = Assert.Single(graph.Inputs);
        Assert.Equal(("image", 2), (input.Name, input.ElementType));
        Assert.Contains("features", graph.Outputs.Select(output => output.Name));
        Assert.Equal(1280, graph.Numbers("features"));
        Assert.Equal(256, graph.Numbers("embedding"));
        Assert.True(graph.Opset >= 11);
        Assert.NotNull(graph.Resolve(ModelOutput.LastPool));
        Assert.Null(graph.Resolve("nowhere"));
    }

    [Theory]
    [InlineData("GlobalAveragePool", null, true)]
    [InlineData("ReduceMean", new long[] { 2, 3 }, true)]
    [InlineData("ReduceMean", new long[] { -1, -2 }, true)]
    [InlineData("ReduceMean", new long[] { -1 }, false)]
    [InlineData("MaxPool", null, false)]
    public void A_pool_is_what_takes_the_mean_over_rows_and_columns(string type, long[]? axes, bool isPool)
    {
        var model = new TinyOnnx();
        model.Nodes[1] = TinyOnnx.Node(type, ["map"], ["pooled"], axes is null ? [] : [TinyOnnx.Integers("axes", axes)]);
        Assert.Equal(isPool ? "pooled" : null, Read(model).Resolve(ModelOutput.LastPool));
        Assert.Equal(isPool ? 5 : null, Read(model).Numbers("pooled"));
    }

    [Fact]
    public void Axes_may_be_an_input_of_their_own()
    {
        var model = new TinyOnnx();
        model.Nodes[1] = TinyOnnx.Node("ReduceMean", ["map", "axes"], ["pooled"]);
        model.Weights.Add(TinyOnnx.Weight("axes", 2));
        Assert.Equal("pooled", Read(model).Resolve(ModelOutput.LastPool));
    }

    [Fact]
    public void The_head_is_the_last_product_with_weights()
    {
        var model = new TinyOnnx();
        model.Nodes[3] = TinyOnnx.Node("Gemm", ["flat", "turned"], ["wide"], TinyOnnx.Integer("transB", 1));
        model.Weights.Add(TinyOnnx.Weight("turned", 1000, 5));
        model.Nodes.Add(TinyOnnx.Node("MatMul", ["wide", "wide"], ["classes"]));
        var graph = Read(model);
        Assert.Equal("flat", graph.Resolve(ModelOutput.LastGemmInput));
        Assert.Equal(5, graph.Numbers("flat"));
    }

    [Fact]
    public void What_the_graph_does_not_say_stays_unknown()
    {
        var graph = Read(new TinyOnnx());
        Assert.Null(graph.Numbers("map"));
        Assert.Null(graph.Numbers("nowhere"));
        Assert.Equal(1000, graph.Numbers("classes"));
    }

    [Fact]
    public void A_circle_of_nodes_does_not_hold_it_up()
    {
        var model = new TinyOnnx();
        model.Nodes[0] = TinyOnnx.Node("Relu", ["pooled"], ["map"]);
        Assert.Null(Read(model).Numbers("pooled"));
    }

    [Fact]
    public void Weights_in_another_file_are_refused()
    {
        var model = new TinyOnnx();
        model.Weights[0] = [.. TinyOnnx.Field(8, TinyOnnx.Text("kernel")), .. TinyOnnx.Number(14, 1)];
        Assert.Contains("external data", Assert.Throws<ModelException>(() => Read(model)).Message);
        model = new TinyOnnx();
        byte[] hidden = [.. TinyOnnx.Field(1, TinyOnnx.Text("value")), .. TinyOnnx.Field(5, TinyOnnx.Field(13, []))];
        model.Nodes.Add(TinyOnnx.Node("Constant", [], ["c"], hidden));
        Assert.Contains("external data", Assert.Throws<ModelException>(() => Read(model)).Message);
    }

    [Theory]
    [InlineData(new byte[0], "holds no graph")]
    [InlineData(new byte[] { 0x3A, 0 }, "no nodes or no outputs")]
    [InlineData(new byte[] { 0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 }, "bytes before the end")]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, "more than 10 bytes")]
    [InlineData(new byte[] { 0x3B }, "wire type 3")]
    [InlineData(new byte[] { 0x00 }, "field number")]
    [InlineData(new byte[] { 0x09, 1, 2 }, "cut off")]
    public void What_is_no_model_is_refused_in_words(byte[] bytes, string expected) =>
        Assert.Contains(expected, Assert.Throws<ModelException>(() => OnnxReader.Read(bytes, "x.onnx")).Message);
}
