using GarmentTools.Common;
using Microsoft.Data.Sqlite;

namespace GarmentTools.Catalogs.Sqlite;

/// <summary>A catalog in one SQLite file.</summary>
internal sealed class SqliteStore : CatalogStore
{
    private readonly bool _immutable;
    private string _folder;
    private volatile bool _isCurrent;

    private SqliteStore(string path, bool immutable) : base(path)
    {
        _folder = System.IO.Path.GetDirectoryName(path)!;
        _immutable = immutable;
    }

    /// <summary>The file's own, or for a copy the folder of the catalog that it was copied from.</summary>
    public override string Folder => _folder;
    public override bool IsReadOnly => _immutable;
    public override string VectorFiles => Path;

    public static SqliteStore Open(string path) => TryOpen(path)
        ?? throw new CatalogException($"'{path}' is empty: its making was interrupted before the first photo.",
            new Remedy(RemedyKind.FinishCatalog, Catalog: path));

    // Null where a run was killed between making the file and making its tables.
    private static SqliteStore? TryOpen(string path)
    {
        path = Real(path);
        if (Directory.Exists(path))
            throw new CatalogException($"'{path}' is a folder, expected a *.garments file.", new Remedy(RemedyKind.IndexThisFolder, path));
        if (!File.Exists(path)) throw CatalogErrors.NotFound(path);
        var store = new SqliteStore(path, immutable: !IsWritable(path));
        using var connection = store.Read();
        if (!SqliteSchema.Check(connection, path)) return null;
        if (CatalogMeta.Find(connection, "folder") is { } folder && Directory.Exists(folder)) store._folder = folder;
        return store;
    }

    public static SqliteStore OpenOrCreate(string path, CatalogStart start)
    {
        path = Real(path);
        if (File.Exists(path) && new FileInfo(path).Length > 0 && TryOpen(path) is { } finished) return finished;
        var (meta, outputs) = start();
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            MakeFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CatalogException($"The catalog '{path}' cannot be made: {e.Message}", new Remedy(RemedyKind.NameAnotherCatalog), e);
        }
        using (var connection = SqliteCatalogConnection.Open(path, SqliteOpenMode.ReadWrite, immutable: false))
        {
            connection.Execute("PRAGMA journal_mode = WAL");
            connection.Transaction(() =>
            {
                // another process may have been faster
                if (!SqliteSchema.Check(connection, path)) SqliteSchema.Create(connection, meta, outputs);
            });
        }
        return Open(path);
    }

    public override CatalogConnection Read() =>
        SqliteCatalogConnection.Open(Path, _immutable ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite, _immutable);

    public override CatalogConnection Write()
    {
        if (_immutable)
            throw new CatalogException($"'{Path}' cannot be written: the file or its folder is read-only. Change the permissions, or " +
                "copy the catalog to a folder of your own.");
        if (!File.Exists(Path)) throw CatalogErrors.NotFound(Path);
        var connection = SqliteCatalogConnection.Open(Path, SqliteOpenMode.ReadWrite, immutable: false);
        if (_isCurrent) return connection;
        try
        {
            SqliteSchema.Upgrade(connection);
            _isCurrent = true;
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override int SchemaVersion(CatalogConnection connection) => SqliteSchema.VersionOf(connection);

    public override bool CountsChanges(CatalogConnection connection) => SqliteSchema.VersionOf(connection) > 1;

    public override long SizeInBytes(CatalogConnection connection) => new FileInfo(Path).Length;

    public override IReadOnlyList<(CatalogFinding Finding, Action? Mend)> CheckStorage(CatalogConnection connection)
    {
        List<string> messages;
        try { messages = connection.Query("PRAGMA integrity_check(20)", r => r.GetString(0)).Where(message => message != "ok").ToList(); }
        catch (CatalogException e) { messages = [e.InnerException?.Message ?? e.Message]; } // too damaged to be checked
        if (messages.Count == 0) return [];
        var indexOnly = messages.All(m => m.Contains("index", StringComparison.OrdinalIgnoreCase));
        var message = $"SQLite's integrity check: {string.Join("; ", messages.Take(3))}. " +
            (indexOnly ? "A repair makes the indexes again." : "Restore a backup, or index the photos into a new catalog.");
        return [(new CatalogFinding(indexOnly ? "DamagedIndex" : "DamagedFile", message, indexOnly), indexOnly ? () =>
            connection.Execute("REINDEX") : null)];
    }

    public override void Dispose()
    {
        try
        {
            if (!_immutable && File.Exists(Path))
            {
                using var connection = SqliteCatalogConnection.Open(Path, SqliteOpenMode.ReadWrite, immutable: false);
                connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)"); // one file to copy, when nobody else is at work
            }
        }
        catch (CatalogException) { } // closing must not fail; the log is taken up at the next opening
        SqliteConnection.ClearAllPools(); // idle connections would keep the file open, and its log beside it
        GC.SuppressFinalize(this);
    }

    // A folder on the way may be a link, too.
    protected override bool IsNamed(string catalog) => base.IsNamed(catalog) || System.IO.Path.IsPathFullyQualified(catalog)
        && string.Equals(RealPath.Of(catalog), RealPath.Of(Path), OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase
            : StringComparison.Ordinal);

    // A link's folder is not the one that paths are relative to, nor where the log lies.
    private static string Real(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try { return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full; }
        catch (IOException) { return full; } // none there, or a circle of links: opening it says so
    }

    // Empty and private from its first moment. Made elsewhere and moved, as no handle of a catalog may be closed that SQLite does not know
    // of (see IsWritable).
    private static void MakeFile(string path)
    {
        if (File.Exists(path)) return;
        var made = $"{path}.{Environment.ProcessId}-{Guid.NewGuid():N}";
        PrivateFile.Create(made).Dispose();
        try { File.Move(made, path); }
        catch (IOException) when (File.Exists(path)) { File.Delete(made); } // another process or thread was faster
    }

    // SQLite needs to write beside a catalog even for reading (its log's index); where that is impossible nobody else can change it either.
    // The catalog itself is only ever opened by SQLite: closing any other handle of it would drop the locks of all of this process's
    // connections
    // (https://sqlite.org/howtocorrupt.html, 2.2), and another process that reads and closes then removes the log that is still being
    // written.
    private static bool IsWritable(string path)
    {
        try
        {
            var probe = $"{path}.{Environment.ProcessId}-{Guid.NewGuid():N}";
            using (PrivateFile.Create(probe, FileOptions.DeleteOnClose)) { }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return false; }
        return SqliteCatalogConnection.IsWritable(path);
    }
}
