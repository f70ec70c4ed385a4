using System.Security.Cryptography;
using GarmentTools.Common;

namespace GarmentTools.Models;

/// <summary>A model that was found: its card, and where its weights are or would be.</summary>
public sealed class GarmentModel
{
    internal GarmentModel(ModelCard card, string cardPath, string path) => (Card, CardPath, Path) = (card, cardPath, path);

    /// <summary>What is known about the model.</summary>
    public ModelCard Card { get; }

    /// <summary>The file the card was read from.</summary>
    public string CardPath { get; }

    /// <summary>The ONNX file; it need not exist (see <see cref="IsInstalled"/>).</summary>
    public string Path { get; }

    /// <summary>SHA-256 (hexadecimal, small letters) the ONNX file must have.</summary>
    public string Sha256 => Card.Sha256;

    /// <summary><see cref="ModelCard.ContentHash"/> of the card: what changes embeddings beside the weights.</summary>
    public string CardHash => Card.ContentHash();

    /// <summary>True where the weights are there. Whether they are the right ones is checked when they are loaded.</summary>
    public bool IsInstalled => File.Exists(Path);

    /// <summary>
    /// Reads the weights and checks size, SHA-256 and that the graph fits the card, all on the bytes that are handed out,
    /// so that nobody can change the file in between.
    /// </summary>
    /// <exception cref="ModelException">The file is missing, changed, too large, not ONNX, or does not fit its card.</exception>
    internal VerifiedModel LoadVerified()
    {
        var bytes = ModelFile.Read(Path, Card.Name);
        if (Card.Bytes is { } expected && expected != bytes.Length)
            throw ModelErrors.WrongSize(Path, bytes.Length, expected, Card.Name);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (hash != Sha256)
            throw ModelErrors.WrongHash(Path, hash, Sha256, Card.Name);
        return ModelFit.Fit(Card, CardPath, bytes);
    }
}
