using System.Security.Cryptography;
using GarmentTools.Common;

namespace GarmentTools.Models;

/// <summary>
/// What is known about a model: a JSON file (camelCase, comments allowed, unknown properties refused, 1 MB at most) beside the weights.
/// </summary>
public sealed record ModelCard
{
    /// <summary>What the model is called: 1…64 of a–z, 0–9, <c>.</c>, <c>_</c> and <c>-</c>, beginning with a letter or digit.</summary>
    public required string Name { get; init; }

    /// <summary>One of <see cref="ModelKind"/>. Default <see cref="ModelKind.Embedding"/>.</summary>
    public string Kind { get; init; } = ModelKind.Embedding;

    /// <summary>What it is good for, in a sentence.</summary>
    public string Description { get; init; } = "";

    /// <summary>Name of the ONNX file, in the card's folder or (once installed) in the user's model folder.</summary>
    public required string File { get; init; }

    /// <summary>Size of the file in bytes, 1…2,147,483,647; null where the card does not say.</summary>
    public long? Bytes { get; init; }

    /// <summary>SHA-256 of the file: 64 hexadecimal digits, small letters.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Under which license the weights may be used.</summary>
    public string License { get; init; } = "";

    /// <summary>Where the weights come from.</summary>
    public string Source { get; init; } = "";

    /// <summary>
    /// Where <see cref="ModelRegistry.InstallAsync"/> may fetch the file (http or https), on request only; null where it is shipped or the
    /// user's own.
    /// </summary>
    public string? DownloadUrl { get; init; }

    /// <summary>What the model wants to be fed.</summary>
    public required ModelInput Input { get; init; }

    /// <summary>What it gives, the first being the one that search uses unless told otherwise; at least one, each name once.</summary>
    public required IReadOnlyList<ModelOutput> Outputs { get; init; }

    /// <summary>
    /// SHA-256 (hexadecimal) over all of the card that changes what comes out of the model: its input and its outputs.
    /// Name, file, description, license and source do not count; the weights have a hash of their own.
    /// </summary>
    public string ContentHash() => Convert.ToHexStringLower(SHA256.HashData(ModelCardWriter.Canonical(this)));

    /// <summary>The output of that name.</summary>
    /// <exception cref="ModelException">The card has no such output.</exception>
    public ModelOutput Output(string name) =>
        Outputs.FirstOrDefault(output => output.Name == name) ?? throw ModelErrors.NoSuchOutput(this, name);

    /// <summary>Reads a card.</summary>
    /// <param name="path">A JSON file.</param>
    /// <exception cref="ModelException">The file is missing, is not a card, or has faults; the message lists all of them.</exception>
    public static ModelCard Load(string path) => ModelCardReader.Load(path);

    /// <summary>Reads a card's JSON text.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="where">What messages call the place the text comes from.</param>
    /// <exception cref="ModelException">The text is not a card, or has faults; the message lists all of them.</exception>
    public static ModelCard Parse(ReadOnlyMemory<byte> json, string where = "card") => ModelCardReader.Parse(json, where);

    /// <summary>The card as indented JSON; what has its default is left out where it says nothing.</summary>
    public string ToJson() => ModelCardWriter.ToJson(this);

    /// <summary>Writes the card to a file, whole or not at all; one that is there is replaced.</summary>
    /// <exception cref="ModelException">The file cannot be written.</exception>
    public void Save(string path) => ModelInstaller.WriteText(Path.GetFullPath(path), ToJson());

    /// <summary>
    /// Drafts a card for an ONNX file by looking at its graph, and says what was guessed. The file is read, nothing is written.
    /// </summary>
    /// <param name="onnxPath">The weights.</param>
    /// <param name="name">What to call the model; null for the file's name made fit.</param>
    /// <param name="tensor">The tensor to take as output (also <see cref="ModelOutput.LastPool"/>,
    /// <see cref="ModelOutput.LastGemmInput"/>); null to choose.</param>
    /// <param name="dimensions">Numbers per picture of that tensor; null to take them from the graph.</param>
    /// <exception cref="ModelException">The file is missing or not an ONNX model of pictures, or the graph does not tell
    /// enough.</exception>
    public static ModelCardDraft CreateFor(string onnxPath, string? name = null, string? tensor = null, int? dimensions = null) =>
        CardDrafter.Draft(onnxPath, name, tensor, dimensions);
}
