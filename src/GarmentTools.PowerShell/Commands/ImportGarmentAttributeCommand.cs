using System.Management.Automation;
using GarmentTools.Reports.Results;

namespace GarmentTools.PowerShell;

/// <summary>Sets attributes from CSV files.</summary>
[Cmdlet(VerbsData.Import, "GarmentAttribute", DefaultParameterSetName = ByPath, SupportsShouldProcess = true, ConfirmImpact =
    ConfirmImpact.Medium)]
[OutputType(typeof(AttributeImportRow))]
public sealed class ImportGarmentAttributeCommand : CatalogCmdlet
{
    private const string ByPath = "Path", ByLiteralPath = "LiteralPath";

    /// <summary>CSV files.</summary>
    [Parameter(ParameterSetName = ByPath, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [PathText]
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
        foreach (var file in Files(Path, LiteralPath)) TryItem(file, () => Import(file));
    }

    private void Import(string file)
    {
        var catalog = OpenCatalog();
        if (!ShouldProcess(catalog.Path, $"Import attributes from '{file}'")) return;
        var summary = AttributeImportRow.From(Await((_, stop) => catalog.ImportAttributes(file, stop)));
        foreach (var row in summary.NotFound)
            WriteError(CmdletError.GarmentNotFound(row.File, $"'{file}', line {row.Line}: '{row.File}' is no garment of the catalog " +
                $"'{catalog.Path}'. The row was left out."));
        WriteObject(summary);
    }
}
