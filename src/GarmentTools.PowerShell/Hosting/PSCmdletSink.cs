using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;

namespace GarmentTools.PowerShell;

/// <summary>The sink of a cmdlet that PowerShell runs.</summary>
internal sealed class PSCmdletSink(PSCmdlet cmdlet) : ICmdletSink
{
    private const string FileSystem = "FileSystem";

    /// <inheritdoc/>
    public GarmentSession Session => GarmentSession.Current;

    /// <inheritdoc/>
    public string Location => cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath;

    /// <inheritdoc/>
    public (ulong Skip, ulong First, bool IncludeTotalCount) Paging =>
        (cmdlet.PagingParameters.Skip, cmdlet.PagingParameters.First, cmdlet.PagingParameters.IncludeTotalCount);

    /// <inheritdoc/>
    public bool ExpectsInput => cmdlet.MyInvocation.ExpectingInput;

    /// <inheritdoc/>
    public bool IsSet(SwitchParameter value, string name) => value.IsPresent;

    /// <inheritdoc/>
    public void Write(object value) => cmdlet.WriteObject(value);

    /// <inheritdoc/>
    public void Write(object value, IEnumerable<KeyValuePair<string, double>> properties)
    {
        var shown = PSObject.AsPSObject(value);
        foreach (var (name, number) in properties) shown.Properties.Add(new PSNoteProperty(name, number));
        cmdlet.WriteObject(shown);
    }

    /// <inheritdoc/>
    public void WriteTotalCount(ulong count) => cmdlet.WriteObject(cmdlet.PagingParameters.NewTotalCount(count, 1.0));

    /// <inheritdoc/>
    public void WriteError(CmdletError error) => cmdlet.WriteError(Record(error));

    /// <inheritdoc/>
    [DoesNotReturn]
    public void Terminate(CmdletError error)
    {
        cmdlet.ThrowTerminatingError(Record(error));
        throw error.Exception; // never reached: the line above throws
    }

    /// <inheritdoc/>
    public void WriteWarning(string message) => cmdlet.WriteWarning(PlainText.Lines(message));

    /// <inheritdoc/>
    public void WriteVerbose(string message) => cmdlet.WriteVerbose(PlainText.Lines(message));

    /// <inheritdoc/>
    public void WriteDebug(string message) => cmdlet.WriteDebug(PlainText.Lines(message));

    /// <inheritdoc/>
    public void WriteProgress(CmdletProgress progress) => cmdlet.WriteProgress(new ProgressRecord(0, progress.Activity, progress.Status)
    {
        PercentComplete = progress.Percent,
        SecondsRemaining = progress.SecondsRemaining,
        RecordType = progress.IsCompleted ? ProgressRecordType.Completed : ProgressRecordType.Processing,
    });

    /// <inheritdoc/>
    public bool ShouldProcess(string target, string action) => cmdlet.ShouldProcess(target, action);

    /// <inheritdoc/>
    public (IReadOnlyList<string> Paths, CmdletError? Error) Expand(string path, bool literal)
    {
        if (literal)
        {
            var (full, error) = FullPath(path);
            if (error is null && !Path.Exists(full)) error = CmdletError.PathNotFound(path, $"'{path}' was not found (looked for {full}).");
            return error is null ? ([full], null) : ([], error);
        }
        try
        {
            var paths = cmdlet.GetResolvedProviderPathFromPSPath(path, out var provider);
            if (provider.Name != FileSystem) return ([], NotAFile(path, provider.Name));
            return paths.Count > 0 ? (paths, null)
                : ([], CmdletError.PathNotFound(path, $"Nothing matches '{path}' (looked in {Location}). A name with brackets is given with -LiteralPath."));
        }
        catch (ItemNotFoundException e)
        {
            var hint = HasWildcards(path) ? " A name with brackets is given with -LiteralPath." : "";
            return ([], CmdletError.PathNotFound(path, $"'{path}' was not found (looked in {Location}).{hint}", e));
        }
        catch (RuntimeException e) { return ([], Unresolvable(path, e)); }
    }

    /// <inheritdoc/>
    public (string Path, CmdletError? Error) FullPath(string path)
    {
        try
        {
            var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == FileSystem ? (full, null) : (path, NotAFile(path, provider.Name));
        }
        catch (RuntimeException e) { return (path, Unresolvable(path, e)); }
    }

    /// <inheritdoc/>
    public bool HasWildcards(string text) => WildcardPattern.ContainsWildcardCharacters(text);

    /// <inheritdoc/>
    public Func<string, bool> Wildcard(string pattern) => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch;

    private static ErrorRecord Record(CmdletError error)
    {
        var record = new ErrorRecord(error.Exception, error.Id, error.Category, error.Target);
        // Messages name files, and a name may hold anything; the exception keeps it as it is.
        if (PlainText.Lines(error.Message) is var shown && shown != error.Exception.Message) record.ErrorDetails = new ErrorDetails(shown);
        return record;
    }

    private static CmdletError NotAFile(string path, string provider) =>
        new(new NotSupportedException($"'{path}' is a path of the provider {provider}, expected one of the file system."), "PathNotInFileSystem", ErrorCategory.InvalidArgument, path);

    // A drive or provider that is not there, a pattern that cannot be: PowerShell says which.
    private static CmdletError Unresolvable(string path, RuntimeException reason) => new(reason, "PathNotFound", ErrorCategory.ObjectNotFound, path);
}
