using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using GarmentTools.Common;
using Npgsql;

namespace GarmentTools.Postgres;

/// <summary>What a server's and a network's errors mean to the owner of a catalog, each as one line with the way out.</summary>
internal static class PostgresErrors
{
    /// <summary>The oldest server that is supported.</summary>
    public const int OldestServer = 13;

    /// <summary>Turns an error of Npgsql into one that says what to do.</summary>
    public static CatalogException From(Exception exception, PostgresAddress address) => new(exception switch
    {
        PostgresException e => Server(e, address),
        _ when Find<PostgresException>(exception) is { } inner => Server(inner, address),
        _ => Network(exception, address),
    }, exception);

    /// <summary>
    /// Whether the same may work a little later: the server restarts or is out of reach, a lock was lost, a statement met another one.
    /// </summary>
    public static bool IsTransient(Exception exception) => exception switch
    {
        CatalogException { InnerException: { } inner } => IsTransient(inner),
        // 57P0x: shut down, crashed, starting; 53300: too many connections; 25006: a standby, until it has taken over; 40…: serialization,
        // deadlock.
        PostgresException e =>
            e.SqlState is "08000" or "08001" or "08003" or "08004" or "08006" or ['4', '0', ..] or "57P01" or "57P02" or "57P03" or "57P05"
            or "53300" or "55P03" or "25006",
        NpgsqlException e when Find<PostgresException>(e) is { } server => IsTransient(server),
        NpgsqlException e when Find<SocketException>(e) is { } socket =>
        socket.SocketErrorCode is not (SocketError.AccessDenied or SocketError.AddressFamilyNotSupported),
        // A greeting that breaks off says nothing about the certificate.
        NpgsqlException e when Find<AuthenticationException>(e) is { } tls => tls.InnerException is IOException,
        NpgsqlException e => e.InnerException is IOException or TimeoutException or ObjectDisposedException,
        IOException or SocketException or TimeoutException => true,
        _ => false,
    };

    /// <summary>Whether an exception is one that <see cref="From"/> explains.</summary>
    public static bool IsOurs(Exception exception) =>
        exception is NpgsqlException or SocketException or TimeoutException or AuthenticationException or CryptographicException
        || (exception is FormatException && exception.Message.Contains("pgpass", StringComparison.Ordinal));

    /// <summary>Refuses a server that is too old.</summary>
    public static void CheckServer(NpgsqlConnection connection, PostgresAddress address)
    {
        if (connection.PostgreSqlVersion.Major < OldestServer)
            throw new CatalogException($"The server of {address} is PostgreSQL {connection.PostgreSqlVersion}, expected {OldestServer} " +
                "or later. Update the server, or name another one.");
    }

    /// <summary>There is no catalog there.</summary>
    public static CatalogException NotFound(PostgresAddress address) =>
        new($"There is no catalog at {address}: the database '{address.Database}' has no schema '{address.Schema}' with a catalog in it. " +
            "Check the database and the schema.",
            new Remedy(RemedyKind.MakeCatalog, Catalog: address.ToString()));

    private static string Server(PostgresException e, PostgresAddress address) => e.SqlState switch
    {
        "28P01" => $"{address}: the server refused the password of '{address.User}'. Check PGPASSWORD, the line of this server in the " +
            "pgpass file, or the user's name.",
        "28000" => $"{address}: the server does not let '{address.User}' in ({Text(e)}). Check the user's name; the server's pg_hba.conf " +
        "says who may connect from where, and whether sslmode=require is asked for.",
        "3D000" => $"{address}: the server has no database '{address.Database}'. Check the name, or make it with 'createdb " +
        $"{address.Database}'.",
        "42501" => $"{address}: '{address.User}' may not do that ({Text(e)}). An administrator can: CREATE SCHEMA {address.QuotedSchema} " +
        $"AUTHORIZATION {PostgresAddress.Quote(address.User)}, or GRANT the rights on it.",
        "53300" => $"{address}: the server has no connection left ({Text(e)}). Run fewer workers, set connections=N in the address, or " +
        "raise the server's max_connections.",
        "57P01" or "57P02" =>
        $"{address}: the server was shut down or ended the connection ({Text(e)}). Run the command again when it is back; what was " +
        "stored before stays.",
        "57P03" => $"{address}: the server is starting or stopping ({Text(e)}). Try again in a moment.",
        "53100" => $"{address}: the server's disk is full. Free some room there and run the command again; the catalog is as it was " +
        "after the last photo that was reported as added.",
        "53200" or "53400" =>
        $"{address}: the server is out of memory or of another resource ({Text(e)}). Ask its administrator, then run the command again.",
        "25006" => $"{address}: this server only reads: it is a standby of another one, or read-only. Name the primary, or add " +
        "target_session_attrs=read-write to the address.",
        "40001" or "40P01" or "55P03" => $"{address}: another process was writing the same rows ({Text(e)}). Run the command again.",
        "08P01" when e.MessageText.Contains("startup parameter", StringComparison.Ordinal) =>
            $"{address}: what answers there is a pooler that refuses a setting ({Text(e)}). Leave 'options' out of the address, or " +
                "connect to the server itself.",
        "42P01" or "42703" or "3F000" => $"{address} is damaged, or no catalog of this program: {Text(e)}. Verify it, or check the schema.",
        _ => $"{address}: {Text(e)} (SQLSTATE {e.SqlState}).",
    };

