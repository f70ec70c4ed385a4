using System.Text.Json;
using System.Text.RegularExpressions;

namespace GarmentTools.Notices;

/// <summary>The libraries inside libvips: their terms and versions, from the two lists in the package with the native library.</summary>
public static partial class LibvipsParts
{
    /// <summary>Rows of a Markdown table: library, version, terms.</summary>
    public static IEnumerable<string> Rows(Package package)
    {
        using var versions = JsonDocument.Parse(File.ReadAllText(Path.Combine(package.Folder, "versions.json")));
        foreach (Match row in Row().Matches(package.OwnNotices()!))
        {
            var name = row.Groups["name"].Value;
            yield return $"| {name} | {Version(versions.RootElement, name)} | {row.Groups["terms"].Value} |";
        }
    }

    // The list of versions writes heif for libheif; one is part of libvips itself and has none.
    private static string Version(JsonElement versions, string name)
    {
        foreach (var key in new[] { name, name.Replace("lib", "", StringComparison.Ordinal), name == "libultrahdr" ? "uhdr" : name })
        {
            if (versions.TryGetProperty(key, out var version)) return version.GetString()!;
        }
        return "";
    }

    [GeneratedRegex(@"^\| (?<name>[a-z][\w-]*) +\| (?<terms>.+?) *\|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
