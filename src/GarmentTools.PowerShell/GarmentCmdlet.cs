using System.Management.Automation;
using GarmentTools.Common;

namespace GarmentTools.PowerShell;

/// <summary>
/// What all cmdlets share: Ctrl-C stops the library's work, its errors become PowerShell's, and long work shows how far it has come.
/// </summary>
public abstract class GarmentCmdlet : PSCmdlet, IDisposable
{
    // No timer, no handle: canceling is enough, and a stop that comes late finds it still there.
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Canceled when the pipeline is stopped.</summary>
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

    /// <summary>Before the first object.</summary>
    private protected virtual void Begin() { }

    /// <summary>For each object of the pipeline; once where there is no pipeline.</summary>
    private protected virtual void Process() { }

    /// <summary>After the last object.</summary>
    private protected virtual void End() { }

    /// <summary>Lets go of what the cmdlet holds; called last, also after an error or a stop.</summary>
    private protected virtual void Close() { }

    /// <summary>Warns. Messages name files, and a name may hold anything: an escape sequence in it must not be obeyed.</summary>
    private protected new void WriteWarning(string text) => base.WriteWarning(PlainText.Lines(text));

    /// <summary>Says what is being done, to those who asked with <c>-Verbose</c>; as safely as warnings.</summary>
    private protected new void WriteVerbose(string text) => base.WriteVerbose(PlainText.Lines(text));

    /// <summary>Says what a developer wants to know; as safely as warnings.</summary>
    private protected new void WriteDebug(string text) => base.WriteDebug(PlainText.Lines(text));

    /// <summary>Runs long work off the pipeline's thread, and shows its progress on it.</summary>
    private protected T Await<T>(Func<IProgress<WorkProgress>, CancellationToken, Task<T>> work)
    {
        var progress = new CmdletProgress();
        var task = Task.Run(() => work(progress, Cancellation), CancellationToken.None);
        ProgressRecord? shown = null;
        try
        {
            // Waiting ends with the work; between, the newest state is shown ten times a second.
            while (!((IAsyncResult)task).AsyncWaitHandle.WaitOne(100))
                if (progress.Take() is { } bar) WriteProgress(shown = bar);
            return task.GetAwaiter().GetResult();
        }
        finally
        {
            if (shown is not null && !Cancellation.IsCancellationRequested)
                WriteProgress(new(shown.ActivityId, shown.Activity, shown.StatusDescription) { RecordType = ProgressRecordType.Completed });
        }
    }

    /// <summary>Runs work that cannot wait for anything by itself off the pipeline's thread.</summary>
    private protected T Await<T>(Func<IProgress<WorkProgress>, CancellationToken, T> work) =>
        Await((progress, stop) => Task.FromResult(work(progress, stop)));

    /// <summary>
    /// The files and folders that a record's paths name, with wildcards and as they are; a path that names none is reported.
    /// </summary>
    private protected IEnumerable<string> Files(string[]? paths, string[]? literalPaths)
    {
        foreach (var (names, literal) in new[] { (paths, false), (literalPaths, true) })
            foreach (var name in names ?? [])
            {
                var (files, error) = this.Expand(name, literal);
                if (error is not null) WriteError(error);
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
            WriteError(CmdletError.From(e, target));
            return false;
        }
    }

    /// <summary>Whether the error says something about one item, and not about all that follow as well.</summary>
    private protected static bool IsAboutTheItem(Exception exception) => exception is ImageException or UsageException
        or ArchiveException or GarmentOfOtherCatalogException;

    private void Guard(Action step)
    {
        try { step(); }
        catch (OperationCanceledException) when (Cancellation.IsCancellationRequested) { throw new PipelineStoppedException(); }
        catch (Exception e) when (e is GarmentException or DllNotFoundException or IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(CmdletError.From(e, null));
        }
    }
}
