using System.Collections.Concurrent;

namespace GarmentTools.Kernel;

/// <summary>Keeps a cell on its own thread, also after <c>await</c>, so that all of it can be stopped.</summary>
internal sealed class CellPump : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _work = [];
    private volatile bool _done;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (_done) ThreadPool.QueueUserWorkItem(_ => d(state)); // what outlives the cell has no thread of it any more
        else _work.Add((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (Current == this) d(state);
        else using (var done = new ManualResetEventSlim())
        {
            Post(_ => { try { d(state); } finally { done.Set(); } }, null);
            done.Wait();
        }
    }

    /// <summary>Works until the task is done.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public void RunUntil(Task task, CancellationToken stop)
    {
        task.ContinueWith(_ => _work.Add((static _ => { }, null)), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        try
        {
            while (!task.IsCompleted && _work.TryTake(out var item, Timeout.Infinite, stop)) item.Callback(item.State);
        }
        finally
        {
            _done = true;
            while (_work.TryTake(out var late)) ThreadPool.QueueUserWorkItem(_ => late.Callback(late.State));
        }
    }
}
