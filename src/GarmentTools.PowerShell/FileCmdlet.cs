using System.Management.Automation;

namespace GarmentTools.PowerShell;

/// <summary>
/// A cmdlet that reads files of one kind, one after the other; what is wrong with one is reported, and the pipeline goes on.
/// </summary>
public abstract class FileCmdlet : GarmentCmdlet
{
    internal const string ByPath = "Path", ByLiteralPath = "LiteralPath";

    /// <summary>The files, with wildcards.</summary>
    [Parameter(ParameterSetName = ByPath, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>The same, taken as they are.</summary>
    [Parameter(ParameterSetName = ByLiteralPath, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (var file in Files(Path, LiteralPath)) TryItem(file, () => ProcessFile(file));
    }

    /// <summary>Reads one file.</summary>
    private protected abstract void ProcessFile(string file);
}
