using GarmentTools.Common;
using GarmentTools.Models;

namespace GarmentTools.Tests;

/// <summary>A card against its graph: each way of not fitting is told in words, and all together.</summary>
public sealed class ModelFitTests
{
    private static string FaultOf(Func<ModelCard, ModelCard> change, TinyOnnx? model = null)
    {
        var bytes = (model ?? new TinyOnnx()).ToBytes();
        var reason = Assert.Throws<ModelException>(() => ModelFit.Fit(change(TestCards.Tiny(bytes)), "tiny.json", bytes));
        Assert.StartsWith("tiny.json: the card does not fit its model", reason.Message);
        return reason.Message;
    }

    [Fact]
    public void A_fitting_card_gets_the_names_of_the_graph()
    {
        var bytes = new TinyOnnx().ToBytes();
        var card = TestCards.Tiny(bytes) with
        {
            Outputs =
            [
                new ModelOutput { Name = "pool", Tensor = ModelOutput.LastPool, Dimensions = 5 },
                    new ModelOutput { Name = "head", Tensor = ModelOutput.LastGemmInput, Dimensions = 5 },
                new ModelOutput { Name = "map", Tensor = "map", Dimensions = 320 },
                new ModelOutput { Name = "classes", Tensor = "classes", Dimensions = 1000 },
            ],
        };
        var model = ModelFit.Fit(card, "tiny.json", bytes);
        Assert.Equal(["pooled", "flat", "map", "classes"], model.Outputs.Select(output => output.Tensor));
        Assert.Equal(bytes, model.Bytes[..bytes.Length]);
        Assert.Equal(["classes", "pooled", "flat", "map"], OnnxReader.Read(model.Bytes, "tiny").Outputs.Select(output => output.Name));
    }

    [Fact]
    public void Nothing_is_added_where_all_is_there_already()
    {
        var bytes = new TinyOnnx().ToBytes();
        var card = TestCards.Tiny(bytes) with { Outputs = [new ModelOutput { Name = "classes", Tensor = "classes", Dimensions = 1000 }] };
        Assert.Same(bytes, ModelFit.Fit(card, "tiny.json", bytes).Bytes);
    }

    [Fact]
    public void Another_input_name() =>
        Assert.Contains("no input 'picture'; it has image", FaultOf(card => card with { Input = card.Input with { Name = "picture" } }));

    [Fact]
    public void Another_type() =>
        Assert.Contains("the card says uint8, the graph float32", FaultOf(card =>
            card with { Input = card.Input with { Type = TensorType.UInt8 } }));

    [Fact]
    public void Another_layout() =>
        Assert.Contains("NHWC of 8 × 8 is [?, 8, 8, 3], the graph wants [?, 3, 8, 8]",
            FaultOf(card => card with { Input = card.Input with { Layout = TensorLayout.NHWC } }));

    [Fact]
    public void Another_size() =>
        Assert.Contains("9 × 8 is [?, 3, 8, 9]", FaultOf(card => card with { Input = card.Input with { Width = 9 } }));

    [Fact]
    public void Another_rank()
    {
        var model = new TinyOnnx();
        model.Inputs[0] = TinyOnnx.Value("image", 1, 3, 8, 8);
        Assert.Contains("the graph wants [3, 8, 8]", FaultOf(card => card, model));
    }

    [Fact]
    public void A_second_input()
    {
        var model = new TinyOnnx();
        model.Inputs.Add(TinyOnnx.Value("text", 7, null, 77));
        Assert.Contains("more than a picture: image, text", FaultOf(card => card, model));
    }

    [Fact]
    public void Weights_among_the_inputs_are_no_inputs()
    {
        var model = new TinyOnnx();
        model.Inputs.Insert(0, TinyOnnx.Value("kernel", 1, 5, 3, 1, 1));
        var bytes = model.ToBytes();
        Assert.Equal("pooled", ModelFit.Fit(TestCards.Tiny(bytes), "tiny.json", bytes).Outputs[0].Tensor);
    }

    [Fact]
    public void All_faults_of_the_outputs_together()
    {
        var message = FaultOf(card => card with
        {
            Outputs =
            [
                new ModelOutput { Name = "a", Tensor = "nowhere", Dimensions = 5 },
                    new ModelOutput { Name = "b", Tensor = "classes", Dimensions = 5 },
                new ModelOutput { Name = "c", Tensor = ModelOutput.LastPool, Dimensions = 6 },
                new ModelOutput { Name = "d", Tensor = ModelOutput.LastGemmInput, Dimensions = 7 },
            ],
        });
        Assert.Contains("outputs[0].tensor: the graph has no 'nowhere'; its outputs are classes", message);
        Assert.Contains("outputs[1].dimensions: the card says 5, tensor 'classes' has 1000 per picture", message);
        Assert.Contains("outputs[2].dimensions: the card says 6, tensor 'pooled' has 5 per picture", message);
        Assert.Contains("outputs[3].dimensions: the card says 7, tensor 'flat' has 5 per picture", message);
    }

    [Fact]
    public void An_output_that_is_not_float32()
    {
        var model = new TinyOnnx();
        model.Outputs[0] = TinyOnnx.Value("classes", 10, null, 1000);
        Assert.Contains("'classes' is float16, expected float32",
            FaultOf(card => card with { Outputs = [new ModelOutput { Name = "a", Tensor = "classes", Dimensions = 1000 }] }, model));
    }

    [Fact]
    public void No_pool_and_no_head()
    {
        var model = new TinyOnnx();
        model.Nodes.Clear();
        model.Nodes.Add(TinyOnnx.Node("Conv", ["image", "kernel"], ["classes"]));
        Assert.Contains("no '@last-pool'", FaultOf(card => card, model));
    }
}
