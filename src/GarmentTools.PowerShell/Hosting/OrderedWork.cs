namespace GarmentTools.PowerShell;

/// <summary>
/// Several pieces of work at once, their results in the order in which they were given: so that a pipeline of photos keeps every core busy.
/// Results are handed out on the caller's thread, while it gives more work or drains what is left.
/// </summary>
internal sealed class OrderedWork<TItem, TResult>(Func<TItem, TResult> work, int atOnce, CancellationToken cancellationToken)
{
    private readonly Queue<(TItem Item, Task<TResult> Task)> _running = [];

    /// <summary>Starts work on one more item; hands out what is done, and waits while there is too much under way.</summary>
    public void Add(TItem item, Action<TItem, Func<TResult>> emit)
    {
        _running.Enqueue((item, Task.Run(() => work(item), cancellationToken)));
        while (_running.Count > atOnce || _running.TryPeek(out var first) && first.Task.IsCompleted) Next(emit);
    }

    /// <summary>Hands out what is left.</summary>
    public void Drain(Action<TItem, Func<TResult>> emit)
    {
        while (_running.Count > 0) Next(emit);
    }

    /// <summary>Waits until nothing of it runs any more; what was not handed out is lost.</summary>
    public void Abandon()
    {
        Task.WhenAll(_running.Select(running => running.Task)).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        _running.Clear();
    }

    private void Next(Action<TItem, Func<TResult>> emit)
    {
        var (item, task) = _running.Dequeue();
        ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
        emit(item, () => task.GetAwaiter().GetResult());
    }
}
