using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GarmentTools;

/// <summary>One open connection to a catalog: runs statements and turns SQLite's errors into a <see cref="CatalogException"/> that says what to do.</summary>
internal sealed class CatalogConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    private CatalogConnection(SqliteConnection connection, string path) => (_connection, Path) = (connection, path);

    public string Path { get; }

    /// <summary>Opens a connection. <paramref name="immutable"/>: the folder cannot be written, so nobody changes the file and no lock is needed.</summary>
    public static CatalogConnection Open(string path, SqliteOpenMode mode, bool immutable)
    {
        var source = immutable ? "file:" + Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal) + "?immutable=1" : path;
        var builder = new SqliteConnectionStringBuilder { DataSource = source, Mode = mode, ForeignKeys = true, DefaultTimeout = 60, Pooling = true };
        var connection = new SqliteConnection(builder.ToString());
        try
        {
            connection.Open();
            var opened = new CatalogConnection(connection, path);
            if (mode != SqliteOpenMode.ReadOnly) opened.Execute("PRAGMA synchronous = FULL"); // what was reported as added survives a power cut, too
            return opened;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw CatalogErrors.From(e, path);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs work in a transaction; readers see one state throughout, writers wait for each other.</summary>
    public T Transaction<T>(bool write, Func<T> work)
    {
        Execute(write ? "BEGIN IMMEDIATE" : "BEGIN");
        try
        {
            var result = work();
            // A file whose name is gone still takes all that is written, and keeps nothing of it.
            if (write && !File.Exists(Path)) throw CatalogErrors.Vanished(Path);
            Execute("COMMIT");
            return result;
        }
        catch
        {
            try { Execute("ROLLBACK"); }
            catch (CatalogException) { } // SQLite has rolled back by itself (full disk); the first error is the one to tell
            throw;
        }
    }

    public void Transaction(Action work) => Transaction(write: true, () => { work(); return 0; });

    /// <summary>Runs a statement and returns how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        try { return Bind(sql, parameters).ExecuteNonQuery(); }
        catch (SqliteException e) { throw CatalogErrors.From(e, Path); }
    }

    /// <summary>The first value of the first row, or the default where there is none.</summary>
    public T? Scalar<T>(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        try
        {
            return Bind(sql, parameters).ExecuteScalar() switch
            {
                null or DBNull => default,
                T value => value,
                var other => (T)Convert.ChangeType(other, Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T), CultureInfo.InvariantCulture),
            };
        }
        catch (SqliteException e) { throw CatalogErrors.From(e, Path); }
    }

    /// <summary>The rows of a query, read one after the other. One statement is read at a time to its end, or its enumerator is disposed.</summary>
    public IEnumerable<T> Query<T>(string sql, Func<SqliteDataReader, T> map, params (string Name, object? Value)[] parameters)
    {
        SqliteDataReader reader;
        using var command = Create(sql);
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        try { reader = command.ExecuteReader(); }
        catch (SqliteException e) { throw CatalogErrors.From(e, Path); }
        using (reader)
        {
            while (true)
            {
                T row;
                try
                {
                    if (!reader.Read()) break;
                    row = map(reader);
                }
                catch (SqliteException e) { throw CatalogErrors.From(e, Path); }
                // SQLite puts any kind of value into any column: what damage or another program wrote shows only here.
                catch (Exception e) when (e is InvalidCastException or InvalidOperationException or FormatException or OverflowException or ArgumentException)
                {
                    throw CatalogErrors.WrongValue(e, Path);
                }
                yield return row;
            }
        }
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
        // The connection goes back to a pool: a transaction left open by a failure would be the next user's.
        if (_connection.Handle is { } handle && raw.sqlite3_get_autocommit(handle) == 0) raw.sqlite3_exec(handle, "ROLLBACK");
        _connection.Dispose();
    }

    // Statements without a result are prepared once: an index run repeats the same few a hundred thousand times.
    private SqliteCommand Bind(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_commands.TryGetValue(sql, out var command)) _commands[sql] = command = Create(sql);
        command.Parameters.Clear();
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    private SqliteCommand Create(string sql)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // the statements are the program's own; values travel as parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
