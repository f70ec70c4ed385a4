using System.Globalization;

namespace GarmentTools;

/// <summary>The names and values that a catalog keeps about itself.</summary>
internal static class CatalogMeta
{
    public static string Get(CatalogConnection connection, string key) => Find(connection, key)
        ?? throw new CatalogException($"'{connection.Path}' is damaged: its '{key}' is missing. Run 'garment verify --catalog \"{connection.Path}\"', or restore a backup.");

    public static string? Find(CatalogConnection connection, string key) => connection.Scalar<string>("SELECT value FROM meta WHERE key = $key", ("$key", key));

    public static void Set(CatalogConnection connection, string key, string value) =>
        connection.Execute("INSERT OR REPLACE INTO meta VALUES ($key, $value)", ("$key", key), ("$value", value));

    public static long Generation(CatalogConnection connection) => long.Parse(Get(connection, "generation"), CultureInfo.InvariantCulture);

    /// <summary>The stored outputs, the searched one first.</summary>
    public static List<(string Name, int Dimensions)> Outputs(CatalogConnection connection) =>
        [.. connection.Query("SELECT name, dimensions FROM outputs ORDER BY id", r => (r.GetString(0), r.GetInt32(1)))];
}
