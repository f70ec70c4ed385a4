using GarmentTools.Common;
using GarmentTools.Postgres.Queue;
using Npgsql;

namespace GarmentTools.Postgres;

/// <summary>One step of the tables' history.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Name">What it is about.</param>
/// <param name="Sql">The statements; tables are named without their schema.</param>
internal sealed record PostgresMigration(int Number, string Name, string Sql);

/// <summary>
/// Brings a schema to the tables that this program knows, step by step. What was done stands in the table <c>migrations</c>; a step is
/// never changed once it
/// was released, only followed by another.
/// </summary>
internal static class PostgresMigrations
{
    // "GRMT", as in the SQLite file's head; the second half of the lock is the schema.
    private const int LockClass = 0x47524D54;

    /// <summary>All steps, in order.</summary>
    public static IReadOnlyList<PostgresMigration> All { get; } =
    [
        new(1, "catalog", PostgresSchema.Tables),
        new(2, "queue", QueueSchema.Tables),
    ];

    /// <summary>The number of the last step.</summary>
    public static int Latest => All.Count;

    /// <summary>The number of the last step that a schema has; 0 where there is no catalog.</summary>
    /// <exception cref="CatalogException">The schema is newer than this program.</exception>
    public static int Version(NpgsqlConnection connection, PostgresAddress address, NpgsqlTransaction? transaction = null) =>
        Version(connection, address, transaction, Latest);

    /// <summary>
    /// Runs what is missing, inside the caller's transaction: all of it takes effect, or nothing. Processes that come at once wait for each
    /// other.
    /// </summary>
    /// <returns>The number that the schema had before; 0 where there was none.</returns>
    /// <exception cref="CatalogException">The schema is newer than this program.</exception>
    public static int Apply(NpgsqlConnection connection, PostgresAddress address, NpgsqlTransaction transaction) =>
        Apply(connection, address, transaction, All);

    internal static int Apply(NpgsqlConnection connection, PostgresAddress address, NpgsqlTransaction transaction,
        IReadOnlyList<PostgresMigration> all)
    {
        PostgresErrors.CheckServer(connection, address);
        using (var wait = Command(connection, transaction, "SELECT pg_advisory_xact_lock($1, hashtext($2))", LockClass,
            address.Schema)) wait.ExecuteNonQuery();
        var before = Version(connection, address, transaction, all.Count);
        if (before == all.Count && before > 0) return before;
        if (before == 0)
        {
            // Not CREATE SCHEMA IF NOT EXISTS alone: that asks for the right to make one also where an administrator has made it.
            using (var exists = Command(connection, transaction, "SELECT 1 FROM pg_namespace WHERE nspname = $1", address.Schema))
                if (exists.ExecuteScalar() is null) Run(connection, transaction, $"CREATE SCHEMA {address.QuotedSchema}");
            Run(connection, transaction, $"CREATE TABLE IF NOT EXISTS {address.QuotedSchema}.migrations (number integer PRIMARY KEY, " +
                "name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())");
        }
        foreach (var step in all.Where(step => step.Number > before))
        {
            Run(connection, transaction, step.Sql);
            using var note = Command(connection, transaction, $"INSERT INTO {address.QuotedSchema}.migrations (number, name) VALUES ($1, " +
                "$2)", step.Number, step.Name);
            note.ExecuteNonQuery();
        }
        return before;
    }

    private static int Version(NpgsqlConnection connection, PostgresAddress address, NpgsqlTransaction? transaction, int latest)
    {
        using (var exists = Command(connection, transaction, "SELECT to_regclass($1) IS NOT NULL", $"{address.QuotedSchema}.migrations"))
            if (exists.ExecuteScalar() is not true) return 0;
        using var last = Command(connection, transaction, $"SELECT coalesce(max(number), 0) FROM {address.QuotedSchema}.migrations");
        var version = (int)last.ExecuteScalar()!;
        if (version > latest)
            throw new CatalogException($"The catalog {address} was written by a newer GarmentTools (schema {version}, this program knows " +
                $"{latest}). Update GarmentTools; the catalog was not changed.");
        return version;
    }

    private static void Run(NpgsqlConnection connection, NpgsqlTransaction transaction, string sql)
    {
        using var command = Command(connection, transaction, sql);
        command.ExecuteNonQuery();
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql,
        params object[] parameters)
    {
#pragma warning disable CA2100 // the statements are the program's own, the schema's name is quoted
        var command = new NpgsqlCommand(sql, connection, transaction);
#pragma warning restore CA2100
        foreach (var value in parameters) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
