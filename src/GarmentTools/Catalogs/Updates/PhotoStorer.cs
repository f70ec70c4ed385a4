using GarmentTools.Common;
using GarmentTools.Embedding;
using GarmentTools.Imaging;

namespace GarmentTools.Catalogs.Updates;

/// <summary>A photo that was worked on: its embedding, or the reason why there is none.</summary>
/// <param name="File">The file as it was listed.</param>
/// <param name="Sha256">Of its bytes; null where they could not be read.</param>
/// <param name="Embedding">Null where the catalog has it already, or where there is none.</param>
/// <param name="Reason">Why the photo is rejected; null where it is not.</param>
internal sealed record EmbeddedPhoto(PhotoFile File, Sha256Hash? Sha256, PhotoEmbedding? Embedding, string? Reason);

/// <summary>Stores photos that were worked on, inside a transaction of the caller, and counts what became of them.</summary>
internal sealed class PhotoStorer(CatalogStore store, CatalogConnection connection, CatalogWriter writer, Embedder embedder)
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
        if (photo.Reason is { } reason)
        {
            Rejected.Add(Reject(writer, path, photo.File, isRead: photo.Sha256 is not null, reason));
            return;
        }
        var content = writer.FindContent(photo.Sha256!.Value);
        if (content is null)
        {
            try { content = writer.AddContent(photo.Sha256!.Value, photo.Embedding ?? EmbedNow(photo)); }
            catch (ImageException e)
            {
                Rejected.Add(Reject(writer, path, photo.File, isRead: false, e.Message));
                return;
            }
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

    // The catalog had these bytes when the run began; the last garment that had them was changed or removed since.
    private PhotoEmbedding EmbedNow(EmbeddedPhoto photo)
    {
        var bytes = ImageSource.FromFile(photo.File.FullPath).ReadBytes();
        if (Sha256Hash.Of(bytes) != photo.Sha256) throw new ImageException($"'{photo.File.FullPath}' was changed while it was read. The next run takes it.");
        return embedder.Embed(bytes, photo.File.FullPath);
    }

    private void Place(string path, long content, PhotoFile file, string domain)
    {
        var known = connection.Query("SELECT id, content_id FROM garments WHERE path = $path", r => (Id: r.GetInt64(0), Content: r.GetInt64(1)), ("$path", path)).FirstOrDefault();
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
        var moved = connection.Query("SELECT id, path FROM garments WHERE content_id = $content ORDER BY id", r => (Id: r.GetInt64(0), Path: r.GetString(1)), ("$content", content))
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
