using System.Management.Automation;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Filters;

namespace GarmentTools.PowerShell;

/// <summary>Removes garments from a catalog. Their photos stay where they are.</summary>
[Cmdlet(VerbsCommon.Remove, "Garment", DefaultParameterSetName = ById, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Garment))]
public sealed class RemoveGarmentCommand : GarmentSelectorCmdlet
{
    private const string ByFilter = "Filter";
    private readonly Dictionary<long, Garment> _chosen = [];

    /// <summary>Removes the garments that pass a filter.</summary>
    [Parameter(ParameterSetName = ByFilter, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FilterCompleter))]
    public string? Filter { get; set; }

    /// <summary>Emits the garments that were removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (Filter is null && !HasInput)
            ThrowTerminatingError(CmdletError.NoInput("No garment was given. Name it with -Id or -Path, choose with -Filter, or pipe " +
                "garments: Get-Garment … | Remove-Garment"));
        foreach (var garment in Filter is null ? Garments() : OpenCatalog().List(GarmentFilter.Parse(Filter)))
        {
            Cancellation.ThrowIfCancellationRequested();
            if (!_chosen.ContainsKey(garment.Id) && ShouldProcess($"{garment.CatalogPath} (#{garment.Id})", "Remove from the catalog"))
                _chosen[garment.Id] = garment;
        }
    }

    /// <summary>
    /// All at once: a pipeline that is stopped half-way has removed nothing, and one that lists while it removes sees the same list.
    /// </summary>
    private protected override void End()
    {
        if (_chosen.Count == 0) return;
        var removed = OpenCatalog().Remove(_chosen.Values);
        WriteVerbose($"{removed} garments were removed. Their photos stay where they are.");
        if (PassThru) foreach (var garment in _chosen.Values) WriteObject(garment);
    }
}
