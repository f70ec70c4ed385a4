using System.Management.Automation;
using GarmentTools.Studies;

namespace GarmentTools.PowerShell;

/// <summary>Lists what was decided about pairs of photos.</summary>
[Cmdlet(VerbsCommon.Get, "GarmentDecision")]
[OutputType(typeof(GarmentDecision))]
public sealed class GetGarmentDecisionCommand : CatalogCmdlet
{
    /// <inheritdoc/>
    private protected override void End()
    {
        foreach (var decision in OpenCatalog().GetDecisions())
        {
            Cancellation.ThrowIfCancellationRequested();
            WriteObject(decision);
        }
    }
}
