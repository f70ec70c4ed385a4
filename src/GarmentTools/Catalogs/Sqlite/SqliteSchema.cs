using GarmentTools.Common;

namespace GarmentTools.Catalogs.Sqlite;

/// <summary>The tables of a catalog in SQLite, and the way from an older version of them to this one.</summary>
internal static class SqliteSchema
{
    /// <summary>"GRMT": tells a catalog from other programs' SQLite files.</summary>
    public const int ApplicationId = 0x47524D54;

    /// <summary>The version that this program writes.</summary>
    public const int Version = 2;

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
        CREATE TABLE rejected (path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL, reason TEXT NOT NULL,
          rejected_at TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE decisions (
            first BLOB NOT NULL, second BLOB NOT NULL, same INTEGER NOT NULL, decided_at TEXT NOT NULL,
            PRIMARY KEY (first, second), CHECK (first < second)) WITHOUT ROWID;
        """;

    // Version 2, for copies of what has changed: the changes (and the generation that each led to, 0 where it led to none), the garments'
    // latest one, and what was removed.
    private const string Changes = """
        CREATE TABLE changes (number INTEGER PRIMARY KEY, at TEXT NOT NULL, token TEXT NOT NULL, generation INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE removed (id INTEGER PRIMARY KEY, changed INTEGER NOT NULL);
        ALTER TABLE garments ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
        """;

    /// <summary>Makes the tables of a new catalog, inside the caller's transaction.</summary>
    public static void Create(CatalogConnection connection, IReadOnlyDictionary<string, string> meta,
        IReadOnlyList<(string Name, int Dimensions)> outputs)
    {
        connection.Execute(Tables);
        CatalogMeta.Start(connection, meta, outputs);
        connection.Execute($"PRAGMA application_id = {ApplicationId}");
        Finish(connection);
    }

    /// <summary>Brings an older catalog to this version. Programs of the older one do not open it any more.</summary>
    public static void Upgrade(CatalogConnection connection)
    {
        if (VersionOf(connection) >= Version) return;
        connection.Transaction(() =>
        {
            if (VersionOf(connection) >= Version) return; // another process was faster
            Finish(connection);
            // all that is known of the time before
            connection.Execute("UPDATE garments SET changed = $change", ("$change", connection.Change()));
        });
    }

    /// <summary>The version of a catalog's tables.</summary>
    public static int VersionOf(CatalogConnection connection) => connection.Scalar<int>("PRAGMA user_version");

    /// <summary>Refuses what is not a catalog of this version or an older one.</summary>
    /// <returns>False where the file is empty: a catalog that was never finished.</returns>
    public static bool Check(CatalogConnection connection, string path)
    {
        // first, as another process may make all of it at this moment
        var tables = connection.Scalar<long>("SELECT count(*) FROM sqlite_schema");
        var version = VersionOf(connection);
        var application = connection.Scalar<long>("PRAGMA application_id");
        if (application == 0 && version == 0 && tables == 0) return false;
        if (application != ApplicationId)
            throw new CatalogException($"'{path}' is an SQLite file of another program, not a catalog.",
                new Remedy(RemedyKind.NameOrMakeCatalog));
        if (version > Version) throw CatalogErrors.Newer(path, version, Version);
        return true;
    }

    private static void Finish(CatalogConnection connection)
    {
        connection.Execute(Changes);
        connection.Execute($"PRAGMA user_version = {Version}");
    }
}
