using GarmentTools.Catalogs;

namespace GarmentTools.Postgres;

/// <summary>
/// Catalogs on a Postgres server: after <see cref="Register"/> an address (<c>postgres://…</c>) may stand wherever a catalog is named.
/// </summary>
public static class PostgresCatalogs
{
    /// <summary>
    /// Makes addresses of Postgres servers known to this process. Call it once at the start; further calls change nothing. Loads no driver.
    /// </summary>
    public static void Register() => CatalogStores.Register<PostgresCatalogStore>();

    /// <summary>What <see cref="CatalogStores"/> is given.</summary>
    private sealed class PostgresCatalogStore : ICatalogStore
    {
        public bool Takes(string catalog) => PostgresAddress.IsAddress(catalog);

        public string Shown(string address) => PostgresAddress.Parse(address).ToString();

        public CatalogStore Open(string address) => PostgresStore.Open(address);

        public CatalogStore OpenOrCreate(string address, CatalogStart start) => PostgresStore.OpenOrCreate(address, start);
    }
}
