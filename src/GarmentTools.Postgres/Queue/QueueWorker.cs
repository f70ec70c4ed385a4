using System.Diagnostics;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Updates;
using GarmentTools.Common;
using GarmentTools.Embedding;

namespace GarmentTools.Postgres.Queue;

/// <summary>
/// Takes photos from the queue, embeds them, and stores each result in the transaction that takes its photo out of the queue: a worker
/// killed at any moment
/// loses nothing and doubles nothing. What it had is taken by others when its leases expire.
/// </summary>
internal sealed class QueueWorker(CatalogStore store, CatalogModel model, WorkOptions options, IProgress<WorkProgress>? progress)
{
    // How long fresh photos are worked on before the ones to be tried again have their turn.
    private static readonly TimeSpan s_shift = TimeSpan.FromSeconds(30), s_idle = TimeSpan.FromSeconds(1);

    private readonly Guid _id = Guid.NewGuid();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _busy, _shiftBegan; // ticks; a timestamp, or 0

    public async Task<WorkSummary> RunAsync(CancellationToken cancellationToken)
    {
        var photos = new PhotoRoot(store, options.Messages);
        photos.Check();
        var embedder = model.Get();
        using var server = new WorkerConnection(store, options.Messages, cancellationToken);
        var threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        // Once: what cannot be reached at the beginning is a wrong address more often than a server that restarts.
        var stored = server.UseOnce(connection =>
        {
            new JobQueue(connection, _id).Join(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"{Environment.MachineName}:{Environment.ProcessId}"), threads);
            return CatalogState.LoadContents(connection);
        });
        var work = new WorkerBatches(store, server, embedder, options, _id, photos, stored);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var heartbeat = Task.Run(() => BeatAsync(server, work, ended.Token), CancellationToken.None);
        try
        {
            await TakeTurnsAsync(server, work, photos, threads, cancellationToken).ConfigureAwait(false);
            return work.Summary with { Elapsed = _clock.Elapsed, Busy = Busy };
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await heartbeat.ConfigureAwait(false);
            Leave(server);
        }
    }

    private async Task TakeTurnsAsync(WorkerConnection server, WorkerBatches work, PhotoRoot photos, int threads,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            await photos.WaitAsync(cancellationToken).ConfigureAwait(false);
            var before = work.Finished;
            // Those that were tried before go alone: should one of them end the process, no other is under suspicion with it.
            work.BuryLost();
            while (photos.IsThere && server.Use(connection => Queue(connection).TakeAgain(options.Lease)) is { } again)
                await ShiftAsync(work, One(work, again), 1, cancellationToken).ConfigureAwait(false);
            await ShiftAsync(work, Fresh(server, work, photos, threads, cancellationToken), threads, cancellationToken)
                .ConfigureAwait(false);
            if (work.Finished > before || !photos.IsThere) continue;

            if (options.UntilEmpty && server.Use(connection => Queue(connection).Left()) == 0) return;
            await Task.Delay(s_idle, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ShiftAsync(WorkerBatches work, IEnumerable<QueueJob> jobs, int threads, CancellationToken cancellationToken)
    {
        // Ends the taking of photos also when storing fails.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var before = work.Finished;
        _shiftBegan = Stopwatch.GetTimestamp();
        try
        {
            await foreach (var done in EmbeddingPipeline.RunAsync(jobs, (_, job) => work.Prepare(job), threads, stop.Token)
                .ConfigureAwait(false))
                if (work.Add(done)) Report(work);
            work.Commit();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            work.CommitOnce(); // what is finished need not be done again
            throw;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            if (work.Finished > before) _busy += Stopwatch.GetElapsedTime(_shiftBegan).Ticks;
            _shiftBegan = 0;
        }
        if (work.Finished > before) Report(work);
    }

    private TimeSpan Busy =>
        new TimeSpan(Interlocked.Read(ref _busy)) + (Interlocked.Read(ref _shiftBegan) is > 0 and var began
        ? Stopwatch.GetElapsedTime(began) : default);

    private static IEnumerable<QueueJob> One(WorkerBatches work, QueueJob job)
    {
        work.Begin([job]);
        return [job];
    }

    private IEnumerable<QueueJob> Fresh(WorkerConnection server, WorkerBatches work, PhotoRoot photos, int threads,
        CancellationToken cancellationToken)
    {
        var since = Stopwatch.StartNew();
        var most = Math.Clamp(threads * 8, 8, 64);
        while (since.Elapsed < s_shift && photos.IsThere && !cancellationToken.IsCancellationRequested)
        {
            var taken = server.Use(connection => Queue(connection).TakeFresh(most, options.Lease));
            if (taken.Count == 0) yield break;
            work.Begin(taken);
            foreach (var job in taken) yield return job;
        }
    }

    private async Task BeatAsync(WorkerConnection server, WorkerBatches work, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(options.Lease / 3);
        try
        {
            while (await timer.WaitForNextTickAsync(ended).ConfigureAwait(false))
            {
                try
                {
                    server.UseOnce(connection =>
                    {
                        Queue(connection).Renew(work.Taken, options.Lease, work.Finished,
                    Busy); return 0;
                    });
                }
                catch (CatalogException) { } // whoever needs the server now says so; leases that expire meanwhile only cost time
            }
        }
        catch (OperationCanceledException) { }
    }

    private void Leave(WorkerConnection server)
    {
        try { server.UseOnce(connection => { Queue(connection).Leave(); return 0; }); }
        catch (CatalogException) { } // the leases expire by themselves
    }

    private void Report(WorkerBatches work) => progress?.Report(new("Embedding photos", work.Finished, null, Busy));

    private JobQueue Queue(CatalogConnection connection) => new(connection, _id);
}
