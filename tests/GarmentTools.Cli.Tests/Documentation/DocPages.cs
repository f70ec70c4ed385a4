namespace GarmentTools.Cli.Tests.Documentation;

/// <summary>The pages that users read, and what is in them.</summary>
internal static class DocPages
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>README, CONTRIBUTING and the pages of docs, relative to the repository.</summary>
    public static IReadOnlyList<string> All { get; } = ["README.md", "CONTRIBUTING.md", .. Docs().Order(StringComparer.Ordinal)];

    /// <summary>The text of a page.</summary>
    public static string Text(string page) => File.ReadAllText(Path.Combine(Root, page)).ReplaceLineEndings("\n");

    /// <summary>The blocks of a page.</summary>
    public static List<DocBlock> Blocks(string page) => DocBlock.Read(page, Text(page));

    private static IEnumerable<string> Docs() =>
        Directory.GetFiles(Path.Combine(Root, "docs"), "*.md").Select(file => "docs/" + Path.GetFileName(file));

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "GarmentTools.sln"))) return at.FullName;
        throw new InvalidOperationException($"GarmentTools.sln was not found in or above {AppContext.BaseDirectory}.");
    }
}
