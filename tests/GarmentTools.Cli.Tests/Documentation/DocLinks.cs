using System.Text.RegularExpressions;

namespace GarmentTools.Cli.Tests.Documentation;

/// <summary>The links of a page, and what they lead to.</summary>
internal static partial class DocLinks
{
    /// <summary>Links of a page that lead nowhere: to a file that is not there, or to a heading that the page does not have.</summary>
    public static IEnumerable<string> Broken(string page)
    {
        foreach (Match link in Link().Matches(WithoutBlocks(DocPages.Text(page))))
        {
            var target = link.Groups[1].Value;
            if (target.Contains("://", StringComparison.Ordinal)) continue;
            var (file, anchor) = target.Split('#') is [var before, var after] ? (before, after) : (target, "");
            var folder = Path.Combine(DocPages.Root, Path.GetDirectoryName(page)!);
            var path = file.Length == 0 ? page : Path.GetRelativePath(DocPages.Root, Path.Combine(folder, file));
            if (!Path.Exists(Path.Combine(DocPages.Root, path)))
                yield return $"{page}: '{target}' is not there";
            else if (anchor.Length > 0 && !Anchors(path).Contains(anchor))
                yield return $"{page}: '{target}', but {path} has no such heading";
        }
    }

    // As GitHub makes them: lower case, without punctuation, a hyphen for each space.
    private static IEnumerable<string> Anchors(string page) => Heading().Matches(WithoutBlocks(DocPages.Text(page)))
        .Select(heading => NoAnchor().Replace(heading.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    private static string WithoutBlocks(string markdown) => Block().Replace(markdown, "");

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6} (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NoAnchor();

    [GeneratedRegex(@"^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
