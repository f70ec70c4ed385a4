using System.Text;

namespace GarmentTools.HelpBuilder;

/// <summary>
/// A heading with what stands below it. Paragraphs are plain text; code blocks are paragraphs that begin with <see cref="Code"/>.
/// </summary>
internal sealed class MarkdownSection(string title)
{
    /// <summary>Marks a paragraph as a code block.</summary>
    public const string Code = "\u0001";

    public string Title { get; } = title;
    public List<string> Text { get; } = [];
    public List<MarkdownSection> Sections { get; } = [];
    public IReadOnlyList<string> Paragraphs => Text;

    public MarkdownSection? Section(string name) => Sections.FirstOrDefault(s => s.Title == name);

    public static MarkdownSection Read(string path)
    {
        if (!File.Exists(path)) throw new FormatException($"{path} is missing.");
        var root = default(MarkdownSection);
        var open = new List<MarkdownSection>();
        var paragraph = new StringBuilder();
        var code = default(StringBuilder);
        foreach (var line in File.ReadLines(path))
        {
            if (code is not null)
            {
                if (line.StartsWith("```", StringComparison.Ordinal))
                {
                    open[^1].Text.Add(Code + code.ToString().TrimEnd('\n'));
                    code = null;
                }
                else code.Append(line).Append('\n');
                continue;
            }
            var level = line.TakeWhile(c => c == '#').Count();
            if (line.StartsWith("```", StringComparison.Ordinal)) { Flush(); code = new(); }
            else if (level > 0 && line.Length > level && line[level] == ' ')
            {
                Flush();
                var section = new MarkdownSection(Plain(line[level..].Trim()));
                if (level == 1) root = section;
                else open[level - 2].Sections.Add(section);
                open.RemoveRange(Math.Min(level - 1, open.Count), Math.Max(0, open.Count - level + 1));
                open.Add(section);
            }
            else if (line.Trim().Length == 0) Flush();
            else
            {
                // Lines of a paragraph flow together; items of a list stay lines of their own.
                if (paragraph.Length > 0) paragraph.Append(line.StartsWith("- ", StringComparison.Ordinal) ? '\n' : ' ');
                paragraph.Append(line.Trim());
            }
        }
        Flush();
        return root ?? throw new FormatException($"{path} has no heading.");

        void Flush()
        {
            if (paragraph.Length > 0)
                (open.Count > 0 ? open[^1] : throw new FormatException($"{path} begins without a " +
                    "heading.")).Text.Add(Plain(paragraph.ToString()));
            paragraph.Clear();
        }
    }

    /// <summary>Without the marks of Markdown: code, emphasis, links (their text stays).</summary>
    public static string Plain(string markdown)
    {
        var text = System.Text.RegularExpressions.Regex.Replace(markdown, @"\[([^\]]+)\]\([^)]+\)", "$1");
        text = System.Text.RegularExpressions.Regex.Replace(text, @"\*\*([^*]+)\*\*", "$1");
        return text.Replace("`", "", StringComparison.Ordinal);
    }
}
