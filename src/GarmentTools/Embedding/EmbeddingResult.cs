using GarmentTools.Common;
using GarmentTools.Imaging;

namespace GarmentTools.Embedding;

/// <summary>What became of one photo of a run: an embedding, or the reason why there is none.</summary>
public sealed record EmbeddingResult
{
    /// <summary>The photo.</summary>
    public required ImageSource Source { get; init; }

    /// <summary>Its place in the input, from 0; results come in this order.</summary>
    public required int Index { get; init; }

    /// <summary>SHA-256 of the photo's bytes, 64 hexadecimal digits; null where they could not be read.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The embedding; null where the photo was rejected.</summary>
    public PhotoEmbedding? Embedding { get; init; }

    /// <summary>Why the photo was rejected; null where it was not.</summary>
    public ImageException? Error { get; init; }
}
