using System.Globalization;
using System.Text.RegularExpressions;
using GarmentTools.Common;
using Npgsql;

namespace GarmentTools.Postgres;

/// <summary>The parameters of an address, and what they mean to Npgsql.</summary>
internal static partial class PostgresSettings
{
    // Npgsql's keyword for each name, which is libpq's.
    private static readonly Dictionary<string, string> s_keywords = new()
    {
        ["connections"] = "Maximum Pool Size",
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslpassword"] = "SSL Password",
        ["passfile"] = "Passfile",
        ["connect_timeout"] = "Timeout",
        ["application_name"] = "Application Name",
        ["target_session_attrs"] = "Target Session Attributes",
        ["options"] = "Options",
    };

    private static readonly string[] s_sslModes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];
    private static readonly string[] s_targets =
        ["any", "primary", "standby", "prefer-primary", "prefer-standby", "read-write", "read-only"];

    /// <summary>
    /// The parameters that are understood: the catalog's own, Npgsql's, and parts of the address that may stand as parameters, as in libpq.
    /// </summary>
    public static IReadOnlyList<string> Names { get; } =
        ["schema", "photos", .. s_keywords.Keys, "host", "port", "user", "password", "dbname"];

    /// <summary>Whether a value must never be shown.</summary>
    public static bool IsSecret(string name) => name.Contains("password", StringComparison.OrdinalIgnoreCase);

    /// <summary>What Npgsql connects with. Values that cannot be are refused here, before anybody is asked to connect.</summary>
    public static NpgsqlConnectionStringBuilder Of(
        PostgresAddress address, string? password, IReadOnlyDictionary<string, string> parameters)
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = address.Hosts is [var (only, _)] ? only : string.Join(',', address.Hosts.Select(Host)),
            Username = address.User,
            Database = address.Database,
            ApplicationName = "GarmentTools",
            Timeout = 15, // seconds
            CommandTimeout = 0, // long statements are stopped by their token
            GssEncryptionMode = GssEncryptionMode.Disable, // the default looks for Kerberos on machines that have none
            KeepAlive = 30, // a server that is gone is noticed also while nothing is asked
            IncludeErrorDetail = false, // details show values of rows
            PersistSecurityInfo = false,
            // Every connection is used for the same schema, and what it was told at its beginning shall stay. A transaction left open is
            // rolled back all the same.
            NoResetOnClose = true,
        };
        if (address.Hosts is [var (_, port)])
            settings.Port = port;
        // Also while an answer is waited for: a server whose machine is gone says nothing any more.
        if (!address.Hosts.Any(host => host.Host.StartsWith('/')))
            (settings.TcpKeepAlive, settings.TcpKeepAliveTime, settings.TcpKeepAliveInterval) = (true, 30, 10);
        if (password is not null)
            settings.Password = password;
        foreach (var (name, value) in parameters)
        {
            Check(name, value);
            if (s_keywords.TryGetValue(name, out var keyword))
                settings[keyword] = name == "sslmode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }
        // As libpq: a certificate to check against is meant to be checked against.
        if (settings.SslMode is SslMode.Require && parameters.ContainsKey("sslrootcert"))
            settings.SslMode = SslMode.VerifyCA;
        return settings;
    }

    /// <summary>A parameter that is a whole number.</summary>
    public static int Number(string parameter, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new UsageException($"'{parameter}={value}' of the Postgres address is not a whole number from {least} to {most}.");

    // Npgsql would refuse most of these, too, but without a word on what it expects.
    private static void Check(string name, string value)
    {
        switch (name)
        {
            case "sslmode" when !s_sslModes.Contains(value):
                throw Unknown(name, value, s_sslModes);
            case "target_session_attrs" when !s_targets.Contains(value):
                throw Unknown(name, value, s_targets);
            case "connect_timeout":
                Number(name, value, 0, 1024);
                break;
            case "connections":
                Number(name, value, 1, 1000);
                break;
            case "schema" when !SchemaName().IsMatch(value):
                throw new UsageException($"'schema={value}' of the Postgres address cannot be: a schema's name has 1 to 48 letters, "
                    + "digits, '_' and '-', begins with a letter or '_', and not with 'pg_'.");
            case "photos" when !Path.IsPathFullyQualified(value):
                throw new UsageException($"'photos={value}' of the Postgres address is not a full path: name the folder from its root, "
                    + "such as photos=/mnt/photos.");
            case "sslrootcert" or "sslcert" or "sslkey" or "passfile" when !File.Exists(value):
                throw new CatalogException($"'{name}={value}' of the Postgres address was not found: expected a file. Check the path "
                    + $"(looked in {Environment.CurrentDirectory}).");
        }
    }

    private static UsageException Unknown(string name, string value, string[] known) =>
        new($"'{name}={value}' of the Postgres address is not known: expected {string.Join(", ", known)}.");

    private static string Host((string Name, int Port) host) =>
        string.Create(CultureInfo.InvariantCulture, $"{(host.Name.Contains(':') ? $"[{host.Name}]" : host.Name)}:{host.Port}");

    // 48, so that names of tables and indexes made from it stay within Postgres' 63 bytes.
    [GeneratedRegex("^(?!pg_)[A-Za-z_][A-Za-z0-9_-]{0,47}$")]
    private static partial Regex SchemaName();
}
