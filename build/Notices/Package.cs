using System.Xml.Linq;

namespace GarmentTools.Notices;

/// <summary>What a package says of itself.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Folder">Where it was unpacked.</param>
/// <param name="License">The SPDX name of the license it is used under; of two to choose from, the one whose text is kept here.</param>
/// <param name="Copyright">The copyright line, or the authors where there is none.</param>
/// <param name="Url">Where its project is at home.</param>
public sealed record Package(string Id, string Version, string Folder, string License, string Copyright, string? Url)
{
    /// <summary>Reads the .nuspec of an unpacked package.</summary>
    /// <exception cref="FormatException">It has no license that is known here.</exception>
    public static Package Read(string folder)
    {
        var metadata = Child(XDocument.Load(Directory.GetFiles(folder, "*.nuspec").Single()).Root!, "metadata")!;
        var id = Value("id")!;
        var license = Child(metadata, "license");
        var terms = license?.Attribute("type")?.Value switch
        {
            "expression" => LicenseRules.OfExpression(license.Value),
            "file" => LicenseRules.OfText(File.ReadAllText(Path.Combine(folder, license.Value.Replace('\\', '/')))),
            _ => null,
        };
        terms ??= LicenseRules.OfPackage(id) ?? throw new FormatException(
            $"{id} in {folder} has the license '{Value("license") ?? Value("licenseUrl")}', " +
            $"expected one of {string.Join(", ", LicenseRules.Known)}. " +
            $"See what it says, and add it to build/Notices/{nameof(LicenseRules)}.cs and licenses/, or do not ship it.");
        var holder = (Value("copyright") ?? Value("authors"))!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return new(id, Value("version")!, folder, terms, string.Join(' ', holder), Value("projectUrl"));

        string? Value(string name) => Child(metadata, name)?.Value.Trim() is { Length: > 0 } value ? value : null;
    }

    /// <summary>The list of what is inside it that the package brings along; null where it has none.</summary>
    public string? OwnNotices() => Directory.GetFiles(Folder).Where(IsNotices).Select(NoticesText).FirstOrDefault();

    /// <summary>The text of such a list, the same on each system.</summary>
    public static string NoticesText(string path) => File.ReadAllText(path).ReplaceLineEndings("\n").Trim('\uFEFF', ' ', '\n');

    // Roslyn's .rtf only says that Roslyn is under MIT.
    private static bool IsNotices(string file) =>
        Path.GetFileName(file).Replace("-", "", StringComparison.Ordinal)
            .StartsWith("ThirdPartyNotices", StringComparison.OrdinalIgnoreCase) &&
        Path.GetExtension(file).ToLowerInvariant() is ".txt" or ".md";

    // Each version of the format has an XML namespace of its own.
    private static XElement? Child(XElement parent, string name) =>
        parent.Elements().FirstOrDefault(element => element.Name.LocalName == name);
}
