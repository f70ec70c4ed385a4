using Microsoft.Data.Sqlite;

namespace GarmentTools;

/// <summary>The tables of a catalog, and the way from an older version of them to this one.</summary>
internal static class CatalogSchema
{
    /// <summary>"GRMT": tells a catalog from other programs' SQLite files.</summary>
    public const int ApplicationId = 0x47524D54;

    /// <summary>The version that this program writes.</summary>
    public const int Version = 1;

    // AUTOINCREMENT: an id is never given twice, so that lists and matrices made earlier cannot point at another garment.
    // Vectors lie in one table per output (vectors_1, vectors_2, ...; see outputs), so that reading one output does not page in the other.
    private const string Tables = """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE outputs (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, dimensions INTEGER NOT NULL);
        CREATE TABLE contents (id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, region TEXT);
        CREATE TABLE garments (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            path TEXT NOT NULL UNIQUE,
            content_id INTEGER NOT NULL REFERENCES contents (id),
            size INTEGER NOT NULL,
            modified INTEGER NOT NULL,
            domain TEXT NOT NULL,
            product TEXT);
        CREATE INDEX garments_content ON garments (content_id);
        CREATE INDEX garments_product ON garments (product COLLATE NOCASE) WHERE product IS NOT NULL;
        CREATE TABLE attributes (
            garment_id INTEGER NOT NULL REFERENCES garments (id) ON DELETE CASCADE,
            name TEXT NOT NULL COLLATE NOCASE,
            value TEXT NOT NULL,
            PRIMARY KEY (garment_id, name)) WITHOUT ROWID;
        CREATE INDEX attributes_value ON attributes (name, value COLLATE NOCASE);
        CREATE TABLE rejected (path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL, reason TEXT NOT NULL, rejected_at TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE decisions (
            first BLOB NOT NULL, second BLOB NOT NULL, same INTEGER NOT NULL, decided_at TEXT NOT NULL,
            PRIMARY KEY (first, second), CHECK (first < second)) WITHOUT ROWID;
        """;

    /// <summary>Makes the tables of a new catalog, inside the caller's transaction.</summary>
    public static void Create(CatalogConnection connection, IReadOnlyDictionary<string, string> meta, IReadOnlyList<ModelOutput> outputs)
    {
        connection.Execute(Tables);
        foreach (var (key, value) in meta) connection.Execute("INSERT INTO meta VALUES ($key, $value)", ("$key", key), ("$value", value));
        CreateVectors(connection, outputs);
        connection.Execute($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version};");
    }

    /// <summary>Makes one table of vectors per output, numbered from 1.</summary>
    public static void CreateVectors(CatalogConnection connection, IReadOnlyList<ModelOutput> outputs, string prefix = "vectors_")
    {
        for (var i = 0; i < outputs.Count; i++)
        {
            if (prefix == "vectors_")
                connection.Execute("INSERT INTO outputs VALUES ($id, $name, $dimensions)", ("$id", i + 1), ("$name", outputs[i].Name), ("$dimensions", outputs[i].Dimensions));
            connection.Execute($"CREATE TABLE IF NOT EXISTS {prefix}{i + 1} (content_id INTEGER PRIMARY KEY, norm REAL NOT NULL, vector BLOB NOT NULL)");
        }
    }

    /// <summary>Refuses what is not a catalog of this version or an older one.</summary>
    /// <returns>False where the file is empty: a catalog that was never finished.</returns>
    public static bool Check(CatalogConnection connection, string path)
    {
        var version = connection.Scalar<long>("PRAGMA user_version");
        var application = connection.Scalar<long>("PRAGMA application_id");
        if (application == 0 && version == 0 && connection.Scalar<long>("SELECT count(*) FROM sqlite_schema") == 0) return false;
        if (application != ApplicationId)
            throw new CatalogException($"'{path}' is an SQLite file of another program, not a catalog. Name a *.garments file, or make one with 'garment index FOLDER'.");
        if (version > Version)
            throw new CatalogException($"'{path}' was written by a newer GarmentTools (schema {version}, this program knows {Version}). Update GarmentTools; the catalog was not changed.");
        return true;
    }
}
