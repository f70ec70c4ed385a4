using System.Diagnostics;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Common;

namespace GarmentTools.Postgres.Queue;

/// <summary>Puts the new and changed photos of folders into the queue, in the place of embedding them.</summary>
internal sealed class QueueFiller(CatalogStore store, IReadOnlyList<string> outputs, UpdateOptions options,
    IProgress<WorkProgress>? progress)
{
    private const int ChunkPhotos = 5_000; // each is stored by itself, so that workers begin with the first

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public QueueSummary Run(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        progress?.Report(new("Looking for photos", 0, null, _clock.Elapsed));
        var folders = FolderComparison.Make(store, paths, options.RetryRejected, cancellationToken);
        using var connection = store.Write();
        var rejected = folders.RejectUnreadable(connection, outputs);
        var (queued, known, dead, done) = (0, 0, 0, 0);
        foreach (var chunk in folders.Work.Chunk(ChunkPhotos))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (newly, already, stillDead) = Add(connection, chunk);
            (queued, known, dead, done) = (queued + newly, known + already, dead + stillDead, done + chunk.Length);
            progress?.Report(new("Queueing photos", done, folders.Work.Count, _clock.Elapsed));
        }
        folders.ForgetVanishedRejections(connection, outputs);
        var withdrawn = folders.Vanished(connection.Query("SELECT path FROM jobs", r => r.GetString(0)));
        if (withdrawn.Count > 0) connection.Execute("DELETE FROM jobs WHERE path = ANY($paths)", ("$paths", withdrawn.ToArray()));
        var (missing, removed) = folders.FindMissing(connection, outputs, options.RemoveMissing, cancellationToken);

        return new QueueSummary
        {
            Queued = queued,
            AlreadyQueued = known,
            StillDead = dead,
            Withdrawn = withdrawn.Count,
            Unchanged = folders.Unchanged,
            Removed = removed,
            Ignored = folders.Ignored,
            Rejected = rejected,
            StillRejected = folders.StillRejected,
            Missing = missing,
            Elapsed = _clock.Elapsed,
        };
    }

    // A photo that has changed since it was queued is taken away from whoever works on the old one. Jobs that are as they should be are not
    // touched,
    // so that no worker is waited for. Retried rejections bring back the dead, too.
    private (int Queued, int AlreadyQueued, int StillDead) Add(CatalogConnection connection, PhotoFile[] photos) => connection.Query(
        """
        WITH listed AS (SELECT path, size, modified, place FROM unnest($paths, $sizes, $modified) WITH ORDINALITY AS l (path, size,
          modified, place)),
        known AS MATERIALIZED (
            SELECT listed.path, jobs.dead FROM listed JOIN jobs ON jobs.path = listed.path AND jobs.size = listed.size AND jobs.modified =
              listed.modified
            WHERE NOT ($retry AND jobs.dead)),
        queued AS (
            INSERT INTO jobs (path, size, modified, domain)
            SELECT path, size, modified, $domain FROM listed WHERE NOT EXISTS (SELECT 1 FROM known WHERE known.path = listed.path)
              ORDER BY place
            ON CONFLICT (path) DO UPDATE SET size = excluded.size, modified = excluded.modified, domain = excluded.domain,
                attempts = 0, due = now(), worker = NULL, dead = false, reason = NULL
            RETURNING 1)
        SELECT (SELECT count(*) FROM queued), (SELECT count(*) FROM known WHERE NOT dead), (SELECT count(*) FROM known WHERE dead)
        """,
        r => ((int)r.GetInt64(0), (int)r.GetInt64(1), (int)r.GetInt64(2)),
        ("$paths", photos.Select(photo => store.RelativePath(photo.FullPath)).ToArray()),
        ("$sizes", photos.Select(photo => photo.Size).ToArray()),
        ("$modified", photos.Select(photo => photo.Modified).ToArray()),
        ("$domain", options.Domain),
        ("$retry", options.RetryRejected)).Single();
}
