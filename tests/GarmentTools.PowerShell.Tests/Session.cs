using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using Shell = System.Management.Automation.PowerShell;

namespace GarmentTools.PowerShell.Tests;

/// <summary>
/// A PowerShell session (a runspace) of this process that has imported the module from the repository's manifest. Opening one and loading
/// what scripts use takes longer than most tests, so sessions that are over serve again.
/// </summary>
internal sealed class Session : IDisposable
{
    private static readonly ConcurrentBag<(Runspace Runspace, SessionHost Host)> s_free = [];

    private readonly Runspace _runspace;
    private readonly SessionHost _host;

    public Session(string location)
    {
        (_runspace, _host) = s_free.TryTake(out var free) ? free : Open();
        Run("Set-Location -LiteralPath $args[0]", location);
    }

    /// <summary>What the user was asked: message and target of each question.</summary>
    public IReadOnlyList<string> Asked => _host.Asked;

    /// <summary>The user's answer, from the question's text; yes unless set otherwise.</summary>
    public Func<string, bool> Consent { set => _host.Consent = value; }

    /// <summary>Runs a script; a terminating error is thrown.</summary>
    public Answer Run(string script, params object?[] arguments)
    {
        using var shell = Script(script, arguments);
        return Answer.Of(shell);
    }

    /// <summary>Runs a cmdlet of the tests.</summary>
    public Answer Run<T>(string parameter, object value) where T : Cmdlet
    {
        using var shell = Command<T>(parameter, value);
        return Answer.Of(shell);
    }

    /// <summary>Runs a script that ends with an error.</summary>
    public ErrorRecord Fails(string script, params object?[] arguments) =>
        Assert.ThrowsAny<RuntimeException>(() => Run(script, arguments)).ErrorRecord;

    /// <summary>Runs a script and stops it when it is time, as Ctrl-C does.</summary>
    public PSInvocationState Stop(string script, Func<bool> when)
    {
        using var shell = Script(script, []);
        return Stop(shell, when);
    }

    /// <summary>Runs a cmdlet of the tests and stops it when it is time.</summary>
    public PSInvocationState Stop<T>(string parameter, object value, Func<bool> when) where T : Cmdlet
    {
        using var shell = Command<T>(parameter, value);
        return Stop(shell, when);
    }

    /// <summary>What the Tab key proposes at the end of a line.</summary>
    public List<string> Complete(string line) =>
        [.. Run("(TabExpansion2 $args[0] $args[0].Length).CompletionMatches | ForEach-Object CompletionText", line).Of<string>()];

    public void Dispose()
    {
        _host.Forget();
        Run("Set-GarmentCatalog -Clear");
        s_free.Add((_runspace, _host));
    }

    private static (Runspace, SessionHost) Open()
    {
        var host = new SessionHost();
        var runspace = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = Shell.Create(runspace).AddCommand("Import-Module").AddParameter("Name", Repository.Manifest);
        shell.Invoke();
        return (runspace, host);
    }

    private Shell Script(string script, object?[] arguments)
    {
        var shell = Shell.Create(_runspace).AddScript($"try {{ {script} }} catch {{ throw }}", useLocalScope: true);
        foreach (var argument in arguments) shell.AddArgument(argument);
        return shell;
    }

    private Shell Command<T>(string parameter, object value)
    {
        var shell = Shell.Create(_runspace);
        return shell.AddCommand(new CmdletInfo("Test-Cmdlet", typeof(T))).AddParameter(parameter, value);
    }

    private static PSInvocationState Stop(Shell shell, Func<bool> when)
    {
        var running = shell.BeginInvoke();
        Assert.True(SpinWait.SpinUntil(() => running.IsCompleted || when(), TimeSpan.FromSeconds(60)), "it did not come so far");
        shell.Stop();
        return shell.InvocationStateInfo.State;
    }

    // The tests name types of the module, which are found once it is imported.
    [ModuleInitializer]
    internal static void Import()
    {
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        Environment.SetEnvironmentVariable("GARMENT_CATALOG", null);
        new Session(Repository.Root).Dispose();
    }
}

/// <summary>What came out of a script, stream by stream.</summary>
internal sealed record Answer(
    IReadOnlyList<object> Output, IReadOnlyList<ErrorRecord> Errors, IReadOnlyList<string> Warnings, IReadOnlyList<string> Verbose,
    IReadOnlyList<ProgressRecord> Progress)
{
    public IEnumerable<T> Of<T>() => Output.Cast<T>();

    public static Answer Of(Shell shell)
    {
        List<object> output = [.. shell.Invoke().Select(o => o.BaseObject is PSCustomObject ? o : o.BaseObject)];
        var warnings = shell.Streams.Warning.Select(record => record.Message);
        var verbose = shell.Streams.Verbose.Select(record => record.Message);
        return new(output, [.. shell.Streams.Error], [.. warnings], [.. verbose], [.. shell.Streams.Progress]);
    }
}

/// <summary>Short names of what tests want of an error.</summary>
internal static class ErrorRecords
{
    extension(ErrorRecord error)
    {
        /// <summary>The id, without the cmdlet's name that PowerShell appends.</summary>
        public string Id => error.FullyQualifiedErrorId.Split(',')[0];

        public ErrorCategory Category => error.CategoryInfo.Category;

        /// <summary>The message as it is shown.</summary>
        public string Message => error.ToString();
    }
}
