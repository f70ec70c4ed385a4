using System.Management.Automation;
using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Copies;

namespace GarmentTools.PowerShell;

/// <summary>Copies a catalog into another file or onto a Postgres server, and back.</summary>
[Cmdlet(VerbsCommon.Copy, "GarmentCatalog", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(CopySummary))]
public sealed class CopyGarmentCatalogCommand : CatalogCmdlet
{
    /// <summary>Where to: a file, a folder, or an address.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CatalogCompleter))]
    public string? Destination { get; set; }

    /// <summary>The catalog that is copied; the usual one where it is left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "Path")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CatalogCompleter))]
    public string? Source { get; set; }

    /// <summary>Only garments changed after this change or time.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Since { get; set; }

    /// <summary>Replaces a destination that holds another catalog or went its own way.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Then makes the index for approximate searches on the server.</summary>
    [Parameter]
    public SwitchParameter ApproximateIndex { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (Source is not null && Catalog is not null)
            ThrowTerminatingError(CmdletError.InvalidRequest("-Source and -Catalog name the same: leave one of them out."));
        var options = new CopyOptions { Since = Since is null ? null : CopySince.Parse(Since), Overwrite = Force };
        var source = CatalogLocator.Find(CatalogPath(Source ?? Catalog), GarmentSession.Current.Catalog, this.Location());
        var destination = CatalogLocator.FindForIndexing([], CatalogPath(Destination), folder: this.Location());
        if (!ShouldProcess(CatalogLocator.Shown(destination), $"Copy the catalog " +
            $"'{CatalogLocator.Shown(source)}'{(Force ? ", replacing what is there" : "")}")) return;
        var wantsIndex = ApproximateIndex;
        WriteObject(Await((progress, stop) =>
        {
            using var catalog = GarmentCatalog.Open(source);
            var summary = catalog.CopyTo(destination, options, progress, stop);
            if (!wantsIndex) return summary;
            using var copy = GarmentCatalog.Open(destination);
            copy.BuildApproximateIndex(stop);
            return summary;
        }));
    }
}
