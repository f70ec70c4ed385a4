using GarmentTools.Embedding;

namespace GarmentTools.Catalogs.Updates;

/// <summary>A photo that was worked on.</summary>
/// <param name="File">The file as it was listed.</param>
/// <param name="Outcome">What became of it.</param>
internal sealed record EmbeddedPhoto(PhotoFile File, PhotoOutcome Outcome)
{
    /// <summary>Its embedding need not be held any longer: it was stored or rejected, or goes to another worker.</summary>
    public void Release(KnownPhotos known, bool isStored)
    {
        if (Outcome.Sha256 is { } sha) known.Release(sha, isCommitted: isStored && Outcome.Refusal is null);
    }
}

/// <summary>Stores photos that were worked on, inside a transaction of the caller, and counts what became of them.</summary>
internal sealed class PhotoStorer(CatalogStore store, CatalogConnection connection, CatalogWriter writer, PhotoEmbedder photos)
{
    private readonly HashSet<long> _replaced = [];

    public int Added { get; private set; }
    public int Changed { get; private set; }
    public int Moved { get; private set; }
    public int Unchanged { get; private set; }
    public int Embedded { get; private set; }
    public List<RejectedFile> Rejected { get; } = [];

    public void Store(EmbeddedPhoto photo, string domain)
    {
        var path = store.RelativePath(photo.File.FullPath);
        var outcome = photo.Outcome;
        if (outcome.Refusal is { } refusal)
        {
            Rejected.Add(Reject(writer, path, photo.File, isRead: outcome.Sha256 is not null, refusal.Message));
            return;
        }
        var sha = outcome.Sha256!.Value;
        var content = writer.FindContent(sha);
        if (content is null)
        {
            // The catalog had these bytes when the run began; the last garment that had them was changed or removed since.
            if (outcome.IsKnown) outcome = photos.TryEmbed(photo.File.FullPath, expected: sha);
            if (outcome.Refusal is { } late)
            {
                Rejected.Add(Reject(writer, path, photo.File, isRead: false, late.Message));
                return;
            }
            content = writer.AddContent(sha, outcome.Embedding!);
            Embedded++;
        }
        Place(path, content.Value, photo.File, domain);
        writer.Unreject(path);
    }

    /// <summary>Ends a batch: what is derived from garments and embeddings is stale where any of them changed.</summary>
    public void Finish()
    {
        foreach (var content in _replaced) writer.RemoveOrphan(content); // with the change itself: a run may be killed after it
        if (Added + Changed + Moved > 0) writer.NextGeneration(); // also where they moved: the derived files carry names
    }

    /// <summary>Lists a file as rejected.</summary>
    public static RejectedFile Reject(CatalogWriter writer, string path, PhotoFile file, bool isRead, string reason)
    {
        var now = DateTimeOffset.UtcNow;
        // What could not even be read may be readable next time though neither size nor time change: it is tried again.
        writer.Reject(path, isRead ? file : file with { Size = -1 }, reason, now);
        return new RejectedFile(path, reason, now);
    }

    private void Place(string path, long content, PhotoFile file, string domain)
    {
        var known = connection.Query("SELECT id, content_id FROM garments WHERE path = $path", r =>
            (Id: r.GetInt64(0), Content: r.GetInt64(1)), ("$path", path)).FirstOrDefault();
        if (known.Id != 0)
        {
            writer.UpdateGarment(known.Id, path, content, file);
            if (known.Content == content) Unchanged++;
            else
            {
                Changed++;
                _replaced.Add(known.Content);
            }
            return;
        }
        // The same bytes were elsewhere and are not there any more: the file was moved, and the garment goes with it.
        var moved = connection.Query("SELECT id, path FROM garments WHERE content_id = $content ORDER BY id", r =>
            (Id: r.GetInt64(0), Path: r.GetString(1)), ("$content", content))
            .FirstOrDefault(garment => !File.Exists(store.FullPath(garment.Path)));
        if (moved.Id != 0)
        {
            writer.UpdateGarment(moved.Id, path, content, file);
            Moved++;
            return;
        }
        writer.AddGarment(path, content, file, domain);
        Added++;
    }
}
