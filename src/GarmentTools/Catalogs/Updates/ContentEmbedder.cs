using System.Collections.Concurrent;
using GarmentTools.Common;
using GarmentTools.Embedding;

namespace GarmentTools.Catalogs.Updates;

/// <summary>Embeds each content once in a run, also where files of equal bytes are under way on several threads at once.</summary>
internal sealed class ContentEmbedder(Embedder embedder, IReadOnlySet<Sha256Hash> stored)
{
    private readonly ConcurrentDictionary<Sha256Hash, byte> _committed = new();
    private readonly ConcurrentDictionary<Sha256Hash, Lazy<PhotoEmbedding>> _underWay = new();

    /// <summary>The embedding of a file's bytes, or null where the catalog has it.</summary>
    /// <exception cref="ImageException">The bytes are no photo that can be embedded.</exception>
    public PhotoEmbedding? Embed(Sha256Hash content, byte[] bytes, string path)
    {
        if (stored.Contains(content) || _committed.ContainsKey(content)) return null;
        var own = new Lazy<PhotoEmbedding>(() => embedder.Embed(bytes, path));
        var shared = _underWay.GetOrAdd(content, own);
        try { return shared.Value; }
        catch (ImageException) when (shared != own) { return embedder.Embed(bytes, path); } // the reason shall name this file, not its twin
    }

    /// <summary>Says that a content is in the catalog (or was refused): its embedding need not be held any longer.</summary>
    public void Release(Sha256Hash content, bool isCommitted)
    {
        if (isCommitted) _committed.TryAdd(content, 0);
        _underWay.TryRemove(content, out _);
    }
}
