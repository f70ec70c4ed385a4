using System.Data.Common;
using System.Globalization;
using GarmentTools.Common;

namespace GarmentTools.Catalogs;

/// <summary>
/// One open connection to a catalog, of whatever kind: runs statements and turns the database's errors into a
/// <see cref="CatalogException"/> that says what
/// to do. Statements name their parameters <c>$name</c>; what the kinds say differently is asked of <see cref="Dialect"/>.
/// </summary>
internal abstract class CatalogConnection(DbConnection connection, CatalogDialect dialect, string path) : IDisposable
{
    private readonly Dictionary<string, DbCommand> _commands = [];
    private long _change;
    private volatile DbCommand? _running;

    /// <summary>The catalog's path or address, as messages name it.</summary>
    public string Path => path;

    /// <summary>How this kind of database says things.</summary>
    public CatalogDialect Dialect => dialect;

    /// <summary>Runs work in a transaction; readers see one state throughout, writers wait for each other.</summary>
    public T Transaction<T>(bool write, Func<T> work)
    {
        Begin(write);
        _change = 0;
        try
        {
            var result = work();
            if (write) BeforeCommit();
            Execute("COMMIT");
            return result;
        }
        catch
        {
            try { Execute("ROLLBACK"); }
            catch (CatalogException) { } // rolled back already (full disk, connection lost); the first error is the one to tell
            throw;
        }
    }

    public void Transaction(Action work) => Transaction(write: true, () => { work(); return 0; });

    /// <summary>Refuses to commit what would be lost.</summary>
    protected virtual void BeforeCommit() { }

    /// <summary>Begins a transaction that lasts until the connection is disposed, or until COMMIT.</summary>
    public abstract void Begin(bool write);

    /// <summary>Called in a transaction before it replaces tables of vectors: whoever reads now reads the old ones to the end.</summary>
    public virtual void BeforeReplacingTables() { }

    /// <summary>
    /// The number of the change that the running transaction makes: garments that it touches carry it, so that a copy can tell what is new.
    /// The token
    /// tells two catalogs apart that went different ways from the same number on.
    /// </summary>
    public long Change() => _change > 0 ? _change : _change = Scalar<long>(
        "INSERT INTO changes (number, at, token) SELECT coalesce(max(number), 0) + 1, $at, $token FROM changes RETURNING number",
        ("$at", DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture)), ("$token", Guid.NewGuid().ToString("N")));

    /// <summary>
    /// Stops the statement that runs when the token says so, where the database can; it ends with a <see cref="CatalogException"/> then.
    /// </summary>
    public CancellationTokenRegistration StopOn(CancellationToken token) => token.Register(() => _running?.Cancel());

    /// <summary>Runs a statement and returns how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        try { return Bind(sql, parameters).ExecuteNonQuery(); }
        catch (Exception e) when (Explain(e) is { } told) { throw told; }
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
        catch (Exception e) when (Explain(e) is { } told) { throw told; }
    }

    /// <summary>
    /// The rows of a query, read one after the other. One statement is read at a time to its end, or its enumerator is disposed.
    /// </summary>
    public IEnumerable<T> Query<T>(string sql, Func<DbDataReader, T> map, params (string Name, object? Value)[] parameters)
    {
        DbDataReader reader;
        using var command = Create(sql);
        foreach (var (name, value) in parameters) AddParameter(command, name, value ?? DBNull.Value);
        _running = command;
        try { reader = command.ExecuteReader(); }
        catch (Exception e) when (Explain(e) is { } told) { throw told; }
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
                catch (Exception e) when (Explain(e) is { } told) { throw told; }
                // SQLite puts any kind of value into any column: what damage or another program wrote shows only here.
                catch (Exception e) when (e is InvalidCastException or InvalidOperationException or FormatException or OverflowException
                    or ArgumentException)
                {
                    throw CatalogErrors.WrongValue(e, Path);
                }
                yield return row;
            }
        }
    }

    /// <summary>
    /// Adds many rows at once, each with a value per column; a vector's cell is a <c>float[]</c> of values that float16 holds exactly.
    /// </summary>
    public virtual void Load(string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        var names = Enumerable.Range(0, columns.Count).Select(i => "$c" + i.ToString(CultureInfo.InvariantCulture)).ToArray();
        var sql = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", names)})";
        var bound = new (string, object?)[columns.Count];
        foreach (var row in rows)
        {
            for (var i = 0; i < bound.Length; i++) bound[i] = (names[i], row[i] is float[] vector ? dialect.VectorValue(vector) : row[i]);
            Execute(sql, bound);
        }
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
        BeforeClosing();
        connection.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Called when all commands are gone.</summary>
    protected virtual void BeforeClosing() { }

    /// <summary>What an exception of the database means to the owner of the catalog; null for one that is not the database's.</summary>
    protected abstract CatalogException? Explain(Exception exception);

    /// <summary>Gives a command a parameter; <paramref name="name"/> is <c>$name</c>.</summary>
    protected abstract void AddParameter(DbCommand command, string name, object value);

    /// <summary>A command of a statement.</summary>
    protected virtual DbCommand Create(string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // the statements are the program's own; values travel as parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    // Statements without a result are prepared once: an index run repeats the same few a hundred thousand times.
    private DbCommand Bind(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_commands.TryGetValue(sql, out var command)) _commands[sql] = command = Create(sql);
        _running = command;
        command.Parameters.Clear();
        foreach (var (name, value) in parameters) AddParameter(command, name, value ?? DBNull.Value);
        return command;
    }
}
