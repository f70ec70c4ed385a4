using GarmentTools.Catalogs.Sqlite;
using GarmentTools.Common;

namespace GarmentTools.Catalogs;

/// <summary>What a new catalog begins with: its meta values, and the outputs whose vectors it keeps.</summary>
internal delegate (IReadOnlyDictionary<string, string> Meta, IReadOnlyList<(string Name, int Dimensions)> Outputs) CatalogStart();

/// <summary>
/// A kind of place besides files where catalogs can lie; a package brings it and registers it with <see cref="CatalogStores"/>.
/// </summary>
internal interface ICatalogStore
{
    /// <summary>Whether a catalog's name is an address of this kind.</summary>
    bool Takes(string catalog);

    /// <summary>The address as it may be shown: without a password.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    string Shown(string address);

    /// <summary>Opens a catalog.</summary>
    CatalogStore Open(string address);

    /// <summary>Opens a catalog, or makes one where there is none yet.</summary>
    CatalogStore OpenOrCreate(string address, CatalogStart start);
}

/// <summary>The stores that this process knows: files, and what packages have registered.</summary>
internal static class CatalogStores
{
    private static readonly Lock s_lock = new();
    private static ICatalogStore[] s_stores = [];

    /// <summary>Makes a kind of store known; a second time changes nothing.</summary>
    public static void Register<TStore>() where TStore : ICatalogStore, new()
    {
        lock (s_lock)
        {
            if (!s_stores.Any(store => store is TStore)) s_stores = [.. s_stores, new TStore()];
        }
    }

    /// <summary>Whether a catalog's name is an address and no path, whether or not its kind is known.</summary>
    public static bool IsAddress(string? catalog) =>
        catalog is not null && (Of(catalog) is not null || catalog.Contains("://", StringComparison.Ordinal));

    /// <summary>A catalog's name as it may be shown.</summary>
    public static string Shown(string catalog) => Of(catalog)?.Shown(catalog) ?? catalog;

    /// <summary>Opens a catalog.</summary>
    public static CatalogStore Open(string catalog) => IsAddress(catalog) ? Known(catalog).Open(catalog) : SqliteStore.Open(catalog);

    /// <summary>Opens a catalog, or makes one where there is none yet.</summary>
    public static CatalogStore OpenOrCreate(string catalog, CatalogStart start) =>
        IsAddress(catalog) ? Known(catalog).OpenOrCreate(catalog, start) : SqliteStore.OpenOrCreate(catalog, start);

    private static ICatalogStore? Of(string catalog) => Array.Find(Volatile.Read(ref s_stores), store => store.Takes(catalog));

    private static ICatalogStore Known(string catalog) => Of(catalog) ?? throw new UsageException(
        $"This program opens no catalogs at addresses such as {catalog[..(catalog.IndexOf("://", StringComparison.Ordinal) + 3)]}…: " +
        "expected a *.garments file, or postgres:// where the package GarmentTools.Postgres is there and registered " +
            "(PostgresCatalogs.Register).");
}
