using System.Security.Cryptography;
using GarmentTools.Models;

namespace GarmentTools.Tests;

/// <summary>Cards for <see cref="TinyOnnx"/> and for made-up bytes.</summary>
internal static class TestCards
{
    public static ModelCard Tiny(byte[] model, string name = "tiny") => new()
    {
        Name = name,
        File = name + ".onnx",
        Bytes = model.Length,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(model)),
        Input = new ModelInput { Name = "image", Width = 8, Height = 8, Layout = TensorLayout.NCHW, Type = TensorType.Float32 },
        Outputs = [new ModelOutput { Name = "features", Tensor = ModelOutput.LastPool, Dimensions = 5 }],
    };

    /// <summary>Writes a card and its weights into a folder; returns the card's path.</summary>
    public static string Write(string folder, ModelCard card, byte[]? model)
    {
        Directory.CreateDirectory(folder);
        if (model is not null)
            File.WriteAllBytes(Path.Combine(folder, card.File), model);
        var path = Path.Combine(folder, card.Name + ".json");
        File.WriteAllText(path, card.ToJson());
        return path;
    }
}
