using System.Text.Json.Nodes;

namespace GarmentTools.Kernel;

/// <summary>Runs one cell after the other, each on a thread of its own, and stops one on request.</summary>
internal sealed class CellRunner : IDisposable
{
    /// <summary>What asks for <see cref="CellGlobals.Stop"/> gets so long to end by itself.</summary>
    private const int GraceMilliseconds = 300;
    private const int StackBytes = 16 << 20;

    private readonly CellOutput _output;
    private readonly Lock _gate = new();
    private Task _last;
    private CellStop? _running;

    public CellRunner(CellOutput output)
    {
        _output = output;
        Session = new CellSession(output, () => _running?.Token ?? CancellationToken.None);
        _last = Task.Run(Session.Warm);
    }

    public CellSession Session { get; }

    /// <summary>Runs a cell after those before it; its reply comes by the output.</summary>
    public void Start(CellRequest cell) => _last = _last.ContinueWith(_ =>
    {
        JsonObject? reply = null;
        var thread = new Thread(() => reply = Run(cell), StackBytes) { IsBackground = true, Name = $"In [{cell.Number}]" };
        thread.Start();
        thread.Join();
        _output.Reply(cell.Id, reply!); // not from the cell's thread, which somebody may still try to stop
    }, CancellationToken.None, TaskContinuationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Asks the running cell to end, and a moment later makes it.</summary>
    public void Interrupt()
    {
        lock (_gate) _running?.Request(GraceMilliseconds);
    }

    public void Dispose() => Interrupt();

    private JsonObject Run(CellRequest cell)
    {
        using var stop = new CellStop();
        lock (_gate) _running = stop;
        _output.Begin(cell);
        try { return Session.Run(cell, stop); }
        catch (Exception e) { return CellError.Of(e, cell, stop.IsRequested); }
        finally { lock (_gate) _running = null; }
    }
}
