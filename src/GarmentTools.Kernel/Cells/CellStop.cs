using System.Runtime;

namespace GarmentTools.Kernel;

/// <summary>How one cell is stopped: first it is asked, by a token; then its thread is aborted, wherever it is.</summary>
internal sealed class CellStop : IDisposable
{
    // A token that never can be cancelled would make ControlledExecution wait for ever.
    private readonly CancellationTokenSource _asked = new(), _abort = new();

    /// <summary>Cancelled when the cell is asked to end.</summary>
    public CancellationToken Token => _asked.Token;

    public bool IsRequested => _asked.IsCancellationRequested;

    public void Request(int graceMilliseconds)
    {
        _abort.CancelAfter(graceMilliseconds); // first, as what is told of the other may take its time
        _asked.Cancel();
    }

    /// <summary>Runs what may be aborted.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Run(Action action) => ControlledExecution.Run(action, _abort.Token);

    public void Dispose()
    {
        _asked.Dispose();
        _abort.Dispose();
    }
}
