using System.Management.Automation;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Updates;

namespace GarmentTools.PowerShell;

/// <summary>Says what a catalog is and holds.</summary>
[Cmdlet(VerbsCommon.Get, "GarmentCatalog", DefaultParameterSetName = InfoSet)]
[OutputType(typeof(CatalogInfo), ParameterSetName = [InfoSet])]
[OutputType(typeof(RejectedFile), ParameterSetName = [RejectedSet])]
public sealed class GetGarmentCatalogCommand : CatalogFileCmdlet
{
    private const string InfoSet = "Info", RejectedSet = "Rejected";

    /// <summary>Lists the files that could not be embedded instead.</summary>
    [Parameter(ParameterSetName = RejectedSet, Mandatory = true)]
    public SwitchParameter Rejected { get; set; }

    /// <inheritdoc/>
    private protected override void ProcessCatalog(string path)
    {
        using var catalog = GarmentCatalog.Open(path);
        if (!Rejected) WriteObject(catalog.GetInfo());
        else foreach (var file in catalog.GetRejectedFiles()) WriteObject(file);
    }
}
