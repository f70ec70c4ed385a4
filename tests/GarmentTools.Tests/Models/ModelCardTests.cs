using System.Text;
using GarmentTools.Common;
using GarmentTools.Imaging;
using GarmentTools.Models;

namespace GarmentTools.Tests;

public sealed class ModelCardTests
{
    private const string Whole = """
        {
          // the least a card says
          "name": "x", "file": "x.onnx",
          "sha256": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
          "input": { "name": "in", "width": 10, "height": 20, "layout": "nhwc", "type": "uint8" },
          "outputs": [ { "name": "embedding", "tensor": "out", "dimensions": 4 }, ],
        }
        """;

    private static ModelCard Parse(string json) => ModelCard.Parse(Encoding.UTF8.GetBytes(json));

    [Fact]
    public void What_a_card_leaves_out_has_its_default()
    {
        var card = Parse(Whole);
        Assert.Equal(ModelKind.Embedding, card.Kind);
        Assert.Null(card.Bytes);
        Assert.Null(card.DownloadUrl);
        Assert.Equal("", card.License);
        Assert.Equal(TensorLayout.NHWC, card.Input.Layout);
        Assert.Equal(1, card.Input.Scale);
        Assert.Equal([0f, 0, 0], card.Input.Mean);
        Assert.Equal([1f, 1, 1], card.Input.Std);
        Assert.Equal(ResizeMode.Squash, card.Input.Resize);
        Assert.Equal(ChannelOrder.Rgb, card.Input.Channels);
        Assert.Equal([0, 0, 0], card.Input.PadColor);
        Assert.False(card.Outputs[0].Normalized);
    }

    [Fact]
    public void A_card_without_outputs_is_refused() =>
        Assert.Contains("outputs: expected 1 to 16", Assert.Throws<ModelException>(() =>
            Parse((Parse(Whole) with { Outputs = [] }).ToJson())).Message);

