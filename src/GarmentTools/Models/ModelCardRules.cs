namespace GarmentTools.Models;

/// <summary>The legal ranges of a card's values; all that is out of them is told at once.</summary>
internal static class ModelCardRules
{
    public const long MaxModelBytes = int.MaxValue;
    private const int MaxSide = 4096;
    private const int MaxDimensions = 1 << 20;
    private static readonly string[] _reserved =
        ["con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"com{i}", $"lpt{i}" })];

    // Windows has device names which no extension makes into files, and drops dots at the end.
    public static bool IsName(string name) => IsWord(name, "._-") && !name.EndsWith('.') && !_reserved.Contains(name.Split('.')[0]);

    private static bool IsHash(string text) => text.Length == 64 && text.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f');

    private static bool IsWord(string text, string marks) =>
        text.Length is >= 1 and <= 64 && !marks.Contains(text[0]) && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)
            || marks.Contains(c));

    public static void Check(ModelCard card, List<string> faults)
    {
        void Rule(bool holds, string where, object? found, string expected)
        {
            if (!holds)
                faults.Add($"{where}: expected {expected}, found {ModelErrors.Clip(found?.ToString() ?? "nothing")}");
        }

        Rule(IsName(card.Name), "name", card.Name, "1 to 64 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit");
        Rule(ModelKind.All.Contains(card.Kind), "kind", card.Kind, "one of " + string.Join(", ", ModelKind.All));
        Rule(IsFileName(card.File), "file", card.File, "the name of a file in the card's folder, ending in .onnx");
        Rule(card.Bytes is null or (>= 1 and <= MaxModelBytes), "bytes", card.Bytes, $"1 to {MaxModelBytes}");
        Rule(IsHash(card.Sha256), "sha256", card.Sha256, "64 hexadecimal digits in small letters (sha256sum FILE prints them)");
        Rule(card.DownloadUrl is null || IsAddress(card.DownloadUrl), "downloadUrl", card.DownloadUrl, "an address with http or https");

        var input = card.Input;
        Rule(input.Name.Length > 0, "input.name", "an empty text", "the input's name in the graph");
        Rule(input.Width is >= 1 and <= MaxSide, "input.width", input.Width, $"1 to {MaxSide}");
        Rule(input.Height is >= 1 and <= MaxSide, "input.height", input.Height, $"1 to {MaxSide}");
        Rule(input.Scale > 0, "input.scale", input.Scale, "a number greater than 0");
        Rule(input.Std.All(value => value > 0), "input.std", string.Join(", ", input.Std), "numbers greater than 0");
        Rule(input.Type == TensorType.Float32 || IsPlain(input), "input.type", "UInt8 with scale, mean or std",
            "Float32, or no scale, mean and std: bytes go into the model as they are");

        Rule(card.Outputs.Count is >= 1 and <= 16, "outputs", card.Outputs.Count, "1 to 16 outputs");
        for (var i = 0; i < card.Outputs.Count; i++)
        {
            var (output, where) = (card.Outputs[i], $"outputs[{i}]");
            Rule(IsWord(output.Name, "-"), $"{where}.name", output.Name, "small letters, digits and '-', as in embedding or features");
            Rule(card.Outputs.Take(i).All(earlier => earlier.Name != output.Name), $"{where}.name", output.Name,
                "another name than the outputs before it");
            Rule(output.Tensor.Length > 0, $"{where}.tensor", "an empty text", "a tensor's name in the graph");
            Rule(!output.Tensor.StartsWith('@') || output.Tensor is ModelOutput.LastPool or ModelOutput.LastGemmInput, $"{where}.tensor",
                output.Tensor,
                $"a tensor's name, {ModelOutput.LastPool} or {ModelOutput.LastGemmInput}");
            Rule(output.Dimensions is >= 1 and <= MaxDimensions, $"{where}.dimensions", output.Dimensions, $"1 to {MaxDimensions}");
        }
    }

    private static bool IsPlain(ModelInput input) =>
        input.Scale == 1 && input.Mean.All(value => value == 0) && input.Std.All(value => value == 1);

    // Cards come from strangers: their file must not lead out of its folder, on any system.
    private static bool IsFileName(string file) =>
        file.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) && file.Length is > 5 and <= 200
        && file.AsSpan().IndexOfAny("/\\:*?\"<>|\0") < 0 && !file.Any(char.IsControl)
            && !_reserved.Contains(file.Split('.')[0].ToLowerInvariant());

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps
            || address.Scheme == Uri.UriSchemeHttp);
}
