using System.Management.Automation;
using GarmentTools.Catalogs;

namespace GarmentTools.PowerShell;

/// <summary>Mends in catalogs what can be made again without the photos.</summary>
[Cmdlet(VerbsDiagnostic.Repair, "GarmentCatalog", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(CatalogCheck))]
public sealed class RepairGarmentCatalogCommand : CatalogFileCmdlet
{
    /// <summary>Also makes the index for approximate searches, on a Postgres server.</summary>
    [Parameter]
    public SwitchParameter ApproximateIndex { get; set; }

    /// <inheritdoc/>
    private protected override void ProcessCatalog(string path)
    {
        if (!ShouldProcess(CatalogLocator.Shown(path), "Repair indexes, vector file and left-over embeddings")) return;
        var wantsIndex = ApproximateIndex;
        var check = Await((progress, stop) =>
        {
            using var catalog = GarmentCatalog.Open(path);
            if (wantsIndex) catalog.BuildApproximateIndex(stop);
            return catalog.Verify(repair: true, progress, stop);
        });
        foreach (var finding in check.Findings.Where(finding => !finding.Repaired))
            WriteError(CmdletError.Of(new InvalidDataException(finding.Message), finding.Kind, ErrorCategory.InvalidData, check.Path));
        WriteObject(check);
    }
}
