using System.Collections;
using GarmentTools.Catalogs;

namespace GarmentTools.PowerShell;

/// <summary>What is known while an argument is typed.</summary>
/// <param name="Word">What was typed so far, quotes and all.</param>
/// <param name="Bound">The other arguments of the command, as far as they can be told.</param>
/// <param name="Resolve">Makes a path of the session a full one.</param>
/// <param name="SessionCatalog">The catalog set for the session.</param>
internal sealed record CompletionContext(string Word, IDictionary? Bound, Func<string, string> Resolve, string? SessionCatalog)
{
    /// <summary>Another argument as text; null where it was not given.</summary>
    public string? Argument(string name) => Bound?.Contains(name) == true ? Bound[name]?.ToString() : null;

    /// <summary>Asks the catalog that the command would use.</summary>
    public T Ask<T>(Func<GarmentCatalog, T> question)
    {
        var named = Argument("Catalog") is { Length: > 0 } path ? CatalogLocator.IsAddress(path) ? path : Resolve(path) : null;
        using var catalog = GarmentCatalog.Open(CatalogLocator.Find(named, SessionCatalog, Resolve(".")));
        return question(catalog);
    }
}
