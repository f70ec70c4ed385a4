using System.Management.Automation;
using GarmentTools.Catalogs;

namespace GarmentTools.PowerShell;

/// <summary>Checks catalogs: the file, the tables against each other, every vector, what is derived. Changes nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "GarmentCatalog")]
[OutputType(typeof(CatalogCheck), typeof(bool))]
public sealed class TestGarmentCatalogCommand : CatalogFileCmdlet
{
    /// <summary>Emits only whether all is well.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    private protected override void ProcessCatalog(string path)
    {
        var check = Await((progress, stop) =>
        {
            using var catalog = GarmentCatalog.Open(path);
            return catalog.Verify(repair: false, progress, stop);
        });
        WriteObject(Quiet ? check.IsHealthy : check);
    }
}
