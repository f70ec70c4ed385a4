using System.Text.RegularExpressions;

namespace GarmentTools.Cli.Tests.Documentation;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">The page, relative to the repository.</param>
/// <param name="Line">The line of its opening fence, from 1.</param>
/// <param name="Language">What the fence says.</param>
/// <param name="Text">What is inside.</param>
/// <param name="NotRun">Why it is not run, from <c>&lt;!-- not run: … --&gt;</c> in the line before; null where it is run.</param>
/// <param name="Adjoins">Whether nothing but empty lines lies between it and the block before.</param>
internal sealed partial record DocBlock(string Page, int Line, string Language, string Text, string? NotRun, bool Adjoins)
{
    /// <summary>What a reader's shell, PowerShell, Python or program runs.</summary>
    public static IReadOnlyList<string> Runnable { get; } = ["bash", "powershell", "python", "csharp"];

    /// <summary>Output of the block before it.</summary>
    public bool IsOutput => Language == "text";

    /// <summary>The place that a failure names.</summary>
    public string Place => $"{Page}:{Line}";

    /// <summary>The blocks of a page, in its order.</summary>
    public static List<DocBlock> Read(string page, string markdown)
    {
        var blocks = new List<DocBlock>();
        var lines = markdown.Split('\n');
        var (before, adjoins) = ("", false);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                if (lines[i].Length == 0) continue;
                (before, adjoins) = (lines[i], false);
                continue;
            }
            var end = Array.IndexOf(lines, "```", i + 1);
            Assert.True(end > i, $"{page}:{i + 1} opens a block that nothing closes");
            var reason = NotRunComment().Match(before);
            var text = string.Join('\n', lines[(i + 1)..end]);
            blocks.Add(new(page, i + 1, lines[i][3..].Trim(), text, reason.Success ? reason.Groups[1].Value : null, adjoins));
            (i, before, adjoins) = (end, "", true);
        }
        return blocks;
    }

    [GeneratedRegex("^<!-- not run: (.+) -->$")]
    private static partial Regex NotRunComment();
}
