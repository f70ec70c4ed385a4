using System.Management.Automation;
using GarmentTools.Catalogs;
using GarmentTools.Common;

namespace GarmentTools.PowerShell;

/// <summary>A cmdlet that works on catalogs as such, on one after the other.</summary>
public abstract class CatalogFileCmdlet : GarmentCmdlet
{
    /// <summary>Catalogs: files, or the folders that hold them; with wildcards, unless there is a file of just that name.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "Path")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CatalogCompleter))]
    public string[]? Catalog { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (Catalog is null)
        {
            ProcessCatalog(CatalogLocator.Find(null, GarmentSession.Current.Catalog, this.Location()));
            return;
        }
        foreach (var name in Catalog)
            foreach (var path in Expand(name))
                TryCatalog(path);
    }

    /// <summary>Works on one catalog.</summary>
    private protected abstract void ProcessCatalog(string path);

    private IEnumerable<string> Expand(string name)
    {
        if (CatalogLocator.IsAddress(name)) return [name];
        var (full, error) = this.FullPath(name);
        if (error is null && Path.Exists(full)) return [full];
        (var paths, error) = this.Expand(name, literal: !WildcardPattern.ContainsWildcardCharacters(name));
        if (error is not null) WriteError(error);
        return paths;
    }

    private void TryCatalog(string path)
    {
        try { ProcessCatalog(CatalogLocator.Find(path)); }
        catch (CatalogException e) { WriteError(CmdletError.From(e, CatalogLocator.Shown(path))); }
    }
}
