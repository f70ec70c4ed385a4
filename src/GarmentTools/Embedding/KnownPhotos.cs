using System.Collections.Concurrent;
using GarmentTools.Common;

namespace GarmentTools.Embedding;

/// <summary>
/// The bytes that need no embedding in a run: stored when it began, committed by it, or under way on another thread.
/// Each content is embedded once; a failure is not kept.
/// </summary>
/// <param name="stored">Hashes of what was stored when the run began.</param>
internal sealed class KnownPhotos(IReadOnlySet<Sha256Hash> stored)
{
    private readonly ConcurrentDictionary<Sha256Hash, byte> _committed = new();
    private readonly ConcurrentDictionary<Sha256Hash, Lazy<PhotoEmbedding>> _underWay = new();

    /// <summary>The embedding of a photo, or null where it is stored.</summary>
    /// <exception cref="ImageException">The photo cannot be embedded.</exception>
    public PhotoEmbedding? Embed(PhotoBytes photo, Func<PhotoBytes, PhotoEmbedding> embed)
    {
        if (stored.Contains(photo.Sha256) || _committed.ContainsKey(photo.Sha256)) return null;
        var own = new Lazy<PhotoEmbedding>(() => embed(photo));
        var shared = _underWay.GetOrAdd(photo.Sha256, own);
        try { return shared.Value; }
        catch (ImageException) when (shared != own) { return embed(photo); } // the reason shall name this file, not its twin
    }

    /// <summary>Says that a content is stored (or was refused): its embedding need not be held any longer.</summary>
    public void Release(Sha256Hash content, bool isCommitted)
    {
        if (isCommitted) _committed.TryAdd(content, 0);
        _underWay.TryRemove(content, out _);
    }
}
