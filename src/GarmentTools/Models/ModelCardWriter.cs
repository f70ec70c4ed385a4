using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GarmentTools.Imaging;

namespace GarmentTools.Models;

/// <summary>Writes cards: for people, and in the one canonical form that is hashed.</summary>
internal static class ModelCardWriter
{
    private static readonly JsonWriterOptions _forPeople = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string ToJson(ModelCard card)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, _forPeople))
        {
            writer.WriteStartObject();
            writer.WriteString("name", card.Name);
            if (card.Kind != ModelKind.Embedding)
                writer.WriteString("kind", card.Kind);
            Text(writer, "description", card.Description);
            writer.WriteString("file", card.File);
            if (card.Bytes is { } bytes)
                writer.WriteNumber("bytes", bytes);
            writer.WriteString("sha256", card.Sha256);
            Text(writer, "license", card.License);
            Text(writer, "source", card.Source);
            Text(writer, "downloadUrl", card.DownloadUrl);
            Input(writer, card.Input);
            writer.WriteStartArray("outputs");
            foreach (var output in card.Outputs)
                Output(writer, output);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>
    /// Every value that changes the vectors, defaults included, in one order and one spelling: equal settings are equal bytes.
    /// </summary>
    public static byte[] Canonical(ModelCard card)
    {
        var input = card.Input;
        var text = new StringBuilder("garment-model-card 1\n");
        Line(text, "input", input.Name);
        Line(text, "size", $"{input.Width}x{input.Height}");
        Line(text, "layout", input.Layout.ToString());
        Line(text, "type", input.Type.ToString());
        Line(text, "scale", Number(input.Scale));
        Line(text, "mean", string.Join(' ', input.Mean.Select(Number)));
        Line(text, "std", string.Join(' ', input.Std.Select(Number)));
        Line(text, "resize", input.Resize.ToString());
        Line(text, "channels", input.Channels.ToString());
        Line(text, "pad", string.Join(' ', input.PadColor));
        foreach (var output in card.Outputs.OrderBy(output => output.Name, StringComparer.Ordinal))
        {
            Line(text, "output", output.Name);
            Line(text, "tensor", output.Tensor);
            Line(text, "dimensions", output.Dimensions.ToString(CultureInfo.InvariantCulture));
            Line(text, "normalized", output.Normalized ? "true" : "false");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // The length goes first, so that no value can pass for the lines that follow it.
    private static void Line(StringBuilder text, string key, string value) =>
        text.Append(key).Append(' ').Append(value.Length.ToString(CultureInfo.InvariantCulture)).Append(' ').Append(value).Append('\n');

    private static string Number(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static void Text(Utf8JsonWriter writer, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            writer.WriteString(name, value);
    }

    private static void Input(Utf8JsonWriter writer, ModelInput input)
    {
        writer.WriteStartObject("input");
        writer.WriteString("name", input.Name);
        writer.WriteNumber("width", input.Width);
        writer.WriteNumber("height", input.Height);
        writer.WriteString("layout", input.Layout.ToString());
        writer.WriteString("type", input.Type.ToString());
        if (input.Type == TensorType.Float32)
        {
            writer.WriteNumber("scale", input.Scale);
            Numbers(writer, "mean", input.Mean);
            Numbers(writer, "std", input.Std);
        }
        writer.WriteString("resize", input.Resize.ToString());
        writer.WriteString("channels", input.Channels.ToString());
        if (input.Resize == ResizeMode.Pad)
            Numbers(writer, "padColor", [.. input.PadColor.Select(value => (float)value)]);
        writer.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter writer, string name, IReadOnlyList<float> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteNumberValue(value);
        writer.WriteEndArray();
    }

    private static void Output(Utf8JsonWriter writer, ModelOutput output)
    {
        writer.WriteStartObject();
        writer.WriteString("name", output.Name);
        writer.WriteString("tensor", output.Tensor);
        writer.WriteNumber("dimensions", output.Dimensions);
        if (output.Normalized)
            writer.WriteBoolean("normalized", true);
        writer.WriteEndObject();
    }
}
