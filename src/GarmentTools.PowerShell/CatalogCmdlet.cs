using System.Management.Automation;
using GarmentTools.Catalogs;
using GarmentTools.Common;

namespace GarmentTools.PowerShell;

/// <summary>
/// A cmdlet that works with one catalog: the one named, the one set for the session, the environment's, or the nearest upward.
/// </summary>
public abstract class CatalogCmdlet : GarmentCmdlet
{
    private GarmentCatalog? _catalog;

    /// <summary>The catalog's file, or the folder that holds it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CatalogCompleter))]
    public string? Catalog { get; set; }

    /// <summary>The catalog, opened when first asked for.</summary>
    private protected GarmentCatalog OpenCatalog() => _catalog ??= Open(FindCatalog());

    /// <summary>The catalog, if there is one; a catalog that was named has to be there.</summary>
    private protected GarmentCatalog? TryOpenCatalog()
    {
        if (_catalog is not null || Catalog is not null) return OpenCatalog();
        try { return OpenCatalog(); }
        catch (CatalogException e)
        {
            WriteDebug($"No catalog: {e.Message}");
            return null;
        }
    }

    /// <summary>Where the catalog is that is meant.</summary>
    private protected string FindCatalog() => CatalogLocator.Find(CatalogPath(Catalog), GarmentSession.Current.Catalog, this.Location());

    /// <summary>A catalog's name as a path of the file system; an address stays as it is.</summary>
    private protected string? CatalogPath(string? name) => name is null || CatalogLocator.IsAddress(name) ? name : this.FullFile(name);

    /// <inheritdoc/>
    private protected override void Close()
    {
        _catalog?.Dispose();
        _catalog = null;
    }

    private GarmentCatalog Open(string path)
    {
        WriteVerbose($"Catalog: {CatalogLocator.Shown(path)}");
        return GarmentCatalog.Open(path);
    }
}
