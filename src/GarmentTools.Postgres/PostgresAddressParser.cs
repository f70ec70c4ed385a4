using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using GarmentTools.Common;

namespace GarmentTools.Postgres;

/// <summary>
/// Reads <c>postgres://user:password@host:port,host:port/database?name=value&amp;…</c> as libpq does.
/// </summary>
/// <remarks>
/// Npgsql 10.0.3 takes no such URIs ("does not conform to specification"), and System.Uri no list of hosts. What parameters mean is
/// <see cref="PostgresSettings"/>' to know.
/// </remarks>
internal static partial class PostgresAddressParser
{
    private const string Form = "postgres://USER@HOST:PORT/DATABASE?schema=NAME&sslmode=MODE&photos=FOLDER";
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static PostgresAddress Parse(string text)
    {
        var uri = Parts().Match(text);
        if (!uri.Success)
            throw new UsageException($"A Postgres address begins with 'postgres://' or 'postgresql://': {Form}.");
        string Part(string name) => uri.Groups[name].Value;
        var (path, query) = (Part("path"), Part("query"));
        // Such as a password with a '/' or '?' in it: nothing of it may be shown, in no message below.
        if (path.Contains('@') || query.Split('&').Any(part => Cut(part, '=').Before.Contains('@')))
        {
            throw new UsageException("The Postgres address has an '@' after its first '/' or '?': in a user or a password, "
                + "'/' is written %2F, '?' %3F and '@' %40. Better, leave the password out and use PGPASSWORD or a pgpass file.");
        }
        if (path.Contains('/'))
        {
            throw new UsageException(
                $"The Postgres address has more than one '/' after the host, expected the name of one database: {Form}. "
                + "Write a '/' in a name as %2F.");
        }
        var named = Decode(Part("user"), "user");
        // The part is not shown: it may be the password.
        var secret = Decode(Part("password"), "password", isSecret: true);
        var parameters = Parameters(query);
        string? Take(string name) => parameters.Remove(name, out var value) ? value : null;
        var hosts = Hosts(Part("hosts"), Take("host"), Take("port"));
        var user = Take("user") ?? Given(named) ?? Variable("PGUSER") ?? Environment.UserName;
        var password = Take("password") ?? Given(secret);
        var database = Take("dbname") ?? Given(Decode(path, "database")) ?? Variable("PGDATABASE") ?? user;
        return new PostgresAddress(user, password, hosts, database, parameters);
    }

    private static List<(string, int)> Hosts(string authority, string? named, string? ports)
    {
        if (named is not null)
            return Pair(named.Split(','), (ports ?? "").Split(','));
        if (authority.Length == 0)
            return [(Variable("PGHOST") ?? "localhost", Port(ports ?? Variable("PGPORT") ?? ""))];
        return [.. authority.Split(',').Select(part => HostAndPort(part, ports ?? ""))];
    }

    private static List<(string, int)> Pair(string[] hosts, string[] ports)
    {
        if (ports.Length > 1 && ports.Length != hosts.Length)
        {
            throw new UsageException(
                $"The Postgres address names {hosts.Length} hosts and {ports.Length} ports, expected one port for all or one for each.");
        }
        return [.. hosts.Select((host, i) => (Given(host) ?? "localhost", Port(ports[ports.Length == 1 ? 0 : i])))];
    }

    private static (string, int) HostAndPort(string part, string ports)
    {
        string host;
        string? port;
        if (part.StartsWith('['))
        {
            var end = part.IndexOf(']');
            if (end < 0)
                throw new UsageException($"'{part}' of the Postgres address has no ']' at its end: an IPv6 address is written [::1].");
            host = part[1..end];
            if (!IPAddress.TryParse(host, out _))
                throw new UsageException($"'[{host}]' of the Postgres address is not an IPv6 address such as [::1].");
            (var behind, port) = Cut(part[(end + 1)..], ':');
            if (behind.Length > 0)
                throw new UsageException($"'{part}' of the Postgres address has something behind ']' that is not ':PORT'.");
        }
        else
        {
            (host, port) = Cut(part, ':');
            if (port is not null && port.Contains(':'))
            {
                throw new UsageException(
                    $"'{part}' of the Postgres address has two ':': an IPv6 address is written in brackets, [::1]:5432.");
            }
            host = Decode(host, "host");
        }
        // Not shown: where '@HOST' was forgotten it is the password.
        if (port is not null && !port.All(char.IsAsciiDigit))
            throw new UsageException($"The Postgres address has something behind ':' that is no port number: expected {Form}.");
        return (Given(host) ?? "localhost", Port(Given(port) ?? ports));
    }

    private static int Port(string text) =>
        text.Length == 0 ? PostgresAddress.DefaultPort : PostgresSettings.Number("port", text, 1, 65535);

    private static Dictionary<string, string> Parameters(string query)
    {
        var parameters = new Dictionary<string, string>();
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Cut(part, '=');
            name = Decode(name, "parameter");
            if (!PostgresSettings.Names.Contains(name))
            {
                throw new UsageException(
                    $"'{name}' is not a parameter of a Postgres address. Known are {string.Join(", ", PostgresSettings.Names)}.");
            }
            value = Decode(value ?? "", name, PostgresSettings.IsSecret(name));
            if (value.Length == 0)
                throw new UsageException($"'{name}' of the Postgres address is empty: give it a value, or leave it out.");
            if (!parameters.TryAdd(name, value))
                throw new UsageException($"'{name}' stands twice in the Postgres address. Leave one of them out.");
        }
        return parameters;
    }

    private static string Decode(string text, string part, bool isSecret = false)
    {
        if (!text.Contains('%'))
            return text;
        var shown = isSecret ? "" : $" '{text}'";
        if (StrayPercent().IsMatch(text))
        {
            throw new UsageException($"The {part}{shown} of the Postgres address has a '%' that is not followed by two hexadecimal digits "
                + "(00 excepted). Write a '%' itself as %25.");
        }
        try
        {
            // '+' is a plus: libpq and the RFC have no other meaning for it.
            var bytes = Encoding.UTF8.GetBytes(text.Replace("+", "%2B", StringComparison.Ordinal));
            return s_strict.GetString(WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length)!);
        }
        catch (DecoderFallbackException e)
        {
            throw new UsageException($"The {part}{shown} of the Postgres address is not UTF-8 once its %XX are decoded.", e);
        }
    }

    private static string? Variable(string name) => Given(Environment.GetEnvironmentVariable(name));

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static (string Before, string? After) Cut(string text, char at)
    {
        var i = text.IndexOf(at);
        return i < 0 ? (text, null) : (text[..i], text[(i + 1)..]);
    }

    // The user's part ends at the last '@': one in a password should be written %40, and must not end up in a host's name, which is shown.
    [GeneratedRegex(@"^postgres(ql)?://((?<user>[^/?:]*)(:(?<password>[^/?]*))?@)?(?<hosts>[^/?]*)(/(?<path>[^?]*))?(\?(?<query>.*))?\z",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Parts();

    [GeneratedRegex("%(?![0-9A-Fa-f]{2})|%00")]
    private static partial Regex StrayPercent();
}
