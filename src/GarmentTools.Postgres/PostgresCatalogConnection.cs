using System.Data.Common;
using System.Text;
using System.Text.RegularExpressions;
using GarmentTools.Catalogs;
using GarmentTools.Common;
using Npgsql;
using NpgsqlTypes;

namespace GarmentTools.Postgres;

/// <summary>A connection to a catalog on a Postgres server.</summary>
internal sealed partial class PostgresCatalogConnection(NpgsqlConnection connection, PostgresDialect dialect, PostgresAddress address)
    : CatalogConnection(connection, dialect, address.ToString())
{
    // Which table a name stands for is no part of what REPEATABLE READ sees: without the lock, a reader who has the old model's name could
    // get the new one's
    // vectors. Taken before the first look at the rows, since LOCK is the one statement that looks at none.
    private const string BeginReading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; LOCK TABLE outputs IN ACCESS SHARE MODE";
    private const string BeginWriting =
        "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL lock_timeout = '60s'; SET LOCAL idle_in_transaction_session_timeout " +
            "= '5min'; SELECT 1 FROM meta WHERE key = 'generation' FOR UPDATE";

    // What one INSERT of many rows takes at most: parameters (the protocol allows 65,535) and rows.
    private const int MostParameters = 20_000, MostRows = 500;

    private static readonly HashSet<string> s_serversWithoutCopy = [];

    public NpgsqlConnection Inner => connection;

    // One round trip. Writers wait for each other at the generation's row, so that each sees what the one before has stored. A machine that
    // dies inside a
    // transaction must not keep the others waiting until the server's network notices.
    public override void Begin(bool write)
    {
        try { Execute(write ? BeginWriting : BeginReading); }
        catch (CatalogException e) when (e.InnerException is NpgsqlException
            && connection.FullState.HasFlag(System.Data.ConnectionState.Broken))
        {
            // It had been idle since before the server was restarted. Nothing has happened yet, so another one will do; if that fails, the
            // server is gone.
            NpgsqlConnection.ClearPool(connection);
            connection.Close();
            try { connection.Open(); }
            catch (Exception reason) when (Explain(reason) is { } told) { throw told; }
            Execute(write ? BeginWriting : BeginReading);
        }
    }

    public override void BeforeReplacingTables() => Execute("LOCK TABLE outputs IN ACCESS EXCLUSIVE MODE");

    /// <summary>By COPY where the server has it, else by INSERTs of many rows.</summary>
    public override void Load(string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        using var all = rows.GetEnumerator();
        if (!all.MoveNext()) return;
        if (HasCopy()) Copy(table, columns, all);
        else Insert(table, columns, all);
    }

    protected override CatalogException? Explain(Exception exception) =>
        PostgresErrors.IsOurs(exception) ? PostgresErrors.From(exception, address) : null;

    protected override void AddParameter(DbCommand command, string name, object value) =>
        ((NpgsqlCommand)command).Parameters.Add(new NpgsqlParameter(name[1..], value));

    protected override DbCommand Create(string sql) => base.Create(Parameter().Replace(sql, "@$1"));

    // pglite, and gateways that only pass queries on, have none: asked once per server.
    private bool HasCopy()
    {
        lock (s_serversWithoutCopy)
            if (s_serversWithoutCopy.Contains(Path)) return false;
        if (Scalar<string>("SELECT version()") is { } version && !version.Contains("emcc", StringComparison.OrdinalIgnoreCase)
            && !version.Contains("emscripten", StringComparison.OrdinalIgnoreCase)) return true;
        lock (s_serversWithoutCopy) s_serversWithoutCopy.Add(Path);
        return false;
    }

    private void Copy(string table, IReadOnlyList<string> columns, IEnumerator<object?[]> rows)
    {
        try
        {
            using var import = connection.BeginBinaryImport($"COPY {table} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)");
            do
            {
                import.StartRow();
                foreach (var value in rows.Current) Write(import, value);
            }
            while (rows.MoveNext());
            import.Complete();
        }
        catch (Exception e) when (Explain(e) is { } told) { throw told; }
    }

    private void Write(NpgsqlBinaryImporter import, object? value)
    {
        switch (value)
        {
            case null: import.WriteNull(); break;
            case long number: import.Write(number, NpgsqlDbType.Bigint); break;
            case double number: import.Write(number, NpgsqlDbType.Double); break;
            case string text: import.Write(text, NpgsqlDbType.Text); break;
            case byte[] bytes: import.Write(bytes, NpgsqlDbType.Bytea); break;
            // COPY does not ask for types: the bytes go to the reader of the column's own.
            case float[] vector when dialect.HasHalfvec: import.Write(PostgresDialect.ToBinary(vector), NpgsqlDbType.Bytea); break;
            case float[] vector: import.Write(vector, NpgsqlDbType.Array | NpgsqlDbType.Real); break;
            default: throw new ArgumentException($"A {value.GetType().Name} cannot be loaded.", nameof(value));
        }
    }

    private void Insert(string table, IReadOnlyList<string> columns, IEnumerator<object?[]> rows)
    {
        var most = Math.Min(MostRows, MostParameters / columns.Count);
        var chunk = new List<object?[]>(most);
        do
        {
            chunk.Add(rows.Current);
            if (chunk.Count < most) continue;
            InsertChunk(table, columns, chunk);
            chunk.Clear();
        }
        while (rows.MoveNext());
        if (chunk.Count > 0) InsertChunk(table, columns, chunk);
    }

    private void InsertChunk(string table, IReadOnlyList<string> columns, List<object?[]> rows)
    {
        var sql = new StringBuilder($"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ");
        var parameters = new (string, object?)[rows.Count * columns.Count];
        for (var i = 0; i < parameters.Length; i++)
        {
            var (row, column) = Math.DivRem(i, columns.Count);
            var value = rows[row][column];
            parameters[i] = ($"$c{i}", value);
            sql.Append(column == 0 ? row == 0 ? "(" : ", (" : ", ").Append((value is float[]) ? dialect.VectorParameter($"$c{i}")
                : $"$c{i}");
            if (column == columns.Count - 1) sql.Append(')');
        }
        Execute(sql.ToString(), parameters);
    }

    // A '$' before anything else (the end of a regular expression) stays.
    [GeneratedRegex(@"\$([a-z][a-z0-9_]*)")]
    private static partial Regex Parameter();
}
