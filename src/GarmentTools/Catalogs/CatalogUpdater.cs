using System.Diagnostics;

namespace GarmentTools;

/// <summary>
/// One incremental run: lists files, embeds what is new or changed, and commits in batches. What was counted in a progress report is on the disk;
/// a run that was killed goes on where it stopped.
/// </summary>
internal sealed class CatalogUpdater(CatalogStore store, Embedder embedder, IReadOnlyList<string> outputs, UpdateOptions options, IProgress<WorkProgress>? progress)
{
    private const int BatchPhotos = 64;
    private static readonly TimeSpan s_batchTime = TimeSpan.FromSeconds(1);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<RejectedFile> _rejected = [];
    private int _added, _changed, _moved, _embedded;

    private int Threads => options.Threads > 0 ? options.Threads : Environment.ProcessorCount;

    public async Task<UpdateSummary> RunAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        progress?.Report(new("Looking for photos", 0, null, _clock.Elapsed));
        var listing = PhotoFolder.List(paths, cancellationToken);
        var state = CatalogState.Load(store);
        var work = new List<PhotoFile>();
        var stillRejected = 0;
        foreach (var file in listing.Files)
        {
            var path = store.RelativePath(file.FullPath);
            if (!options.RetryRejected && state.IsRejected(path, file)) stillRejected++;
            else if (!state.IsUnchanged(path, file)) work.Add(file);
        }

        using var connection = store.Write();
        RejectUnreadable(connection, listing);
        await EmbedAsync(connection, work, state, cancellationToken).ConfigureAwait(false);
        ForgetVanishedRejections(connection, listing);
        var (missing, removed) = FindMissing(connection, listing, cancellationToken);
        if (_added + _changed + removed > 0) connection.Transaction(() => new CatalogWriter(connection, outputs).RemoveOrphans());

