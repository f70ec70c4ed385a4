using GarmentTools.Common;
using GarmentTools.Imaging;

namespace GarmentTools.Embedding;

/// <summary>A photo as it was read: from here on nothing looks at its file again.</summary>
/// <param name="Name">How messages call it.</param>
/// <param name="Bytes">The whole encoded file.</param>
/// <param name="Sha256">Hash of the bytes.</param>
internal readonly record struct PhotoBytes(string Name, byte[] Bytes, Sha256Hash Sha256);

/// <summary>What became of a photo: an embedding, the news that its bytes are known, or the reason why it is refused.</summary>
/// <param name="Sha256">Hash of its bytes; null where they could not be read.</param>
/// <param name="Embedding">Null where the bytes are known, and where the photo is refused.</param>
/// <param name="Refusal">Why it is refused; null where it is not.</param>
internal sealed record PhotoOutcome(Sha256Hash? Sha256, PhotoEmbedding? Embedding, ImageException? Refusal)
{
    /// <summary>Whether the catalog has the embedding already.</summary>
    public bool IsKnown => Embedding is null && Refusal is null;
}

/// <summary>
/// The one way from a photo to its vectors: read within the limits, hashed, and embedded, or refused with a reason.
/// Whatever embeds photos goes through it. Any number of threads may use one at once.
/// </summary>
/// <param name="embedder">The model, and the part of the photo that it looks at.</param>
/// <param name="limits">What a picture may cost; null for those of the embedder.</param>
internal sealed class PhotoEmbedder(Embedder embedder, ImageLimits? limits = null)
{
    private readonly ImageLimits _limits = limits ?? embedder.Options.Limits;

    /// <summary>Which model, card, preprocessing and view the vectors are of.</summary>
    public string Fingerprint => embedder.Fingerprint;

    /// <summary>Reads and hashes a photo.</summary>
    /// <exception cref="ImageException">It cannot be read, or has too many bytes.</exception>
    public static PhotoBytes Read(ImageSource source, ImageLimits limits)
    {
        var bytes = source.ReadBytes(limits);
        return new(source.Name, bytes, Sha256Hash.Of(bytes));
    }

    /// <inheritdoc cref="Read(ImageSource, ImageLimits)"/>
    public PhotoBytes Read(ImageSource source) => Read(source, _limits);

    /// <summary>Embeds a photo that was read.</summary>
    /// <exception cref="ImageException">It is no picture that can be decoded, or has too many pixels.</exception>
    public PhotoEmbedding Embed(PhotoBytes photo) => embedder.EmbedBytes(photo, _limits);

    /// <summary>Takes a photo all the way.</summary>
    /// <param name="source">The photo.</param>
    /// <param name="known">Bytes that need no embedding, or that another thread is embedding; null: it is embedded in any case.</param>
    /// <param name="expected">The hash that its bytes had before; other bytes are refused. Null for any.</param>
    public PhotoOutcome TryEmbed(ImageSource source, KnownPhotos? known = null, Sha256Hash? expected = null)
    {
        Sha256Hash? sha = null;
        try
        {
            var photo = Read(source);
            sha = photo.Sha256;
            if (expected is not null && sha != expected) return new(sha, null, Changed(photo));
            return new(sha, known is null ? Embed(photo) : known.Embed(photo, Embed), null);
        }
        catch (ImageException e) { return new(sha, null, e); }
    }

    private static ImageException Changed(PhotoBytes photo) =>
        new($"'{photo.Name}' was changed: its bytes are not those that were indexed any more. Index it again.");
}
