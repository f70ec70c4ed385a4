using System.Collections.Concurrent;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Common;
using GarmentTools.Embedding;

namespace GarmentTools.Postgres.Queue;

/// <summary>What became of a job: a photo to store or to reject, or a failure that has nothing to do with the photo's content.</summary>
/// <param name="Job">The job.</param>
/// <param name="Photo">The photo; null where it could not be worked on.</param>
/// <param name="Failure">Why it could not; null where the folder of the photos is gone, which no job is to blame for.</param>
internal sealed record FinishedJob(QueueJob Job, EmbeddedPhoto? Photo, string? Failure);

/// <summary>Works on single jobs, and stores what is finished in batches.</summary>
internal sealed class WorkerBatches(
    CatalogStore store, WorkerConnection server, Embedder embedder, WorkOptions options, Guid worker, PhotoRoot photos,
    IReadOnlySet<Sha256Hash> stored)
{
    private const int BatchPhotos = 64;
    private static readonly TimeSpan s_batchTime = TimeSpan.FromSeconds(1), s_longestWait = TimeSpan.FromMinutes(5);

    // Shares keep times more or less exactly: FAT to two seconds.
    private static readonly long s_sameTime = TimeSpan.FromSeconds(2).Ticks;

    private readonly PhotoEmbedder _photos = new(embedder, options.Limits);
    private readonly KnownPhotos _known = new(stored);
    private readonly string[] _outputs = [.. embedder.Outputs.Select(output => output.Name)];
    private readonly ConcurrentDictionary<long, byte> _taken = new();
    private readonly List<FinishedJob> _batch = [];
    private long _lastCommit = Environment.TickCount64;
    private long _finished;

    /// <summary>What was done so far.</summary>
    public WorkSummary Summary { get; private set; } = new();

    /// <summary>Jobs that were ended, in whatever way.</summary>
    public long Finished => Interlocked.Read(ref _finished);

    /// <summary>The jobs that are under way; their leases are renewed.</summary>
    public long[] Taken => [.. _taken.Keys];

    /// <summary>Notes jobs that were taken.</summary>
    public void Begin(IEnumerable<QueueJob> jobs)
    {
        foreach (var job in jobs) _taken.TryAdd(job.Id, 0);
    }

    /// <summary>Takes a photo from its file to its vectors. Called by many threads.</summary>
    public FinishedJob Prepare(QueueJob job)
    {
        // Whoever may write to the schema chooses what is opened here: nothing outside of the folder, whose first bytes a rejection would
        // tell.
        if (Path.IsPathRooted(job.Path) || job.Path.Split('/', '\\').Contains(".."))
            return Failed(job, $"'{job.Path}' lies outside of the folder of the photos.");
        var path = store.FullPath(job.Path);
        var file = new PhotoFile(path, job.Size, job.Modified);
        try
        {
            if (PhotoFile.Find(new FileInfo(path)) is not { } found)
                return Failed(job, $"'{path}' was not found: it was moved or deleted after it was queued. Queue its folder again, which " +
                    "takes it out of the queue.");
            if (found.Size != job.Size || Math.Abs(found.Modified - job.Modified) > s_sameTime) file = found;
            var outcome = _photos.TryEmbed(path, _known);
            // What cannot be read may be readable later, or elsewhere; what is no picture never is one.
            return outcome is { Sha256: null, Refusal: { InnerException: IOException or UnauthorizedAccessException } refusal }
                ? Failed(job, refusal.Message)
                : new(job, new(file, outcome), null);
        }
        catch (Exception e) when (e is not (ModelException or OperationCanceledException or DllNotFoundException))
        {
            return Failed(job,
            $"'{path}': {e.GetType().Name}: {e.Message}");
        }
    }

    /// <summary>Adds a finished job to the batch, and stores that when it is large or old enough.</summary>
    /// <returns>Whether it was stored.</returns>
    public bool Add(FinishedJob job)
    {
        _batch.Add(job);
        if (_batch.Count < BatchPhotos && Environment.TickCount64 - _lastCommit < s_batchTime.TotalMilliseconds) return false;
        Commit();
        return true;
    }

    /// <summary>Stores the batch, however long that takes.</summary>
    public void Commit()
    {
        if (_batch.Count > 0) Committed(server.Use(Store));
        _lastCommit = Environment.TickCount64;
    }

    /// <summary>Stores the batch if the server is there; else its photos go to another worker.</summary>
    public void CommitOnce()
    {
        if (_batch.Count == 0) return;
        try { Committed(server.UseOnce(Store)); }
        catch (CatalogException) { }
    }

    /// <summary>Gives up on photos whose workers vanished again and again.</summary>
    public void BuryLost()
    {
        var letters = server.Use(connection => new JobQueue(connection, worker).BuryLost(options.Attempts));
        foreach (var letter in letters) options.Messages?.Report($"dead: '{letter.Path}': {letter.Reason}");
        Summary = Summary with { Dead = Summary.Dead + letters.Count };
    }

    // Without its folder no photo can be found, and none is to blame.
    private FinishedJob Failed(QueueJob job, string reason) => new(job, null, photos.Look() ? reason : null);

    private Batch Store(CatalogConnection connection) => connection.Transaction(write: true, () =>
    {
        var writer = new CatalogWriter(connection, _outputs);
        if (!writer.Fits(embedder.Fingerprint))
            throw new CatalogException($"{store.Path} was embedded again with another model or region, or other outputs, while this " +
                "worker ran. Start the worker again; the photos that it had stay in the queue.");
        var queue = new JobQueue(connection, worker);
        var mine = queue.Complete(_batch.Where(job => job.Photo is not null).Select(job => job.Job.Id));
        var storer = new PhotoStorer(store, connection, writer, _photos);
        foreach (var job in _batch)
            if (mine.Contains(job.Job.Id)) storer.Store(job.Photo!, job.Job.Domain);
        storer.Finish();
        var failed = _batch.Where(job => job.Failure is not null)
            .Select(job => (Job: job, IsDead: queue.Fail(job.Job.Id, job.Failure!, WaitAfter(job.Job.Attempts), options.Attempts)))
                .ToList();
        var untouched = _batch.Where(job => job is { Photo: null, Failure: null }).Select(job => job.Job.Id).ToList();
        if (untouched.Count > 0) queue.Release(untouched);
        return new Batch(storer, mine, failed);
    });

    private void Committed(Batch done)
    {
        var (storer, mine, failed) = done;
        foreach (var job in _batch)
        {
            job.Photo?.Release(_known, isStored: mine.Contains(job.Job.Id));
            _taken.TryRemove(job.Job.Id, out _);
        }
        foreach (var file in storer.Rejected) options.Messages?.Report($"rejected: {file.Reason}");
        foreach (var (job, isDead) in failed.Where(f => f.IsDead is not null))
            options.Messages?.Report(isDead == true ? $"dead: {job.Failure}"
                : $"to be tried again ({job.Job.Attempts} of {options.Attempts}): {job.Failure}");
        Summary = Summary with
        {
            Added = Summary.Added + storer.Added,
            Changed = Summary.Changed + storer.Changed,
            Moved = Summary.Moved + storer.Moved,
            Unchanged = Summary.Unchanged + storer.Unchanged,
            Embedded = Summary.Embedded + storer.Embedded,
            Rejected = Summary.Rejected + storer.Rejected.Count,
            Retried = Summary.Retried + failed.Count(f => f.IsDead == false),
            Dead = Summary.Dead + failed.Count(f => f.IsDead == true),
            Lost = Summary.Lost + _batch.Count(job => job.Photo is not null && !mine.Contains(job.Job.Id)) +
            failed.Count(f => f.IsDead is null),
        };
        Interlocked.Add(ref _finished, mine.Count + failed.Count);
        _batch.Clear();
    }

    // 2, 4, 8, … seconds.
    private static TimeSpan WaitAfter(int attempts) =>
        attempts < 10 && TimeSpan.FromSeconds(1 << attempts) is var wait && wait < s_longestWait ? wait : s_longestWait;

    private sealed record Batch(PhotoStorer Storer, HashSet<long> Mine, List<(FinishedJob Job, bool? IsDead)> Failed);
}