        return new UpdateSummary
        {
            Added = _added,
            Changed = _changed,
            Moved = _moved,
            Unchanged = listing.Files.Count - work.Count - stillRejected,
            Removed = removed,
            Embedded = _embedded,
            Ignored = listing.Ignored,
            Rejected = _rejected,
            StillRejected = stillRejected,
            Missing = missing,
            Elapsed = _clock.Elapsed,
        };
    }

    private async Task EmbedAsync(CatalogConnection connection, List<PhotoFile> work, CatalogState state, CancellationToken cancellationToken)
    {
        var batch = new List<Prepared>();
        var lastCommit = _clock.Elapsed;
        var done = 0;
        var contents = new ContentEmbedder(embedder, state.Contents);
        progress?.Report(new("Embedding photos", 0, work.Count, _clock.Elapsed));
        await foreach (var prepared in EmbeddingPipeline.RunAsync(work, (_, file) => Prepare(file, contents), Threads, cancellationToken).ConfigureAwait(false))
        {
            batch.Add(prepared);
            if (batch.Count < BatchPhotos && _clock.Elapsed - lastCommit < s_batchTime && done + batch.Count < work.Count) continue;
            Commit(connection, batch);
            foreach (var photo in batch)
                if (photo.Sha256 is { } sha) contents.Release(sha, isCommitted: photo.Reason is null);
            done += batch.Count;
            batch.Clear();
            lastCommit = _clock.Elapsed;
            progress?.Report(new("Embedding photos", done, work.Count, _clock.Elapsed));
        }
    }

    private Prepared Prepare(PhotoFile file, ContentEmbedder contents)
    {
        Sha256Hash? sha = null;
        try
        {
            var bytes = ImageSource.FromFile(file.FullPath).ReadBytes(options.Limits);
            sha = Sha256Hash.Of(bytes);
            return new(file, sha, contents.Embed(sha.Value, bytes, file.FullPath), null);
        }
        catch (ImageException e) { return new(file, sha, null, e.Message); }
    }

    private void Commit(CatalogConnection connection, List<Prepared> batch)
    {
        // Counted apart and added after the commit: a transaction that fails has done nothing.
        var (added, changed, moved, embedded) = (0, 0, 0, 0);
        var rejected = new List<RejectedFile>();
        connection.Transaction(() =>
        {
            var writer = new CatalogWriter(connection, outputs);
            var vectorsChanged = false;
            foreach (var photo in batch)
            {
                var path = store.RelativePath(photo.File.FullPath);
                if (photo.Reason is { } reason)
                {
                    rejected.Add(Reject(writer, path, photo, reason));
                    continue;
                }
                var content = writer.FindContent(photo.Sha256!.Value);
                if (content is null)
                {
                    content = writer.AddContent(photo.Sha256!.Value, photo.Embedding ?? embedder.Embed(photo.File.FullPath)); // another process dropped it meanwhile
                    embedded++;
                }
                switch (Place(connection, writer, path, content.Value, photo.File))
                {
                    case Placing.Added: added++; vectorsChanged = true; break;
                    case Placing.Changed: changed++; vectorsChanged = true; break;
                    case Placing.Moved: moved++; vectorsChanged = true; break; // the derived files carry names
                }
                writer.Unreject(path);
            }
            if (vectorsChanged) writer.NextGeneration();
        });
        (_added, _changed, _moved, _embedded) = (_added + added, _changed + changed, _moved + moved, _embedded + embedded);
        _rejected.AddRange(rejected);
    }

    private Placing Place(CatalogConnection connection, CatalogWriter writer, string path, long content, PhotoFile file)
    {
        var known = connection.Query("SELECT id, content_id FROM garments WHERE path = $path", r => (Id: r.GetInt64(0), Content: r.GetInt64(1)), ("$path", path)).FirstOrDefault();
        if (known.Id != 0)
        {
            writer.UpdateGarment(known.Id, path, content, file);
            return known.Content == content ? Placing.Unchanged : Placing.Changed;
        }
        // The same bytes were elsewhere and are not there any more: the file was moved, and the garment goes with it.
        var moved = connection.Query("SELECT id, path FROM garments WHERE content_id = $content ORDER BY id", r => (Id: r.GetInt64(0), Path: r.GetString(1)), ("$content", content))
            .FirstOrDefault(garment => !File.Exists(store.FullPath(garment.Path)));
        if (moved.Id != 0)
        {
            writer.UpdateGarment(moved.Id, path, content, file);
            return Placing.Moved;
        }
        writer.AddGarment(path, content, file, options.Domain);
        return Placing.Added;
    }

    private RejectedFile Reject(CatalogWriter writer, string path, Prepared photo, string reason)
    {
        var now = DateTimeOffset.UtcNow;
        // What could not even be read may be readable next time though neither size nor time change: it is tried again.
        writer.Reject(path, photo.Sha256 is null ? photo.File with { Size = -1 } : photo.File, reason, now);
        return new RejectedFile(path, reason, now);
    }

    private void RejectUnreadable(CatalogConnection connection, PhotoListing listing)
    {
        if (listing.Unreadable.Count == 0) return;
        connection.Transaction(() =>
        {
            var writer = new CatalogWriter(connection, outputs);
            foreach (var (path, reason) in listing.Unreadable)
                _rejected.Add(Reject(writer, store.RelativePath(path), new(new(path, -1, 0), null, null, reason), reason));
        });
    }

    private void ForgetVanishedRejections(CatalogConnection connection, PhotoListing listing)
    {
        var there = listing.Files.Select(file => file.FullPath).Concat(listing.Unreadable.Select(u => u.Path)).ToHashSet(StringComparer.Ordinal);
        var gone = connection.Query("SELECT path FROM rejected", r => r.GetString(0)).Where(path => IsUnder(listing, store.FullPath(path)) && !there.Contains(store.FullPath(path))).ToList();
        if (gone.Count == 0) return;
        connection.Transaction(() => gone.ForEach(new CatalogWriter(connection, outputs).Unreject));
    }

    private static bool IsUnder(PhotoListing listing, string fullPath) =>
        listing.Folders.Any(folder => fullPath == folder || fullPath.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    private (IReadOnlyList<string> Missing, int Removed) FindMissing(CatalogConnection connection, PhotoListing listing, CancellationToken cancellationToken)
    {
        var unreadable = listing.Unreadable.Select(u => u.Path + Path.DirectorySeparatorChar).ToList();
        var missing = new List<(long Id, string Path)>();
        foreach (var (id, path) in connection.Query("SELECT id, path FROM garments ORDER BY id", r => (r.GetInt64(0), r.GetString(1))))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var full = store.FullPath(path);
            // A folder that could not be listed says nothing about its files.
            if (IsUnder(listing, full) && !unreadable.Any(folder => full.StartsWith(folder, StringComparison.Ordinal)) && !File.Exists(full)) missing.Add((id, path));
        }
        if (missing.Count == 0 || !options.RemoveMissing) return ([.. missing.Select(m => m.Path)], 0);
        connection.Transaction(() =>
        {
            var writer = new CatalogWriter(connection, outputs);
            foreach (var (id, _) in missing) writer.RemoveGarment(id);
            writer.NextGeneration();
        });
        return ([], missing.Count);
    }

    private enum Placing { Unchanged, Added, Changed, Moved }

    private sealed record Prepared(PhotoFile File, Sha256Hash? Sha256, PhotoEmbedding? Embedding, string? Reason);
}
