using System.Text.Json;

namespace GarmentTools.Notices;

/// <summary>The packages whose files go to users: those of the projects under <c>src</c>, by their assets files.</summary>
public static class ShippedPackages
{
    private static readonly string[] s_platforms = ["linux-x64", "linux-arm64", "osx-arm64", "win-x64", "win-arm64"];

    /// <summary>Each once, in the order of their names. What brings nothing to run (analyzers, lists of packages) is left out.</summary>
    /// <exception cref="FormatException">A project has not been restored, or two ship the same package in two versions.</exception>
    public static IReadOnlyList<Package> Find(string root)
    {
        var found = new SortedDictionary<string, Package>(StringComparer.OrdinalIgnoreCase);
        foreach (var project in Directory.GetDirectories(Path.Combine(root, "src")).Order(StringComparer.Ordinal))
        {
            if (Directory.GetFiles(project, "*.csproj").Length == 0) continue;
            var assets = Path.Combine(project, "obj", "project.assets.json");
            if (!File.Exists(assets)) throw new FormatException($"{assets} is not there: restore the solution first (dotnet restore).");
            foreach (var package in OfProject(assets))
            {
                if (found.TryAdd(package.Id, package) || found[package.Id].Version == package.Version) continue;
                throw new FormatException(
                    $"{package.Id} is shipped in two versions, {found[package.Id].Version} and {package.Version} (in {project}): " +
                    "name one in Directory.Packages.props.");
            }
        }
        return [.. found.Values];
    }

    private static List<Package> OfProject(string path)
    {
        using var assets = JsonDocument.Parse(File.ReadAllBytes(path));
        var folders = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
        var libraries = assets.RootElement.GetProperty("libraries");
        var packages = new List<Package>();
        var target = assets.RootElement.GetProperty("targets").EnumerateObject().First(target => !target.Name.Contains('/'));
        foreach (var entry in target.Value.EnumerateObject())
        {
            if (entry.Value.GetProperty("type").GetString() != "package" || !Runs(entry.Value)) continue;
            var relative = libraries.GetProperty(entry.Name).GetProperty("path").GetString()!;
            packages.Add(Package.Read(folders.Select(folder => Path.Combine(folder, relative)).First(Directory.Exists)));
        }
        return packages;
    }

    private static bool Runs(JsonElement package) =>
        Files(package, "runtime").Concat(Files(package, "native")).Any(IsThere) ||
        Files(package, "runtimeTargets").Any(file => IsThere(file) && s_platforms.Contains(file.Value.GetProperty("rid").GetString()));

    // What stands for nothing, also where a reference is one of the compiler alone.
    private static bool IsThere(JsonProperty file) => !file.Name.EndsWith("_._", StringComparison.Ordinal);

    private static IEnumerable<JsonProperty> Files(JsonElement package, string kind) =>
        package.TryGetProperty(kind, out var files) ? files.EnumerateObject() : [];
}
