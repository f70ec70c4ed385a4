using System.Globalization;
using System.Text.RegularExpressions;
using GarmentTools.Common;
using Npgsql;

namespace GarmentTools.Postgres;

/// <summary>The parameters of an address, and what they mean to Npgsql.</summary>
internal static partial class PostgresSettings
{
    private const int UsualConnectTimeout = 15; // seconds

    private static readonly Dictionary<string, SslMode> s_sslModes = new()
    {
        ["disable"] = SslMode.Disable,
        ["allow"] = SslMode.Allow,
        ["prefer"] = SslMode.Prefer,
        ["require"] = SslMode.Require,
        ["verify-ca"] = SslMode.VerifyCA,
        ["verify-full"] = SslMode.VerifyFull,
    };

    private static readonly string[] s_targets = ["any", "primary", "standby", "prefer-primary", "prefer-standby", "read-write", "read-only"];

    // Parts of the address that may also stand as parameters, as libpq has it.
    private static readonly string[] s_parts = ["host", "port", "user", "password", "dbname"];

    /// <summary>The parameters that are understood.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["schema", "photos", "connections", "sslmode", "sslrootcert", "sslcert", "sslkey", "sslpassword", "passfile", "connect_timeout", "application_name", "target_session_attrs", "options", .. s_parts];

    public static bool IsKnown(string name) => Names.Contains(name);

    /// <summary>Whether a value must never be shown.</summary>
    public static bool IsSecret(string name) => name.Contains("password", StringComparison.OrdinalIgnoreCase);

    /// <summary>Refuses values that cannot be, before anybody is asked to connect.</summary>
    public static PostgresAddress Checked(PostgresAddress address, IReadOnlyDictionary<string, string> parameters)
    {
        foreach (var (name, value) in parameters) Check(name, value);
        return address;
    }

    /// <summary>What Npgsql connects with.</summary>
    public static NpgsqlConnectionStringBuilder Of(PostgresAddress address, string? password, IReadOnlyDictionary<string, string> parameters)
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = address.Hosts is [var (only, _)] ? only : string.Join(',', address.Hosts.Select(Host)),
            Username = address.User,
            Database = address.Database,
            ApplicationName = parameters.GetValueOrDefault("application_name", "GarmentTools"),
            Timeout = UsualConnectTimeout,
            CommandTimeout = 0, // long statements are stopped by their token
            GssEncryptionMode = GssEncryptionMode.Disable, // the default looks for Kerberos on machines that have none
            KeepAlive = 30, // a server that is gone is noticed also while nothing is asked
            IncludeErrorDetail = false, // details show values of rows
            PersistSecurityInfo = false,
            // Every connection is used for the same schema, and what it was told at its beginning shall stay. A transaction left open is rolled back all the same.
            NoResetOnClose = true,
        };
        if (address.Hosts is [var (_, port)]) settings.Port = port;
        // Also while an answer is waited for: a server whose machine is gone says nothing any more.
        if (!address.Hosts.Any(host => host.Host.StartsWith('/'))) (settings.TcpKeepAlive, settings.TcpKeepAliveTime, settings.TcpKeepAliveInterval) = (true, 30, 10);
        if (password is not null) settings.Password = password;
        if (address.Connections is { } connections) settings.MaxPoolSize = connections;
        foreach (var (name, value) in parameters) Set(settings, name, value);
        // As libpq: a certificate to check against is meant to be checked against.
        if (settings.SslMode is SslMode.Require && parameters.ContainsKey("sslrootcert")) settings.SslMode = SslMode.VerifyCA;
        return settings;
    }

    private static void Set(NpgsqlConnectionStringBuilder settings, string name, string value)
    {
        switch (name)
        {
            case "sslmode": settings.SslMode = s_sslModes[value]; break;
            case "sslrootcert": settings.RootCertificate = value; break;
            case "sslcert": settings.SslCertificate = value; break;
            case "sslkey": settings.SslKey = value; break;
            case "sslpassword": settings.SslPassword = value; break;
            case "passfile": settings.Passfile = value; break;
            case "connect_timeout": settings.Timeout = PostgresAddressParser.Number(name, value, 0, 1024); break;
            case "target_session_attrs": settings.TargetSessionAttributes = value; break;
            case "options": settings.Options = value; break;
            default: break; // the address's own, and what is set above
        }
    }

    private static void Check(string name, string value)
    {
        switch (name)
        {
            case "sslmode" when !s_sslModes.ContainsKey(value): throw Unknown(name, value, s_sslModes.Keys);
            case "target_session_attrs" when !s_targets.Contains(value): throw Unknown(name, value, s_targets);
            case "connect_timeout": PostgresAddressParser.Number(name, value, 0, 1024); break;
            case "connections": PostgresAddressParser.Number(name, value, 1, 1000); break;
            case "schema" when !SchemaName().IsMatch(value):
                throw new UsageException($"'schema={value}' of the Postgres address cannot be: a schema's name has 1 to 48 letters, digits, '_' and '-', begins with a letter or '_', and not with 'pg_'.");
            case "photos" when !Path.IsPathFullyQualified(value):
                throw new UsageException($"'photos={value}' of the Postgres address is not a full path: name the folder from its root, such as photos=/mnt/photos.");
            case "sslrootcert" or "sslcert" or "sslkey" or "passfile" when !File.Exists(value):
                throw new CatalogException($"'{name}={value}' of the Postgres address was not found: expected a file. Check the path (looked in {Environment.CurrentDirectory}).");
            default: break;
        }
    }

    private static UsageException Unknown(string name, string value, IEnumerable<string> known) =>
        new($"'{name}={value}' of the Postgres address is not known: expected {string.Join(", ", known)}.");

    private static string Host((string Name, int Port) host) =>
        string.Create(CultureInfo.InvariantCulture, $"{(host.Name.Contains(':') ? $"[{host.Name}]" : host.Name)}:{host.Port}");

    // 48, so that names of tables and indexes made from it stay within Postgres' 63 bytes.
    [GeneratedRegex("^(?!pg_)[A-Za-z_][A-Za-z0-9_-]{0,47}$")]
    private static partial Regex SchemaName();
}
