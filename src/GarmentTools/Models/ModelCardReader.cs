using System.Text;
using System.Text.Json;
using GarmentTools.Imaging;

namespace GarmentTools.Models;

/// <summary>
/// Reads cards by hand instead of by a serializer, because a serializer stops at the first fault and a person wants to see them all.
/// </summary>
internal static class ModelCardReader
{
    public const int MaxBytes = 1 << 20;

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonDocumentOptions _options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        AllowDuplicateProperties = false,
        MaxDepth = 16,
    };

    public static ModelCard Load(string path)
    {
        byte[] json;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            if (file.Length > MaxBytes)
                throw ModelErrors.CardTooLarge(path, file.Length);
            json = new byte[file.Length];
            file.ReadExactly(json);
        }
        catch (Exception reason) when (reason is FileNotFoundException or DirectoryNotFoundException)
        {
            throw ModelErrors.CardMissing(path, reason);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw ModelErrors.CardUnreadable(path, reason);
        }
        return Parse(json, path);
    }

    public static ModelCard Parse(ReadOnlyMemory<byte> json, string where)
    {
        if (json.Length > MaxBytes)
            throw ModelErrors.CardTooLarge(where, json.Length);
        if (json.Span.StartsWith("\uFEFF"u8))
            json = json[3..];
        try
        {
            // Text that is no Unicode, as bytes or as lone surrogates in escapes, gets past the parser and throws when it is looked at.
            _ = _strict.GetCharCount(json.Span);
            using var document = JsonDocument.Parse(json, _options);
            return Card(document.RootElement, where);
        }
        catch (Exception reason) when (reason is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            throw ModelErrors.CardNotJson(where, reason);
        }
    }

    private static ModelCard Card(JsonElement json, string where)
    {
        var faults = new List<string>();
        var card = Card(new CardObject("", json, faults));
        if (faults.Count == 0)
            ModelCardRules.Check(card, faults);
        return faults.Count == 0 ? card : throw ModelErrors.CardFaults(where, faults);
    }

    private static ModelCard Card(CardObject json)
    {
        var card = new ModelCard
        {
            Name = json.Text("name"),
            Kind = json.Text("kind", ModelKind.Embedding),
            Description = json.Text("description", ""),
            File = json.Text("file"),
            Bytes = json.Whole("bytes", required: false),
            Sha256 = json.Text("sha256"),
            License = json.Text("license", ""),
            Source = json.Text("source", ""),
            DownloadUrl = json.Text("downloadUrl", null!),
            Input = Input(json.Child("input")),
            Outputs = [.. json.Children("outputs").Select(Output)],
        };
        json.RefuseOthers();
        return card;
    }

    private static ModelInput Input(CardObject json)
    {
        var input = new ModelInput
        {
            Name = json.Text("name"),
            Width = json.Int("width"),
            Height = json.Int("height"),
            Layout = json.Enum<TensorLayout>("layout"),
            Type = json.Enum<TensorType>("type"),
            Scale = json.Number("scale", 1),
            Mean = json.Numbers("mean", [0, 0, 0]),
            Std = json.Numbers("std", [1, 1, 1]),
            Resize = json.Enum<ResizeMode>("resize", ResizeMode.Squash),
            Channels = json.Enum<ChannelOrder>("channels", ChannelOrder.Rgb),
            PadColor = json.Bytes("padColor", [0, 0, 0]),
        };
        json.RefuseOthers();
        return input;
    }

    private static ModelOutput Output(CardObject json)
    {
        var output = new ModelOutput
        {
            Name = json.Text("name"),
            Tensor = json.Text("tensor"),
            Dimensions = json.Int("dimensions"),
            Normalized = json.Flag("normalized"),
        };
        json.RefuseOthers();
        return output;
    }
}
