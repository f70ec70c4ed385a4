using System.Text;

namespace GarmentTools.Notices;

/// <summary>THIRD-PARTY-NOTICES.md: what is shipped, whose it is, and under which terms. The same packages give the same text.</summary>
public static class NoticesPage
{
    /// <summary>The file's name, at the root of the repository and beside what is shipped.</summary>
    public const string FileName = "THIRD-PARTY-NOTICES.md";

    /// <summary>Longer lists of a package's own are copied beside the page, by the project that takes the package.</summary>
    private const int LongestOwn = 16_384;

    private static readonly Dictionary<string, string> s_copied = new()
    {
        ["Microsoft.ML.OnnxRuntime"] = "notices/onnxruntime.txt",
        ["System.Numerics.Tensors"] = "notices/dotnet.txt",
    };

    /// <summary>The text of the page for a repository whose projects have been restored.</summary>
    /// <exception cref="FormatException">A package cannot be shipped as things are: see the message.</exception>
    public static string Make(string root)
    {
        var packages = ShippedPackages.Find(root);
        var page = new StringBuilder();
        page.Append("# Third-party notices\n\n<!-- Made by build/Notices from the packages: change its files, not this one. -->\n\n");
        page.Append("GarmentTools itself is under the MIT license (see LICENSE). What it ships, and under which terms:\n\n## Packages\n\n");
        page.Append("| package | version | license | copyright | source |\n| --- | --- | --- | --- | --- |\n");
        foreach (var package in packages)
            page.Append($"| {package.Id} | {package.Version} | {package.License} | {package.Copyright} | {package.Url} |\n");

        var extra = File.ReadAllText(Path.Combine(root, "build", "Notices", "extra.md")).ReplaceLineEndings("\n").Trim();
        page.Append($"\n{extra}\n");
        AddLibvips(page, packages);
        AddOwnNotices(page, packages);
        AddLicenses(page, root, packages);
        return page.ToString();
    }

    private static void AddLibvips(StringBuilder page, IReadOnlyList<Package> packages)
    {
        var natives = packages.Where(IsLibvips).ToList();
        if (natives.Count == 0) return;
        page.Append($"\n## Inside libvips {natives[0].Version}\n\n| library | version | used under the terms of |\n| --- | --- | --- |\n");
        foreach (var row in LibvipsParts.Rows(natives[0])) page.Append(row).Append('\n');
        if (natives.FirstOrDefault(other => !LibvipsParts.Rows(other).SequenceEqual(LibvipsParts.Rows(natives[0]))) is { } differs)
            throw new FormatException($"{differs.Id} holds other libraries than {natives[0].Id}: the page has room for one list.");
        page.Append("\nUse of libraries under the terms of the LGPLv3 is by the \"any later version\" clause of the LGPLv2 or LGPLv2.1.\n");
    }

    private static void AddOwnNotices(StringBuilder page, IReadOnlyList<Package> packages)
    {
        page.Append("\n## What packages say of their own parts\n");
        foreach (var group in packages.Where(package => !IsLibvips(package)).GroupBy(package => package.OwnNotices()))
        {
            if (group.Key is null) continue;
            page.Append($"\n{string.Join(", ", group.Select(package => package.Id))}: ");
            if (group.Key.Length <= LongestOwn)
            {
                page.Append($"\n\n```text\n{group.Key}\n```\n");
                continue;
            }
            var file = group.Select(package => s_copied.GetValueOrDefault(package.Id)).FirstOrDefault(name => name is not null);
            if (file is null)
                throw new FormatException($"{group.First().Id} has {group.Key.Length} characters of notices, too many for this page: " +
                    $"copy its file into notices/, as GarmentTools.csproj does with others, and name it in {nameof(NoticesPage)}.cs.");
            page.Append($"see `{file}` beside this file.\n");
        }
    }

    private static void AddLicenses(StringBuilder page, string root, IReadOnlyList<Package> packages)
    {
        page.Append("\n## License texts\n");
        var used = packages.Select(package => package.License).ToHashSet();
        foreach (var license in LicenseRules.Known.Where(license => used.Contains(license) && license != LicenseRules.PublicDomain))
        {
            Add(license);
            if (license.StartsWith("LGPL-3.0", StringComparison.Ordinal)) Add("GPL-3.0", " (which the LGPL adds to)");
        }

        void Add(string license, string remark = "")
        {
            var file = Path.Combine(root, "build", "Notices", "licenses", license + ".txt");
            var text = File.ReadAllText(file).ReplaceLineEndings("\n").TrimEnd();
            page.Append($"\n### {license}{remark}\n\n```text\n{text}\n```\n");
        }
    }

    private static bool IsLibvips(Package package) => package.Id.StartsWith("NetVips.Native", StringComparison.Ordinal);
}
