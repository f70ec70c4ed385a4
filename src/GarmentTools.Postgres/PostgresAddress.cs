using GarmentTools.Common;
using Npgsql;

namespace GarmentTools.Postgres;

/// <summary>
/// Where a catalog lies on a Postgres server:
/// <c>postgres://user@host:5432/database?schema=garments&amp;sslmode=verify-full&amp;photos=/mnt/photos</c>.
/// Made of the same parts as libpq's URIs, and of three of its own: <c>schema</c>, <c>photos</c> and <c>connections</c>.
/// </summary>
/// <remarks>Prints without its passwords, everywhere: messages, progress and JSON take <see cref="ToString"/>.</remarks>
internal sealed class PostgresAddress
{
    /// <summary>The schema that a catalog lies in unless told otherwise.</summary>
    public const string DefaultSchema = "garments";

    /// <summary>The port of a server unless told otherwise.</summary>
    public const int DefaultPort = 5432;

    private readonly IReadOnlyDictionary<string, string> _parameters;
    private readonly string? _password;
    private readonly NpgsqlConnectionStringBuilder _settings;
    private readonly string _text;

    internal PostgresAddress(string user, string? password, IReadOnlyList<(string Host, int Port)> hosts, string database,
        IReadOnlyDictionary<string, string> parameters)
    {
        (User, _password, Hosts, Database, _parameters) = (user, password, hosts, database, parameters);
        _settings = PostgresSettings.Of(this, password, parameters);
        _text = PostgresAddressText.Write(this, parameters);
    }

    /// <summary>Whether a text is meant as an address and not as a path.</summary>
    public static bool IsAddress(string? text) =>
        text is not null && (text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads an address.</summary>
    /// <exception cref="UsageException">It cannot be read; the message says which part, and never shows a password.</exception>
    public static PostgresAddress Parse(string text) => PostgresAddressParser.Parse(text);

    /// <summary>Who connects: the address's, else PGUSER, else the name of the account.</summary>
    public string User { get; }

    /// <summary>The servers, tried in this order; a folder (<c>/var/run/postgresql</c>) stands for the socket in it.</summary>
    public IReadOnlyList<(string Host, int Port)> Hosts { get; }

    /// <summary>The database: the address's, else PGDATABASE, else one named like the user.</summary>
    public string Database { get; }

    /// <summary>The schema that the catalog's tables lie in.</summary>
    public string Schema => _parameters.GetValueOrDefault("schema", DefaultSchema);

    /// <summary>The folder of this machine that holds the photos; null for the one that the environment or the catalog names.</summary>
    public string? Photos => _parameters.GetValueOrDefault("photos");

    /// <summary>How many connections this process opens at most; null for the usual (100).</summary>
    public int? Connections => _parameters.ContainsKey("connections") ? _settings.MaxPoolSize : null;

    /// <summary>Whether a password is in the address itself; else PGPASSWORD and the pgpass file are asked.</summary>
    public bool HasPassword => _password is not null;

    /// <summary>The schema's name as it stands in a statement.</summary>
    public string QuotedSchema => Quote(Schema);

    /// <summary>A name as it stands in a statement.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>
    /// The same catalog, asked for with another folder of photos, schema or number of connections; null takes a parameter away.
    /// </summary>
    public PostgresAddress With(string parameter, string? value)
    {
        var parameters = _parameters.Where(p => p.Key != parameter).ToDictionary(p => p.Key, p => p.Value);
        if (value is not null) parameters[parameter] = value;
        return new(User, _password, Hosts, Database, parameters);
    }

    /// <summary>
    /// The pool that connections to this address come from. Each new connection looks for tables in the catalog's schema first, then in
    /// <c>public</c>,
    /// where extensions usually are.
    /// </summary>
    public NpgsqlDataSource CreateDataSource()
    {
        var builder = new NpgsqlDataSourceBuilder(_settings.ConnectionString);
        // Said by a statement and not at login: poolers such as pgbouncer refuse a search_path there.
        // Some hosts keep pgvector in a schema of its own.
        var searchPath = $"""
            SELECT set_config('search_path', quote_ident('{Schema}') || ', public' || coalesce(
                (SELECT ', ' || quote_ident(nspname) FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace WHERE extname
                  = 'vector' AND nspname <> 'public'), ''), false)
            """;
        builder.UsePhysicalConnectionInitializer(
            connection => Run(connection, searchPath),
            async connection =>
            {
                await using var command = Command(connection, searchPath);
                await command.ExecuteNonQueryAsync().ConfigureAwait(false);
            });
        return builder.Build();
    }

    /// <summary>The address without its passwords, in a form that can be given to <c>--catalog</c> again.</summary>
    public override string ToString() => _text;

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // the schema's name is quoted
        return new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
    }
}
