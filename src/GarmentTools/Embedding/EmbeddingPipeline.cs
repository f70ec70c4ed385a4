using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace GarmentTools.Embedding;

/// <summary>
/// A bounded pipeline: one reader hands out photos, workers decode and embed them, and results leave in the order of the input.
/// Each worker takes a photo all the way, because one thread per inference run and several runs at once keep every core busy without
/// hand-overs.
/// </summary>
internal static class EmbeddingPipeline
{
    /// <summary>
    /// Photos per worker that may be under way or waiting for an earlier one: keeps memory flat (what waits is a result, no picture), and
    /// workers busy
    /// behind a slow photo or a slow write to the disk.
    /// </summary>
    private const int Ahead = 32;

    public static async IAsyncEnumerable<TResult> RunAsync<TItem, TResult>(
        IEnumerable<TItem> items, Func<int, TItem, TResult> work, int threads, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var jobs = Channel.CreateBounded<Job<TItem, TResult>>(new BoundedChannelOptions(threads * Ahead) { SingleWriter = true });
        var ordered = Channel.CreateBounded<Job<TItem, TResult>>(new BoundedChannelOptions(threads * Ahead)
        {
            SingleWriter = true,
            SingleReader = true
        });

        // Threads of their own: they never wait for anything but the next photo, and the thread pool, which has about one thread per core,
        // is left to the
        // feeder and to the caller's work on the results (a write to the disk would otherwise hold a core's worth of photos up).
        var workers = Enumerable.Range(0, threads)
            .Select(_ => Task.Factory.StartNew(() => Work(jobs.Reader, work, stop.Token), CancellationToken.None,
                TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        var feeder = Task.Run(() => FeedAsync(items, jobs.Writer, ordered.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var job in ordered.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return await job.Done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Also when the caller stops early: nothing of the run is left working when the enumeration has ended.
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll([feeder, .. workers]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task FeedAsync<TItem, TResult>(
        IEnumerable<TItem> items, ChannelWriter<Job<TItem, TResult>> jobs, ChannelWriter<Job<TItem, TResult>> ordered,
        CancellationToken stop)
    {
        Exception? failure = null;
        try
        {
            var index = 0;
            foreach (var item in items)
            {
                var job = new Job<TItem, TResult>(index++, item);
                await ordered.WriteAsync(job, stop).ConfigureAwait(false);
                await jobs.WriteAsync(job, stop).ConfigureAwait(false);
            }
        }
        catch (Exception e) { failure = e; } // the input's own failure reaches the caller after the results before it
        jobs.Complete();
        ordered.Complete(failure);
    }

    private static void Work<TItem, TResult>(ChannelReader<Job<TItem, TResult>> jobs, Func<int, TItem, TResult> work,
        CancellationToken stop)
    {
        while (jobs.WaitToReadAsync(stop).AsTask().GetAwaiter().GetResult())
        {
            while (jobs.TryRead(out var job))
            {
                stop.ThrowIfCancellationRequested();
                try { job.Done.SetResult(work(job.Index, job.Item)); }
                catch (Exception e) { job.Done.SetException(e); } // thrown to the caller in its turn
            }
        }
    }

    private sealed record Job<TItem, TResult>(int Index, TItem Item)
    {
        public TaskCompletionSource<TResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
