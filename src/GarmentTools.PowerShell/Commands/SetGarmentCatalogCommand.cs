using System.Management.Automation;
using GarmentTools.Catalogs;

namespace GarmentTools.PowerShell;

/// <summary>Sets the catalog that the session uses where none is named.</summary>
[Cmdlet(VerbsCommon.Set, "GarmentCatalog", DefaultParameterSetName = SetSet, SupportsShouldProcess = true, ConfirmImpact =
    ConfirmImpact.Low)]
[OutputType(typeof(CatalogInfo))]
public sealed class SetGarmentCatalogCommand : GarmentCmdlet
{
    private const string SetSet = "Set", ClearSet = "Clear";

    /// <summary>The catalog's file, or the folder that holds it.</summary>
    [Parameter(ParameterSetName = SetSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "Path")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CatalogCompleter))]
    public string? Catalog { get; set; }

    /// <summary>Forgets the catalog that was set.</summary>
    [Parameter(ParameterSetName = ClearSet, Mandatory = true)]
    public SwitchParameter Clear { get; set; }

    /// <summary>Emits what the catalog is and holds.</summary>
    [Parameter(ParameterSetName = SetSet)]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (Clear)
        {
            if (ShouldProcess("this session", "Forget the catalog")) GarmentSession.Current.Catalog = null;
            return;
        }
        var isAddress = CatalogLocator.IsAddress(Catalog);
        var path = isAddress ? Catalog! : this.FullFile(Catalog!);
        using var catalog = GarmentCatalog.Open(CatalogLocator.Find(path)); // what cannot be opened is not set
        if (!ShouldProcess(catalog.Path, "Set as the session's catalog")) return;
        GarmentSession.Current.Catalog = isAddress ? Catalog : catalog.Path; // with its password, which no message shows
        if (PassThru) WriteObject(catalog.GetInfo());
    }
}
