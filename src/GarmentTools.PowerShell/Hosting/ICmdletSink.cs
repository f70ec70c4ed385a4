using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;

namespace GarmentTools.PowerShell;

/// <summary>
/// All that a cmdlet wants of PowerShell. It stands between the cmdlets and the engine, so that what they do can be tested without one.
/// Called on the pipeline's thread only.
/// </summary>
internal interface ICmdletSink
{
    /// <summary>What was set for the session.</summary>
    GarmentSession Session { get; }

    /// <summary>The session's place in the file system, also while it is on another drive.</summary>
    string Location { get; }

    /// <summary>How many objects to leave out and to give at most (<c>-Skip</c>, <c>-First</c>).</summary>
    (ulong Skip, ulong First, bool IncludeTotalCount) Paging { get; }

    /// <summary>Whether the cmdlet stands in a pipeline that feeds it, also where nothing came through.</summary>
    bool ExpectsInput => false;

    /// <summary>Whether a switch is on.</summary>
    bool IsSet(SwitchParameter value, string name);

    /// <summary>Emits an object.</summary>
    void Write(object value);

    /// <summary>Emits an object with properties that it has none of in C#, such as <c>hit@1</c>.</summary>
    void Write(object value, IEnumerable<KeyValuePair<string, double>> properties) => Write(value);

    /// <summary>Emits the total count of a paged result.</summary>
    void WriteTotalCount(ulong count);

    /// <summary>Reports an error and goes on.</summary>
    void WriteError(CmdletError error);

    /// <summary>Reports an error and ends the command.</summary>
    [DoesNotReturn]
    void Terminate(CmdletError error);

    /// <summary>Warns.</summary>
    void WriteWarning(string message);

    /// <summary>Says what is being done, to those who asked with <c>-Verbose</c>.</summary>
    void WriteVerbose(string message);

    /// <summary>Says what a developer wants to know.</summary>
    void WriteDebug(string message);

    /// <summary>Shows how far it has come.</summary>
    void WriteProgress(CmdletProgress progress);

    /// <summary>Asks for a change: false where the user declined, or only wanted to know (<c>-WhatIf</c>).</summary>
    bool ShouldProcess(string target, string action);

    /// <summary>The files and folders that a path of the session stands for; wildcards are expanded unless it is literal.</summary>
    /// <returns>Full paths, or the error.</returns>
    (IReadOnlyList<string> Paths, CmdletError? Error) Expand(string path, bool literal);

    /// <summary>The full path that a path of the session stands for; it need not exist, and wildcards stay.</summary>
    (string Path, CmdletError? Error) FullPath(string path);

    /// <summary>Whether the text holds wildcards.</summary>
    bool HasWildcards(string text);

    /// <summary>A test for texts that match a pattern, without regard to case.</summary>
    Func<string, bool> Wildcard(string pattern);
}
