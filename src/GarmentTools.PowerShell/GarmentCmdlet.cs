using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using GarmentTools.Common;

namespace GarmentTools.PowerShell;

/// <summary>What all cmdlets share: Ctrl-C stops the library's work, its errors become PowerShell's, and long work shows how far it has come.</summary>
public abstract class GarmentCmdlet : PSCmdlet, IDisposable
{
    // No timer, no handle: cancelling is enough, and a stop that comes late finds it still there.
    private readonly CancellationTokenSource _stop = new();
    private ICmdletSink? _sink;

    /// <summary>What stands between the cmdlet and PowerShell; tests put their own in.</summary>
    internal ICmdletSink Sink
    {
        get => _sink ??= new PSCmdletSink(this);
        set => _sink = value;
    }

    /// <summary>Cancelled when the pipeline is stopped.</summary>
    internal CancellationToken Cancellation => _stop.Token;

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => Guard(Begin);

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Guard(Process);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Guard(End);

    /// <summary>Called by PowerShell, on a thread of its own, when the user presses Ctrl-C.</summary>
    protected sealed override void StopProcessing() => _stop.Cancel();

    /// <summary>Called by PowerShell when the pipeline is over, however it ended.</summary>
    public void Dispose()
    {
        _stop.Cancel(); // a pipeline that ended early (Select-Object -First) leaves nothing running
        Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>For tests: what PowerShell would call.</summary>
    internal void Run(CmdletStep step)
    {
        if (step == CmdletStep.Begin) BeginProcessing();
        else if (step == CmdletStep.Process) ProcessRecord();
        else if (step == CmdletStep.End) EndProcessing();
        else StopProcessing();
    }

    /// <summary>Before the first object.</summary>
    private protected virtual void Begin() { }

    /// <summary>For each object of the pipeline; once where there is no pipeline.</summary>
    private protected virtual void Process() { }

    /// <summary>After the last object.</summary>
    private protected virtual void End() { }

    /// <summary>Lets go of what the cmdlet holds; called last, also after an error or a stop.</summary>
    private protected virtual void Close() { }

    /// <summary>Whether a switch is on.</summary>
    private protected bool IsSet(SwitchParameter value, [CallerArgumentExpression(nameof(value))] string name = "") => Sink.IsSet(value, name);

    /// <summary>Runs long work off the pipeline's thread, and shows its progress on it.</summary>
    private protected T Await<T>(Func<IProgress<WorkProgress>, CancellationToken, Task<T>> work)
    {
        var latest = default(CmdletProgress);
        var shown = default(CmdletProgress);
        var progress = new InlineProgress(report => Volatile.Write(ref latest, CmdletProgress.From(report)));
        var task = Task.Run(() => work(progress, Cancellation), CancellationToken.None);
        try
        {
            // Waiting ends with the work; between, the newest state is shown ten times a second.
            while (!((IAsyncResult)task).AsyncWaitHandle.WaitOne(100)) Show();
            return task.GetAwaiter().GetResult();
        }
        finally { if (shown is not null && !Cancellation.IsCancellationRequested) Sink.WriteProgress(shown with { IsCompleted = true }); }

        void Show()
        {
            if (Volatile.Read(ref latest) is { } now && now != shown) Sink.WriteProgress(shown = now);
        }
    }

    /// <summary>Runs work that cannot wait for anything by itself off the pipeline's thread.</summary>
    private protected T Await<T>(Func<IProgress<WorkProgress>, CancellationToken, T> work) => Await((progress, stop) => Task.FromResult(work(progress, stop)));

    /// <summary>The files and folders that a record's paths name, with wildcards and as they are; a path that names none is reported.</summary>
    private protected IEnumerable<string> Files(string[]? paths, string[]? literalPaths)
    {
        foreach (var (names, literal) in new[] { (paths, false), (literalPaths, true) })
            foreach (var name in names ?? [])
            {
                var (files, error) = Sink.Expand(name, literal);
                if (error is not null) Sink.WriteError(error);
                foreach (var file in files) yield return file;
            }
    }

    /// <summary>Runs work on one item: what the library has to say against it is reported, and the pipeline goes on.</summary>
    /// <returns>Whether it was done.</returns>
    private protected bool TryItem(object? target, Action work)
    {
        try
        {
            work();
            return true;
        }
        catch (Exception e) when (IsAboutTheItem(e))
        {
            Sink.WriteError(CmdletError.From(e, target));
            return false;
        }
    }

    /// <summary>Whether the error says something about one item, and not about all that follow as well.</summary>
    private protected static bool IsAboutTheItem(Exception exception) => exception is ImageException or UsageException or ArchiveException;

    /// <summary>Ends the command with an error.</summary>
    [DoesNotReturn]
    private protected void Terminate(CmdletError error) => Sink.Terminate(error);

    private void Guard(Action step)
    {
        try { step(); }
        catch (OperationCanceledException) when (Cancellation.IsCancellationRequested) { throw new PipelineStoppedException(); }
        catch (Exception e) when (e is GarmentException or DllNotFoundException or IOException or UnauthorizedAccessException)
        {
            Sink.Terminate(CmdletError.From(e, null));
        }
    }
}

/// <summary>The steps in which PowerShell runs a cmdlet.</summary>
internal enum CmdletStep
{
    /// <summary>Before the first object.</summary>
    Begin,
    /// <summary>For each object.</summary>
    Process,
    /// <summary>After the last object.</summary>
    End,
    /// <summary>Ctrl-C.</summary>
    Stop,
}
