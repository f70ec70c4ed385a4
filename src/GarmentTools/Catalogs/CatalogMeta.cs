using System.Globalization;
using GarmentTools.Common;

namespace GarmentTools.Catalogs;

/// <summary>The names and values that a catalog keeps about itself.</summary>
internal static class CatalogMeta
{
    private const int TokenLength = 16;

    public static string Get(CatalogConnection connection, string key) => Find(connection, key)
        ?? throw new CatalogException($"'{connection.Path}' is damaged: its '{key}' is missing.",
            new Remedy(RemedyKind.VerifyCatalog, Catalog: connection.Path));

    public static string? Find(CatalogConnection connection, string key) =>
        connection.Scalar<string>("SELECT value FROM meta WHERE key = $key", ("$key", key));

    public static void Set(CatalogConnection connection, string key, string value) =>
        connection.Execute("INSERT INTO meta VALUES ($key, $value) ON CONFLICT (key) DO UPDATE SET value = excluded.value", ("$key", key),
            ("$value", value));

    public static long Generation(CatalogConnection connection) => long.Parse(Get(connection, "generation"), CultureInfo.InvariantCulture);

    /// <summary>Begins a state to which a change has led.</summary>
    public static void SetGeneration(CatalogConnection connection, long generation, long change)
    {
        Set(connection, "generation", generation.ToString(CultureInfo.InvariantCulture));
        connection.Execute("UPDATE changes SET generation = $generation WHERE number = $change", ("$generation", generation),
            ("$change", change));
    }

    /// <summary>
    /// Names the catalog's state: its generation and, of the change that led to it, the beginning of the token. Generations alone come
    /// again: another catalog
    /// under this one's name counts through the same numbers, and so does a backup that takes its place and is changed.
    /// </summary>
    public static string State(CatalogStore store, CatalogConnection connection)
    {
        var generation = Generation(connection);
        var token = !store.CountsChanges(connection) ? null
            : connection.Scalar<string>("SELECT token FROM changes WHERE generation = $generation ORDER BY number DESC LIMIT 1",
                ("$generation", generation));
        return generation.ToString("D8", CultureInfo.InvariantCulture) +
            (token is null ? "" : "." + token[..Math.Min(token.Length, TokenLength)]);
    }

    /// <summary>The change that led to a state; null where the catalog never was in it.</summary>
    public static long? ChangeOf(CatalogConnection connection, string state) =>
        state.Split('.') is [var generation, var token] && long.TryParse(generation, CultureInfo.InvariantCulture, out var number)
        ? connection.Scalar<long?>($"SELECT max(number) FROM changes WHERE generation = $generation AND substr(token, 1, {TokenLength}) " +
            "= $token", ("$generation", number), ("$token", token))
        : null;

    /// <summary>The stored outputs, the searched one first.</summary>
    public static List<(string Name, int Dimensions)> Outputs(CatalogConnection connection) =>
        [.. connection.Query("SELECT name, dimensions FROM outputs ORDER BY id", r => (r.GetString(0), r.GetInt32(1)))];

    /// <summary>The number of the catalog's last change; 0 where it counts none yet.</summary>
    public static long LastChange(CatalogConnection connection) => connection.Scalar<long>("SELECT coalesce(max(number), 0) FROM changes");

    /// <summary>Fills the tables of a new catalog with what it is made with.</summary>
    public static void Start(CatalogConnection connection, IReadOnlyDictionary<string, string> meta,
        IReadOnlyList<(string Name, int Dimensions)> outputs)
    {
        foreach (var (key, value) in meta) Set(connection, key, value);
        for (var i = 1; i <= outputs.Count; i++) AddOutput(connection, i, outputs[i - 1]);
        CreateVectors(connection, outputs);
    }

    public static void AddOutput(CatalogConnection connection, int number, (string Name, int Dimensions) output) =>
        connection.Execute("INSERT INTO outputs VALUES ($id, $name, $dimensions)", ("$id", number), ("$name", output.Name),
            ("$dimensions", output.Dimensions));

    /// <summary>Makes one table of vectors per output, numbered from 1.</summary>
    public static void CreateVectors(CatalogConnection connection, IReadOnlyList<(string Name, int Dimensions)> outputs, string prefix =
        "vectors_")
    {
        for (var i = 1; i <= outputs.Count; i++)
            connection.Execute(connection.Dialect.VectorTable(prefix + i.ToString(CultureInfo.InvariantCulture),
                outputs[i - 1].Dimensions));
    }
}