    [Fact]
    public void A_byte_order_mark_is_passed_over() =>
        Assert.Equal("x", ModelCard.Parse((byte[])[0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Whole)]).Name);

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var reason = Assert.Throws<ModelException>(() => Parse("""
            {
              "nmae": "x", "file": 3, "sha256": "00", "bytes": "many",
              "input": { "name": "in", "width": 1.5, "layout": "NCWH", "type": "1", "std": [1, 2], "padColor": [0, 0, 256] },
              "outputs": [ { "tensor": "out", "dimensions": 4, "normed": true }, 5 ]
            }
            """));
        foreach (var fault in new[]
        {
            "name: missing", "nmae: unknown", "file: expected a text, found 3", "bytes: expected a whole number, found \"many\"",
            "input.width: expected a whole number, found 1.5", "input.height: missing",
            "input.layout: expected one of NCHW, NHWC, found \"NCWH\"",
            "input.type: expected one of UInt8, Float32", "input.std: expected an array of three numbers", "input.padColor: expected",
            "outputs[0].name: missing", "outputs[0].normed: unknown", "outputs[1]: expected an object, found 5",
        })
            Assert.Contains(fault, reason.Message);
    }

    [Fact]
    public void Values_out_of_range_are_told_at_once()
    {
        var reason = Assert.Throws<ModelException>(() => Parse("""
            {
              "name": "../x", "kind": "hat", "file": "../x.onnx", "sha256": "00", "bytes": 0, "downloadUrl": "file:///etc/passwd",
              "input": { "name": "", "width": 0, "height": 5000, "layout": "NCHW", "type": "Float32", "scale": 0, "std": [1, 0, 1] },
              "outputs": [ { "name": "a", "tensor": "@first", "dimensions": 0 }, { "name": "a", "tensor": "", "dimensions": 1 } ]
            }
            """));
        foreach (var where in new[]
        {
            "name:", "kind:", "file:", "sha256:", "bytes:", "downloadUrl:", "input.name:", "input.width:", "input.height:", "input.scale:",
                "input.std:",
            "outputs[0].tensor:", "outputs[0].dimensions:", "outputs[1].name:", "outputs[1].tensor:",
        })
            Assert.Contains(where + " expected", reason.Message);
    }

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("[]", "the card: expected an object")]
    [InlineData("null", "the card: expected an object")]
    [InlineData("""{"name":"x","name":"y"}""", "not valid JSON")]
    [InlineData("""{"name":"\ud800"}""", "not valid JSON")]
    [InlineData("""{"\ud800":1}""", "not valid JSON")]
    [InlineData("""{"outputs":[]}""", "input: missing")]
    public void What_is_no_card_is_refused(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<ModelException>(() => Parse(json)).Message);

    [Fact]
    public void Bytes_are_not_normalized_twice() =>
        Assert.Contains("input.type", Assert.Throws<ModelException>(() =>
            Parse(Whole.Replace("\"uint8\"", "\"UInt8\", \"scale\": 0.5"))).Message);

    [Theory]
    [InlineData("con.onnx")]
    [InlineData("a/b.onnx")]
    [InlineData("a\\b.onnx")]
    [InlineData("..onnx\0.onnx")]
    [InlineData("x.bin")]
    public void A_file_cannot_lead_elsewhere(string file) =>
        Assert.Contains("file: expected", Assert.Throws<ModelException>(() => Parse((Parse(Whole) with { File = file }).ToJson())).Message);

    [Fact]
    public void A_card_over_a_megabyte_is_refused_unread()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder["big.json"], new byte[(1 << 20) + 1]);
        Assert.Contains("1,048,577 bytes", Assert.Throws<ModelException>(() => ModelCard.Load(folder["big.json"])).Message);
        Assert.Contains("no such model card", Assert.Throws<ModelException>(() => ModelCard.Load(folder["none.json"])).Message);
    }

    [Fact]
    public void Writing_and_reading_give_the_card_back()
    {
        var card = Parse(Whole) with
        {
            Kind = ModelKind.PersonMask,
            Description = "naïve „x“",
            Bytes = 5,
            License = "MIT",
            Source = "here",
            DownloadUrl = "https://example.com/x.onnx",
            Input = new ModelInput
            {
                Name = "in",
                Width = 1,
                Height = 2,
                Layout = TensorLayout.NCHW,
                Type = TensorType.Float32,
                Scale = 1f / 255,
                Mean = [0.1f, 0.2f, 0.3f],
                Std = [1, 2, 3],
                Resize = ResizeMode.Pad,
                Channels = ChannelOrder.Bgr,
                PadColor = [1, 2, 255],
            },
            Outputs = [new ModelOutput { Name = "a", Tensor = "b", Dimensions = 3, Normalized = true }],
        };
        using var folder = new TempFolder();
        card.Save(folder["x.json"]);
        var again = ModelCard.Load(folder["x.json"]);
        Assert.Equal(card.ToJson(), again.ToJson());
        Assert.Equal(card.ContentHash(), again.ContentHash());
        Assert.Equal([1, 2, 255], again.Input.PadColor);
        Assert.Equal(1f / 255, again.Input.Scale);
    }

    [Fact]
    public void An_output_is_found_by_its_name() =>
        Assert.Contains("names embedding", Assert.Throws<ModelException>(() => Parse(Whole).Output("features")).Message);

    [Fact]
    public void The_hash_changes_with_all_that_changes_embeddings_and_with_nothing_else()
    {
        var card = Parse(Whole);
        var (input, output) = (card.Input, card.Outputs[0]);
        ModelCard[] same = [card with { Name = "y", File = "y.onnx", Description = "d", License = "l", Source = "s", Bytes = 9, Sha256 =
            new string('0', 64) }];
        ModelInput[] inputs =
        [
            input with { Name = "b" }, input with { Width = 11 }, input with { Height = 21 }, input with { Layout = TensorLayout.NCHW },
                input with { Type = TensorType.Float32 },
            input with { Scale = 2 }, input with { Mean = [0, 0, 1] }, input with { Std = [1, 1, 2] },
            input with { Resize = ResizeMode.Crop },
            input with { Channels = ChannelOrder.Bgr }, input with { PadColor = [0, 0, 1] },
        ];
        ModelOutput[] outputs = [output with { Name = "b" }, output with { Tensor = "b" }, output with { Dimensions = 5 },
            output with { Normalized = true }];
        Assert.All(same, other => Assert.Equal(card.ContentHash(), other.ContentHash()));
        string[] hashes = [card.ContentHash(), .. inputs.Select(i => (card with { Input = i }).ContentHash()),
            .. outputs.Select(o => (card with { Outputs = [o] }).ContentHash())];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    // Catalogs keep this in their fingerprint: a change here makes every catalog there is refuse to be searched.
    [Fact]
    public void The_hash_of_a_card_stays_what_it_was() =>
        Assert.Equal("5b2e047b5b67a179ad9c1ae90dec8f39d3acdf71b9dda19825ae887cfa40e12f", Parse(Whole).ContentHash());
}
