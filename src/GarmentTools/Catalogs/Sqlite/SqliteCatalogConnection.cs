using System.Data.Common;
using GarmentTools.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GarmentTools.Catalogs.Sqlite;

/// <summary>A connection to a catalog's SQLite file.</summary>
internal sealed class SqliteCatalogConnection : CatalogConnection
{
    private readonly SqliteConnection _connection;

    private SqliteCatalogConnection(SqliteConnection connection, string path) : base(connection, SqliteDialect.Instance, path) =>
        _connection = connection;

    /// <summary>
    /// Opens a connection. <paramref name="immutable"/>: the folder cannot be written, so nobody changes the file and no lock is needed.
    /// </summary>
    public static SqliteCatalogConnection Open(string path, SqliteOpenMode mode, bool immutable)
    {
        var source = immutable ? "file:" + Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal) + "?immutable=1" : path;
        var builder = new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            ForeignKeys = true,
            DefaultTimeout = 60,
            Pooling = true
        };
        var connection = new SqliteConnection(builder.ToString());
        try
        {
            connection.Open();
            var opened = new SqliteCatalogConnection(connection, path);
            // what was reported as added survives a power cut, too
            if (mode != SqliteOpenMode.ReadOnly) opened.Execute("PRAGMA synchronous = FULL");
            return opened;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw SqliteErrors.From(e, path);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Whether the file itself can be written, as SQLite sees it; nothing of it is read.</summary>
    public static bool IsWritable(string path)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode =
                SqliteOpenMode.ReadWrite,
                Pooling = false
            }.ToString());
            connection.Open();
            return raw.sqlite3_db_readonly(connection.Handle, "main") == 0;
        }
        catch (SqliteException e) { throw SqliteErrors.From(e, path); }
    }

    public override void Begin(bool write) => Execute(write ? "BEGIN IMMEDIATE" : "BEGIN");

    // A file whose name is gone still takes all that is written, and keeps nothing of it.
    protected override void BeforeCommit()
    {
        if (!File.Exists(Path)) throw CatalogErrors.Vanished(Path);
    }

    // The connection goes back to a pool: a transaction left open by a failure would be the next user's.
    protected override void BeforeClosing()
    {
        if (_connection.Handle is { } handle && raw.sqlite3_get_autocommit(handle) == 0) raw.sqlite3_exec(handle, "ROLLBACK");
    }

    protected override CatalogException? Explain(Exception exception) => exception is SqliteException e ? SqliteErrors.From(e, Path) : null;

    protected override void AddParameter(DbCommand command, string name, object value) =>
        ((SqliteCommand)command).Parameters.AddWithValue(name, value);
}
