using System.Diagnostics.CodeAnalysis;
using System.IO.Enumeration;

namespace GarmentTools.PowerShell.Tests;

/// <summary>Stands in for PowerShell: keeps what a cmdlet says, and answers from the file system.</summary>
internal sealed class TestSink(string location) : ICmdletSink
{
    public List<object> Output { get; } = [];
    public List<CmdletError> Errors { get; } = [];
    public List<string> Warnings { get; } = [];
    public List<string> Verbose { get; } = [];
    public List<CmdletProgress> Progress { get; } = [];
    public List<(string Target, string Action)> Asked { get; } = [];
    public Func<string, bool> Consent { get; set; } = _ => true;
    public HashSet<string> Switches { get; init; } = [];
    public Action<object>? OnWrite { get; set; }
    public int Thread { get; } = Environment.CurrentManagedThreadId;

    public GarmentSession Session { get; init; } = new();
    public string Location { get; set; } = location;
    public (ulong Skip, ulong First, bool IncludeTotalCount) Paging { get; set; } = (0, ulong.MaxValue, false);
    public ulong? TotalCount { get; private set; }

    public TestSink With(params string[] switches)
    {
        Switches.UnionWith(switches);
        return this;
    }

    public IEnumerable<T> Of<T>() => Output.Cast<T>();

    // The reference assembly's SwitchParameter remembers nothing.
    public bool IsSet(System.Management.Automation.SwitchParameter value, string name) => Switches.Contains(name);

    public void Write(object value)
    {
        OnPipelineThread();
        Output.Add(value);
        OnWrite?.Invoke(value);
    }

    public void WriteTotalCount(ulong count) => TotalCount = count;

    public void WriteError(CmdletError error)
    {
        OnPipelineThread();
        Errors.Add(error);
    }

    [DoesNotReturn]
    public void Terminate(CmdletError error) => throw new TerminatingException(error);

    public void WriteWarning(string message) { OnPipelineThread(); Warnings.Add(message); }
    public void WriteVerbose(string message) { OnPipelineThread(); Verbose.Add(message); }
    public void WriteDebug(string message) => OnPipelineThread();
    public void WriteProgress(CmdletProgress progress) { OnPipelineThread(); Progress.Add(progress); }

    public bool ShouldProcess(string target, string action)
    {
        OnPipelineThread();
        Asked.Add((target, action));
        return Consent(target);
    }

    public (IReadOnlyList<string> Paths, CmdletError? Error) Expand(string path, bool literal)
    {
        var full = Path.GetFullPath(path, Location);
        if (literal || !HasWildcards(path)) return Path.Exists(full) ? ([full], null) : ([], CmdletError.PathNotFound(path, $"'{path}' was not found."));
        var folder = Path.GetDirectoryName(full)!;
        var found = Directory.GetFileSystemEntries(folder, Path.GetFileName(full)).Order(StringComparer.Ordinal).ToList();
        return found.Count > 0 ? (found, null) : ([], CmdletError.PathNotFound(path, $"Nothing matches '{path}'."));
    }

    public (string Path, CmdletError? Error) FullPath(string path) => (Path.GetFullPath(path, Location), null);
    public bool HasWildcards(string text) => text.AsSpan().ContainsAny("*?[");
    public Func<string, bool> Wildcard(string pattern) => text => FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), text);

    // The engine refuses calls from other threads.
    private void OnPipelineThread() => Assert.Equal(Thread, Environment.CurrentManagedThreadId);
}

/// <summary>What ThrowTerminatingError does.</summary>
internal sealed class TerminatingException(CmdletError error) : Exception(error.Message)
{
    public CmdletError Error { get; } = error;
}
