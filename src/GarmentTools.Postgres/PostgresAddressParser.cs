using System.Globalization;
using System.Text;
using GarmentTools.Common;

namespace GarmentTools.Postgres;

/// <summary>Reads <c>postgres://user:password@host:port,host:port/database?name=value&amp;…</c> as libpq does.</summary>
internal static class PostgresAddressParser
{
    private const string Form = "postgres://USER@HOST:PORT/DATABASE?schema=NAME&sslmode=MODE&photos=FOLDER";
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static PostgresAddress Parse(string text)
    {
        if (!PostgresAddress.IsAddress(text)) throw new UsageException($"A Postgres address begins with 'postgres://' or 'postgresql://': {Form}.");
        var rest = text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var (body, query) = Cut(rest, '?');
        var slash = body.IndexOf('/');
        var authority = slash < 0 ? body : body[..slash];
        var path = slash < 0 ? "" : body[(slash + 1)..];
        // Such as a password with a '/' or '?' in it: nothing of it may be shown, in no message below.
        if (path.Contains('@') || (query?.Split('&').Any(part => Cut(part, '=').Before.Contains('@')) ?? false))
            throw new UsageException("The Postgres address has an '@' after its first '/' or '?': in a user or a password, '/' is written %2F, '?' %3F and '@' %40. " +
                "Better, leave the password out and use PGPASSWORD or a pgpass file.");
        if (path.Contains('/')) throw new UsageException($"The Postgres address has more than one '/' after the host, expected the name of one database: {Form}. Write a '/' in a name as %2F.");

        // The last '@': one in a password should be written %40, and must not end up in a host's name, which is shown.
        var at = authority.LastIndexOf('@');
        var (user, password) = at < 0 ? (null, null) : UserAndPassword(authority[..at]);
        var parameters = Parameters(query ?? "");
        var hosts = Hosts(at < 0 ? authority : authority[(at + 1)..], Take(parameters, "host"), Take(parameters, "port"));
        user = Take(parameters, "user") ?? user ?? Variable("PGUSER") ?? Environment.UserName;
        password = Take(parameters, "password") ?? password;
        var database = Take(parameters, "dbname") ?? (path.Length > 0 ? Decode(path, "database") : null) ?? Variable("PGDATABASE") ?? user;
        return PostgresSettings.Checked(new PostgresAddress(user, password, hosts, database, parameters), parameters);
    }

    /// <summary>A parameter that is a whole number.</summary>
    public static int Number(string parameter, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new UsageException($"'{parameter}={value}' of the Postgres address is not a whole number from {least} to {most}.");

    private static (string? User, string? Password) UserAndPassword(string text)
    {
        var (user, password) = Cut(text, ':');
        // The part is not shown: it may be the password.
        return (user.Length > 0 ? Decode(user, "user") : null, password is { Length: > 0 } ? Decode(password, "password", isSecret: true) : null);
    }

    private static List<(string, int)> Hosts(string authority, string? named, string? ports)
    {
        if (named is not null) return Pair(named.Split(','), (ports ?? "").Split(','));
        var hosts = new List<(string, int)>();
        if (authority.Length == 0)
            hosts.Add((Variable("PGHOST") ?? "localhost", Port(ports ?? Variable("PGPORT") ?? "")));
        else
            foreach (var part in authority.Split(',')) hosts.Add(HostAndPort(part, ports));
        return hosts;
    }

    private static List<(string, int)> Pair(string[] hosts, string[] ports)
    {
        if (ports.Length > 1 && ports.Length != hosts.Length)
            throw new UsageException($"The Postgres address names {hosts.Length} hosts and {ports.Length} ports, expected one port for all or one for each.");
        return [.. hosts.Select((host, i) => (host.Length > 0 ? host : "localhost", Port(ports[ports.Length == 1 ? 0 : i])))];
    }

    private static (string, int) HostAndPort(string part, string? ports)
    {
        string host;
        string? port;
        if (part.StartsWith('['))
        {
            var end = part.IndexOf(']');
            if (end < 0) throw new UsageException($"'{part}' of the Postgres address has no ']' at its end: an IPv6 address is written [::1].");
            host = part[1..end];
            if (!System.Net.IPAddress.TryParse(host, out _)) throw new UsageException($"'[{host}]' of the Postgres address is not an IPv6 address such as [::1].");
            if (part.Length > end + 1 && part[end + 1] != ':') throw new UsageException($"'{part}' of the Postgres address has something behind ']' that is not ':PORT'.");
            port = part.Length > end + 1 ? part[(end + 2)..] : null;
        }
        else
        {
            (host, port) = Cut(part, ':');
            if (port is not null && port.Contains(':')) throw new UsageException($"'{part}' of the Postgres address has two ':': an IPv6 address is written in brackets, [::1]:5432.");
            host = Decode(host, "host");
        }
        if (host.Length == 0) host = "localhost";
        // Not shown: where '@HOST' was forgotten it is the password.
        if (port is { Length: > 0 } && !port.All(char.IsAsciiDigit)) throw new UsageException($"The Postgres address has something behind ':' that is no port number: expected {Form}.");
        return (host, Port(port is { Length: > 0 } ? port : ports ?? ""));
    }

    private static int Port(string text) => text.Length == 0 ? PostgresAddress.DefaultPort : Number("port", text, 1, 65535);

    private static Dictionary<string, string> Parameters(string query)
    {
        var parameters = new Dictionary<string, string>();
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Cut(part, '=');
            name = Decode(name, "parameter");
            if (!PostgresSettings.IsKnown(name))
                throw new UsageException($"'{name}' is not a parameter of a Postgres address. Known are {string.Join(", ", PostgresSettings.Names)}.");
            value = Decode(value ?? "", name, PostgresSettings.IsSecret(name));
            if (value.Length == 0) throw new UsageException($"'{name}' of the Postgres address is empty: give it a value, or leave it out.");
            if (!parameters.TryAdd(name, value)) throw new UsageException($"'{name}' stands twice in the Postgres address. Leave one of them out.");
        }
        return parameters;
    }

    // '+' is a plus: libpq and the RFC have no other meaning for it.
    private static string Decode(string text, string part, bool isSecret = false)
    {
        if (!text.Contains('%') && !text.Contains('\0')) return text;
        var shown = isSecret ? "" : $" '{text}'";
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length;)
        {
            if (text[i] != '%')
            {
                var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(i, length)));
                i += length;
            }
            else if (i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && value != 0)
            {
                bytes.Add(value);
                i += 3;
            }
            else throw new UsageException($"The {part}{shown} of the Postgres address has a '%' that is not followed by two hexadecimal digits (00 excepted). Write a '%' itself as %25.");
        }
        try { return s_strict.GetString([.. bytes]); }
        catch (DecoderFallbackException e) { throw new UsageException($"The {part}{shown} of the Postgres address is not UTF-8 once its %XX are decoded.", e); }
    }

    private static string? Take(Dictionary<string, string> parameters, string name) => parameters.Remove(name, out var value) ? value : null;

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static (string Before, string? After) Cut(string text, char at)
    {
        var i = text.IndexOf(at);
        return i < 0 ? (text, null) : (text[..i], text[(i + 1)..]);
    }
}
