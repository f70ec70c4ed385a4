using System.Globalization;
using System.Text;

namespace GarmentTools.Postgres;

/// <summary>Writes an address as a URI without its passwords.</summary>
internal static class PostgresAddressText
{
    public static string Write(PostgresAddress address, IReadOnlyDictionary<string, string> parameters)
    {
        var text = new StringBuilder("postgres://").Append(Escape(address.User)).Append('@');
        text.AppendJoin(',', address.Hosts.Select(Host)).Append('/').Append(Escape(address.Database));
        var separator = '?';
        foreach (var (name, value) in parameters.Where(p => !PostgresSettings.IsSecret(p.Key)).OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            text.Append(separator).Append(name).Append('=').Append(Escape(value, folders: true));
            separator = '&';
        }
        return text.ToString();
    }

    private static string Host((string Name, int Port) host)
    {
        var name = host.Name.Contains(':') ? $"[{host.Name}]" : Escape(host.Name);
        return host.Port == PostgresAddress.DefaultPort ? name : string.Create(CultureInfo.InvariantCulture, $"{name}:{host.Port}");
    }

    // A '/' is allowed in a query, and a path is easier to read with it.
    private static string Escape(string text, bool folders = false)
    {
        var escaped = Uri.EscapeDataString(text);
        return folders ? escaped.Replace("%2F", "/", StringComparison.Ordinal) : escaped;
    }
}
