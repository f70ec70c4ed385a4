using GarmentTools.Common;
using GarmentTools.Models;

namespace GarmentTools.Tests;

public sealed class ModelRegistryTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly byte[] _tiny = new TinyOnnx().ToBytes();

    private ModelRegistry Registry => new(_folder["shipped", "."], _folder["user", "."]);
    private string User => Path.Combine(_folder.Path, "user");
    private string Shipped => Path.Combine(_folder.Path, "shipped");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_shipped_is_listed_and_found()
    {
        var list = ModelRegistry.Default.List().Where(info => info.BuiltIn).ToList();
        Assert.Equal(
            ["mobilenetv2-garment", "mobilenetv2-12", "mobilenetv2-garment-int8", "pose_detection", "pose_landmark", "selfie_segmentation"],
            list.Select(info => info.Name));
        Assert.All(list, info => Assert.Null(info.Problem));
        Assert.All(list.Where(info => info.Name != "mobilenetv2-12"), info => Assert.True(info.Installed));
        Assert.Equal(256, ModelRegistry.Default.Find(ModelRegistry.DefaultModel).Card.Output("embedding").Dimensions);
        Assert.Equal(ModelKind.PersonDetector, ModelRegistry.Default.Find("pose_detection").Card.Kind);
    }

    [Fact]
    public void The_weights_of_the_zoo_are_not_there_until_asked_for()
    {
        TestCards.Write(Shipped, ModelCard.Load(Path.Combine(TestData.Repository, "models", "mobilenetv2-12.json")), null);
        var model = Registry.Find("mobilenetv2-12");
        Assert.False(model.IsInstalled);
        Assert.Equal(new Remedy(RemedyKind.InstallModel, "mobilenetv2-12"),
            Assert.Throws<ModelException>(() => model.LoadVerified()).Remedy);
    }

    [Fact]
    public void An_unknown_name_names_the_known_ones()
    {
        TestCards.Write(Shipped, TestCards.Tiny(_tiny), _tiny);
        var reason = Assert.Throws<ModelException>(() => Registry.Find("tynny"));
        Assert.Contains("'tynny' is no known model; known are tiny.", reason.Message);
        Assert.Throws<ModelException>(() => Registry.Find("../tiny"));
    }

    [Theory]
    [InlineData("tiny")]
    [InlineData("CARD")]
    [InlineData("ONNX")]
    public void A_model_is_found_by_name_card_and_weights(string way)
    {
        var card = TestCards.Write(way == "tiny" ? User : _folder["elsewhere", "."], TestCards.Tiny(_tiny), _tiny);
        var model = Registry.Find(way switch { "CARD" => card, "ONNX" => Path.ChangeExtension(card, ".onnx"), _ => way });
        Assert.Equal("tiny", model.Card.Name);
        Assert.Equal("pooled", model.LoadVerified().Outputs[0].Tensor);
    }

    [Fact]
    public void Weights_without_a_card_say_how_to_get_one()
    {
        File.WriteAllBytes(_folder["x.onnx"], _tiny);
        Assert.Equal(RemedyKind.RegisterModel, Assert.Throws<ModelException>(() => Registry.Find(_folder["x.onnx"])).Remedy!.Kind);
        File.WriteAllText(_folder["x.json"], TestCards.Tiny(_tiny).ToJson());
        Assert.Contains("about tiny.onnx, not about x.onnx", Assert.Throws<ModelException>(() => Registry.Find(_folder["x.onnx"])).Message);
    }

    [Fact]
    public void A_broken_card_is_listed_with_its_problem_and_hides_no_other()
    {
        TestCards.Write(User, TestCards.Tiny(_tiny), _tiny);
        File.WriteAllText(Path.Combine(User, "broken.json"), "{");
        File.Copy(Path.Combine(User, "tiny.json"), Path.Combine(User, "other.json"));
        var list = Registry.List();
        Assert.Equal(["broken", "other", "tiny"], list.Select(info => info.Name));
        Assert.Contains("not valid JSON", list[0].Problem);
        Assert.Contains("the card's name is 'tiny'", list[1].Problem);
        Assert.True(list[2].Installed);
        Assert.Null(list[0].Kind);
    }

    [Fact]
    public void Folders_that_are_not_there_hold_no_models() =>
        Assert.Empty(new ModelRegistry(Path.Combine(_folder.Path, "none"), Path.Combine(_folder.Path, "nowhere")).List());

    [Fact]
    public void One_changed_byte_is_found_and_both_hashes_are_named()
    {
        var card = TestCards.Tiny(_tiny);
        var path = TestCards.Write(User, card, _tiny);
        _tiny[^3] ^= 1;
        File.WriteAllBytes(Path.Combine(User, "tiny.onnx"), _tiny);
        var message = Assert.Throws<ModelException>(() => Registry.Find(path).LoadVerified()).Message;
        Assert.Contains(card.Sha256, message);
        Assert.Contains(TestCards.Tiny(_tiny).Sha256, message);
        Assert.Contains(Path.Combine(User, "tiny.onnx"), message);
    }

    [Fact]
    public void Another_size_is_found_without_reading_on()
    {
        TestCards.Write(User, TestCards.Tiny(_tiny), _tiny[..^1]);
        Assert.Contains($"the card of model tiny says {_tiny.Length:N0}",
            Assert.Throws<ModelException>(() => Registry.Find("tiny").LoadVerified()).Message);
    }

    [Fact]
    public async Task A_registered_model_is_found_by_name_without_its_first_file()
    {
        var card = TestCards.Write(_folder["mine", "."], TestCards.Tiny(_tiny), _tiny);
        var registered = await Registry.RegisterAsync(card);
        Directory.Delete(Path.Combine(_folder.Path, "mine"), recursive: true);
        var found = Registry.Find("tiny");
        Assert.Equal(registered.Path, found.Path);
        Assert.StartsWith(User, found.Path);
        found.LoadVerified();
        Assert.Equal(TestCards.Tiny(_tiny).ContentHash(), found.CardHash);
        Assert.Equal(2, Directory.GetFiles(User).Length);
    }

    [Fact]
    public async Task A_taken_name_gives_way_only_on_request_and_a_shipped_one_never()
    {
        var card = TestCards.Write(_folder["mine", "."], TestCards.Tiny(_tiny), _tiny);
        await Registry.RegisterAsync(card);
        Assert.Contains("taken", (await Assert.ThrowsAsync<ModelException>(() => Registry.RegisterAsync(card))).Message);
        var changed = new TinyOnnx { Weights = { TinyOnnx.Weight("more", 1) } }.ToBytes();
        TestCards.Write(_folder["mine", "."], TestCards.Tiny(changed), changed);
        Assert.Equal(TestCards.Tiny(changed).Sha256, (await Registry.RegisterAsync(card, replace: true)).Sha256);
        Registry.Find("tiny").LoadVerified();
        Assert.Equal(2, Directory.GetFiles(User).Length);
        TestCards.Write(Shipped, TestCards.Tiny(_tiny), _tiny);
        await Assert.ThrowsAsync<ModelException>(() => Registry.RegisterAsync(card, replace: true));
    }

    [Fact]
    public async Task What_does_not_fit_is_not_registered()
    {
        var card = TestCards.Tiny(_tiny);
        var path = TestCards.Write(_folder["mine", "."], card with { Input = card.Input with { Name = "x" } }, _tiny);
        await Assert.ThrowsAsync<ModelException>(() => Registry.RegisterAsync(path));
        Assert.Empty(Directory.GetFiles(User));
    }
}
