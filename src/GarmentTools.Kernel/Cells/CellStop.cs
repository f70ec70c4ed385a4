using System.Runtime;

namespace GarmentTools.Kernel;

/// <summary>
/// How one cell is stopped. First it is asked, by a token. After a while its waits are broken and its thread is aborted, wherever it is:
/// an abort does not end a wait, and breaking waits does not end a loop, so it takes both.
/// </summary>
internal sealed class CellStop : IDisposable
{
    private const int AgainMilliseconds = 100;

    // A token that never can be canceled would make ControlledExecution wait for ever.
    private readonly CancellationTokenSource _asked = new(), _abort = new();
    private readonly Lock _gate = new();
    private readonly Timer _again;
    private Thread? _thread;

    public CellStop() => _again = new Timer(_ =>
    {
        lock (_gate) _thread?.Interrupt();
    });

    /// <summary>Canceled when the cell is asked to end.</summary>
    public CancellationToken Token => _asked.Token;

    public bool IsRequested => _asked.IsCancellationRequested;

    public void Request(int graceMilliseconds)
    {
        _abort.CancelAfter(graceMilliseconds); // first, as what is told of the other may take its time
        _again.Change(graceMilliseconds, AgainMilliseconds);
        _asked.Cancel();
    }

    /// <summary>Runs on this thread what may be aborted.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Run(Action action)
    {
        lock (_gate) _thread = Thread.CurrentThread;
        try { ControlledExecution.Run(action, _abort.Token); }
        finally
        {
            lock (_gate) _thread = null;
            if (IsRequested)
            {
                // One that came when nothing waited would break the next wait.
                try { Thread.Sleep(0); }
                catch (ThreadInterruptedException) { }
            }
        }
    }

    public void Dispose()
    {
        _again.Dispose();
        _asked.Dispose();
        _abort.Dispose();
    }
}
