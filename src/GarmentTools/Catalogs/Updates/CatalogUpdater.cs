using System.Diagnostics;
using GarmentTools.Common;
using GarmentTools.Embedding;

namespace GarmentTools.Catalogs.Updates;

/// <summary>
/// One incremental run: lists files, embeds what is new or changed, and commits in batches. What was counted in a progress report is on the
/// disk;
/// a run that was killed goes on where it stopped.
/// </summary>
internal sealed class CatalogUpdater(CatalogStore store, Embedder embedder, IReadOnlyList<string> outputs, UpdateOptions options,
    IProgress<WorkProgress>? progress)
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
        var folders = FolderComparison.Make(store, paths, options.RetryRejected, cancellationToken);
        using var connection = store.Write();
        _rejected.AddRange(folders.RejectUnreadable(connection, outputs));
        await EmbedAsync(connection, folders.Work, folders.State, cancellationToken).ConfigureAwait(false);
        folders.ForgetVanishedRejections(connection, outputs);
        var (missing, removed) = folders.FindMissing(connection, outputs, options.RemoveMissing, cancellationToken);

        return new UpdateSummary
        {
            Added = _added,
            Changed = _changed,
            Moved = _moved,
            Unchanged = folders.Unchanged,
            Removed = removed,
            Embedded = _embedded,
            Ignored = folders.Ignored,
            Rejected = _rejected,
            StillRejected = folders.StillRejected,
            Missing = missing,
            Elapsed = _clock.Elapsed,
        };
    }

    private async Task EmbedAsync(CatalogConnection connection, List<PhotoFile> work, CatalogState state,
        CancellationToken cancellationToken)
    {
        var batch = new List<EmbeddedPhoto>();
        var lastCommit = _clock.Elapsed;
        var done = 0;
        var photos = new PhotoEmbedder(embedder, options.Limits);
        var known = new KnownPhotos(state.Contents);
        progress?.Report(new("Embedding photos", 0, work.Count, _clock.Elapsed));
        var results = EmbeddingPipeline.RunAsync(
            work, (_, file) => new EmbeddedPhoto(file, photos.TryEmbed(file.FullPath, known)), Threads, cancellationToken);
        await foreach (var result in results.ConfigureAwait(false))
        {
            batch.Add(result);
            if (batch.Count < BatchPhotos && _clock.Elapsed - lastCommit < s_batchTime && done + batch.Count < work.Count) continue;
            Commit(connection, photos, batch);
            foreach (var photo in batch) photo.Release(known, isStored: true);
            done += batch.Count;
            batch.Clear();
            lastCommit = _clock.Elapsed;
            progress?.Report(new("Embedding photos", done, work.Count, _clock.Elapsed));
        }
    }

    private void Commit(CatalogConnection connection, PhotoEmbedder photos, List<EmbeddedPhoto> batch)
    {
        var writer = new CatalogWriter(connection, outputs);
        var storer = new PhotoStorer(store, connection, writer, photos);
        connection.Transaction(() =>
        {
            if (!writer.Fits(embedder.Fingerprint)) throw CatalogErrors.EmbeddedAgain(store.Path);
            foreach (var photo in batch) storer.Store(photo, options.Domain);
            storer.Finish();
        });
        // Added after the commit: a transaction that fails has done nothing.
        (_added, _changed, _moved, _embedded) = (_added + storer.Added, _changed + storer.Changed, _moved + storer.Moved, _embedded +
            storer.Embedded);
        _rejected.AddRange(storer.Rejected);
    }
}
