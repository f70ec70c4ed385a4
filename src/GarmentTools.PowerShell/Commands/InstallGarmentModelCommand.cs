using System.Management.Automation;
using GarmentTools.Common;
using GarmentTools.Models;
using GarmentTools.Reports.Results;

namespace GarmentTools.PowerShell;

/// <summary>Fetches the weights of known models; size and SHA-256 are checked.</summary>
[Cmdlet(VerbsLifecycle.Install, "GarmentModel", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ModelRow))]
public sealed class InstallGarmentModelCommand : GarmentCmdlet
{
    /// <summary>Names of models, or paths of their cards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[]? Name { get; set; }

    /// <summary>A file or an address to take the weights from instead of the card's own.</summary>
    [Parameter(Position = 1)]
    [Alias("From")]
    [ValidateNotNullOrEmpty]
    public string? Source { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (var name in Name!)
        {
            try { Install(name); }
            catch (ModelException e) { WriteError(CmdletError.From(e, name)); }
        }
    }

    private void Install(string name)
    {
        var source = Address();
        var model = ModelRegistry.Default.Find(IsFile(name) ? this.FullFile(name) : name);
        var from = source?.ToString() ?? model.Card.DownloadUrl;
        var action = model.IsInstalled ? "Check the installed weights, and fetch them where they are damaged" : from is null
            ? "Fetch the weights" : $"Fetch the weights from '{from}'";
        if (!ShouldProcess(model.Card.Name, action)) return;
        var installed = Await((progress, stop) => ModelRegistry.Default.InstallAsync(model.CardPath, source, progress, stop));
        WriteObject(ModelRows.Of(installed));
    }

    private Uri? Address()
    {
        if (Source is null) return null;
        if (Source.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(Source, UriKind.Absolute, out var address)) return address;
        var path = this.FullFile(Source);
        if (!File.Exists(path))
            ThrowTerminatingError(CmdletError.PathNotFound(Source, $"'{Source}' is neither a file (looked for {path}) nor an address. " +
                "Give the path of the ONNX file, or an address that begins with https://."));
        return new Uri(path);
    }

    private static bool IsFile(string name) =>
        name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);
}
