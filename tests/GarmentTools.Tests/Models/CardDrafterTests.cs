using GarmentTools.Common;
using GarmentTools.Models;

namespace GarmentTools.Tests;

public sealed class CardDrafterTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private ModelCardDraft Draft(TinyOnnx model, string file = "My Net (v2).onnx", string? tensor = null, int? dimensions = null)
    {
        File.WriteAllBytes(_folder[file], model.ToBytes());
        return ModelCard.CreateFor(_folder[file], null, tensor, dimensions);
    }

    [Fact]
    public void A_classifier_gets_its_pool_as_output_and_the_draft_fits()
    {
        var model = new TinyOnnx();
        var draft = Draft(model);
        Assert.Equal("my-net--v2", draft.Card.Name);
        Assert.Equal(("My Net (v2).onnx", (long?)model.ToBytes().Length), (draft.Card.File, draft.Card.Bytes));
        Assert.Equal((TensorLayout.NCHW, TensorType.Float32, 8, 8),
            (draft.Card.Input.Layout, draft.Card.Input.Type, draft.Card.Input.Width, draft.Card.Input.Height));
        Assert.Equal(new ModelOutput { Name = "features", Tensor = ModelOutput.LastPool, Dimensions = 5 }, draft.Card.Outputs[0]);
        foreach (var guess in new[] { "looks like classes", "input.scale", "input.resize", "input.channels", "license" })
            Assert.Contains(draft.Guesses, text => text.Contains(guess));
        ModelFit.Fit(draft.Card, "draft", model.ToBytes());
        Assert.Equal(draft.Card.ToJson(), ModelCard.Parse(System.Text.Encoding.UTF8.GetBytes(draft.Card.ToJson())).ToJson());
    }

    [Fact]
    public void Without_a_pool_the_head_gives_the_output()
    {
        var model = new TinyOnnx();
        model.Nodes[1] = TinyOnnx.Node("Attention", ["map"], ["pooled"]);
        Assert.Equal((ModelOutput.LastGemmInput, 5), (Draft(model).Card.Outputs[0].Tensor, Draft(model).Card.Outputs[0].Dimensions));
    }

    [Fact]
    public void An_output_that_is_no_classes_is_the_embedding()
    {
        var model = new TinyOnnx();
        model.Nodes[3] = TinyOnnx.Node("Gemm", ["flat", "small"], ["vector"]);
        model.Weights.Add(TinyOnnx.Weight("small", 5, 64));
        model.Outputs[0] = TinyOnnx.Value("vector", 1, null, null);
        Assert.Equal(new ModelOutput { Name = "embedding", Tensor = "vector", Dimensions = 64 }, Draft(model).Card.Outputs[0]);
    }

    [Fact]
    public void Pictures_as_they_lie_in_memory()
    {
        var model = new TinyOnnx();
        model.Inputs[0] = TinyOnnx.Value("image", 2, null, null, null, 3);
        var draft = Draft(model);
        Assert.Equal((TensorLayout.NHWC, TensorType.UInt8, 224, 224),
            (draft.Card.Input.Layout, draft.Card.Input.Type, draft.Card.Input.Width, draft.Card.Input.Height));
        Assert.Contains(draft.Guesses, guess => guess.Contains("224 × 224 assumed"));
        Assert.DoesNotContain(draft.Guesses, guess => guess.Contains("input.scale"));
    }

    [Fact]
    public void What_the_graph_does_not_say_can_be_said()
    {
        Assert.Contains("how many numbers tensor map has", Assert.Throws<ModelException>(() =>
            Draft(new TinyOnnx(), tensor: "map")).Message);
        Assert.Equal(320, Draft(new TinyOnnx(), tensor: "map", dimensions: 320).Card.Outputs[0].Dimensions);
        Assert.Contains("no tensor 'nowhere'", Assert.Throws<ModelException>(() => Draft(new TinyOnnx(), tensor: "nowhere")).Message);
    }

    [Fact]
    public void What_takes_no_picture_is_refused()
    {
        var model = new TinyOnnx();
        model.Inputs[0] = TinyOnnx.Value("tokens", 7, null, 77);
        Assert.Contains("found tokens int64 [?, 77]", Assert.Throws<ModelException>(() => Draft(model)).Message);
        model.Inputs[0] = TinyOnnx.Value("grey", 1, null, 1, 8, 8);
        Assert.Contains("three colors", Assert.Throws<ModelException>(() => Draft(model)).Message);
        File.WriteAllText(_folder["text.onnx"], "no model at all");
        Assert.Contains("not an ONNX model", Assert.Throws<ModelException>(() => ModelCard.CreateFor(_folder["text.onnx"])).Message);
        Assert.Contains("no such model file", Assert.Throws<ModelException>(() => ModelCard.CreateFor(_folder["none.onnx"])).Message);
    }

    [Theory]
    [InlineData("mobilenetv2-garment")]
    [InlineData("mobilenetv2-garment-int8")]
    public void The_draft_for_the_default_model_agrees_with_its_card(string name)
    {
        var path = Path.Combine(TestData.Repository, "models", name + ".onnx");
        var (draft, card) = (ModelCard.CreateFor(path).Card, ModelCard.Load(Path.ChangeExtension(path, ".json")));
        Assert.Equal((card.Name, card.Sha256, card.Bytes), (draft.Name, draft.Sha256, draft.Bytes));
        Assert.Equal((card.Input.Name, card.Input.Layout, card.Input.Type), (draft.Input.Name, draft.Input.Layout, draft.Input.Type));
        Assert.Equal((card.Outputs[0].Tensor, card.Outputs[0].Dimensions), (draft.Outputs[0].Tensor, draft.Outputs[0].Dimensions));
    }
}
