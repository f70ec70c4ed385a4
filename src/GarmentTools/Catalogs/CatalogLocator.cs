using GarmentTools.Common;

namespace GarmentTools.Catalogs;

/// <summary>Where a catalog is looked for when none is named; the same on every face.</summary>
public static class CatalogLocator
{
    /// <summary>The environment variable that names a catalog.</summary>
    public const string Variable = "GARMENT_CATALOG";

    /// <summary>The file name of a catalog that a folder is indexed into unless told otherwise.</summary>
    public const string DefaultFileName = "catalog.garments";

    /// <summary>Whether a catalog's name is an address (<c>postgres://…</c>) and no path.</summary>
    public static bool IsAddress(string? catalog) => CatalogStores.IsAddress(catalog);

    /// <summary>A catalog's name as it may be shown: an address without the password that may be in it, a path as it is.</summary>
    /// <exception cref="UsageException">The address cannot be read.</exception>
    public static string Shown(string catalog) => CatalogStores.Shown(catalog);

    /// <summary>
    /// The catalog to use: the one named, the one set for the session, the environment's, the nearest <c>*.garments</c> upward.
    /// </summary>
    /// <param name="named">A path or an address, or null. A folder stands for the one catalog in it.</param>
    /// <param name="session">The one set for the session, or null.</param>
    /// <param name="folder">Where to begin looking upward; null for the current directory.</param>
    /// <exception cref="CatalogException">There is none, or a folder has two; the remedy is to make one.</exception>
    public static string Find(string? named = null, string? session = null, string? folder = null) =>
        TryFind(named, session, folder) ?? throw new CatalogException(
            $"There is no catalog: none was named, {Variable} is not set, and neither " +
            $"{Path.GetFullPath(folder ?? Environment.CurrentDirectory)} nor a folder above it holds a *.garments file.",
            new Remedy(RemedyKind.NameOrMakeCatalog));

    /// <summary>As <see cref="Find"/>, but null where there is none.</summary>
    /// <exception cref="CatalogException">A folder has two.</exception>
    public static string? TryFind(string? named = null, string? session = null, string? folder = null)
    {
        folder = Path.GetFullPath(folder ?? Environment.CurrentDirectory);
        foreach (var choice in new[] { named, session, Environment.GetEnvironmentVariable(Variable) })
            if (!string.IsNullOrEmpty(choice))
                return IsAddress(choice) ? choice : InFolder(Path.GetFullPath(choice, folder)) ?? Path.GetFullPath(choice, folder);

        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
            if (InFolder(at) is { } found) return found;
        return null;
    }

    /// <summary>
    /// The catalog that photos are indexed into: the one named, the one set for the session, the environment's; of a single folder the one
    /// in it,
    /// or a new <see cref="DefaultFileName"/> there; of anything else the nearest upward.
    /// </summary>
    /// <param name="paths">The folders and files that are indexed.</param>
    /// <param name="named">A path, or null. A folder stands for the one catalog in it, or a new one.</param>
    /// <param name="session">The one set for the session, or null.</param>
    /// <param name="folder">What paths are relative to, and where to begin looking upward; null for the current directory.</param>
    /// <exception cref="CatalogException">It cannot be told which; the message says how to name one.</exception>
    public static string FindForIndexing(IReadOnlyList<string> paths, string? named = null, string? session = null, string? folder = null)
    {
        var at = Path.GetFullPath(folder ?? Environment.CurrentDirectory);
        foreach (var choice in new[] { named, session, Environment.GetEnvironmentVariable(Variable) })
            if (!string.IsNullOrEmpty(choice)) return IsAddress(choice) ? choice : InOrNew(Path.GetFullPath(choice, at));
        if (paths is [var only] && Path.GetFullPath(only, at) is var single && !File.Exists(single)) return InOrNew(single, isFolder: true);
        return TryFind(folder: at) ?? throw new CatalogException(
            "It is not clear which catalog these photos belong to.", new Remedy(RemedyKind.NameCatalogForPhotos));
    }

    private static string InOrNew(string path, bool isFolder = false) =>
        InFolder(path) ?? (isFolder || Directory.Exists(path) ? Path.Combine(path, DefaultFileName) : path);

    private static string? InFolder(string folder)
    {
        if (!Directory.Exists(folder)) return null;
        string[] found;
        try { found = Directory.GetFiles(folder, "*.garments"); }
        catch (UnauthorizedAccessException) { return null; }
        if (found.Length > 1)
            throw new CatalogException($"'{folder}' holds {found.Length} catalogs: " +
                $"{string.Join(", ", found.Select(Path.GetFileName).Order(StringComparer.Ordinal))}.",
                new Remedy(RemedyKind.NameOneCatalog));
        return found.Length == 1 ? found[0] : null;
    }
}
