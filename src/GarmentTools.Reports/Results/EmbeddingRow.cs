using GarmentTools.Common;
using GarmentTools.Embedding;

namespace GarmentTools.Reports.Results;

/// <summary>One output of the model for one photo, as a row.</summary>
/// <param name="Path">The photo, as it was named.</param>
/// <param name="Sha256">SHA-256 of its bytes, 64 hexadecimal digits.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Fingerprint">Which model, card, preprocessing and view made the vector. Vectors of two fingerprints are never
/// compared.</param>
/// <param name="Output">The output's name on the model's card.</param>
/// <param name="Norm">The length that the vector had before it was normalized.</param>
/// <param name="Values">The L2-normalized vector.</param>
public sealed record EmbeddingRow(
    string Path, string Sha256, string Model, string Fingerprint, string Output, float Norm, IReadOnlyList<float> Values)
{
    /// <summary>The first output of a photo that was embedded.</summary>
    /// <param name="embedder">What embedded it.</param>
    /// <param name="photo">What it became.</param>
    /// <exception cref="ImageException">The photo was refused.</exception>
    public static EmbeddingRow Of(Embedder embedder, EmbeddingResult photo)
    {
        if (photo.Error is { } error) throw error;
        var (name, values, norm) = photo.Embedding!.Outputs[0];
        return new(photo.Source.Name, photo.Sha256!, embedder.Model.Card.Name, embedder.Fingerprint, name, norm, values);
    }
}