    private static string Network(Exception e, PostgresAddress address)
    {
        if (Find<AuthenticationException>(e) is { InnerException: not IOException } tls)
            return $"{address}: the server's certificate was refused ({tls.Message.TrimEnd('.')}). Check that the host is the one the " +
                "certificate names and that sslrootcert is the authority that signed it.";
        if (Find<CryptographicException>(e) is { } crypto)
            return $"{address}: a certificate or key of this machine cannot be read ({crypto.Message.TrimEnd('.')}). Check sslrootcert, " +
                "sslcert, sslkey and sslpassword.";
        if (e is FormatException)
            return $"{address}: the pgpass file cannot be read: expected lines HOST:PORT:DATABASE:USER:PASSWORD, with '\\' before a ':' " +
                "or '\\' of the password itself.";
        if (e.Message.Contains("SSL connection requested", StringComparison.Ordinal))
            return $"{address}: the server does not speak TLS, and the address asks for it. Switch TLS on there (ssl = on), or say " +
                "sslmode=disable where the network is trusted.";
        if (e.Message.Contains("password", StringComparison.OrdinalIgnoreCase) && Find<SocketException>(e) is null)
            return $"{address}: the server asks '{address.User}' for a password, and there is none. Set PGPASSWORD, or add a line " +
                "HOST:PORT:DATABASE:USER:PASSWORD to the pgpass file (~/.pgpass, mode 0600).";
        if (Find<SocketException>(e) is { } socket) return $"{address}: {Unreachable(socket, address)}";
        if (e.Message.Contains("pool has been exhausted", StringComparison.Ordinal))
            return $"{address}: all connections that this process may open are in use. Raise 'connections' in the address.";
        if (Find<TimeoutException>(e) is not null)
            return $"{address}: the server did not answer in time. Check the network and the server, or raise connect_timeout (seconds) " +
                "in the address.";
        if (Find<IOException>(e) is { } io)
            return $"{address}: the connection broke off ({io.Message.TrimEnd('.')}). Run the command again when the server is back; " +
                "what was stored before stays.";
        return $"{address}: {e.Message}";
    }

    private static string Unreachable(SocketException e, PostgresAddress address)
    {
        var where = string.Join(", ", address.Hosts.Select(host => host.Host.StartsWith('/') ? $"{host.Host}/.s.PGSQL.{host.Port}"
            : $"{host.Host}, port {host.Port}"));
        return e.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.NoData =>
                $"the name of the host is not known ({where}). Check the spelling, and that this machine can look names up.",
            SocketError.TryAgain =>
            $"the name of the host could not be looked up ({where}). Check this machine's network and name service.",
            SocketError.ConnectionRefused =>
            $"nobody answers there ({where}): the connection was refused. Check host and port, that the server runs, and that it listens " +
            "on the network (listen_addresses).",
            SocketError.TimedOut =>
            $"there was no answer in time ({where}). Check host, port and firewall, or raise connect_timeout (seconds) in the address.",
            SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown =>
            $"the connection broke off ({where}). Run the command again when the server is back; what was stored before stays.",
            _ => $"the server could not be reached ({where}): {e.Message.TrimEnd('.')}. Check host and port, and that the server runs.",
        };
    }

    private static string Text(PostgresException e) => e.MessageText.TrimEnd('.');

    private static T? Find<T>(Exception exception) where T : Exception
    {
        for (var at = exception; at is not null; at = at.InnerException)
        {
            if (at is T found) return found;
            if (at is AggregateException { InnerExceptions: var all } && all.Select(Find<T>)
                .FirstOrDefault(inner => inner is not null) is { } one) return one;
        }
        return null;
    }
}
