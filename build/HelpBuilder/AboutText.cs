using System.Text;

namespace GarmentTools.HelpBuilder;

/// <summary>
/// An about topic as PowerShell wants it: plain text, at most 80 columns, section names in capitals, text indented by four.
/// </summary>
internal static class AboutText
{
    private const int Columns = 76;

    public static string From(string markdown)
    {
        var text = new StringBuilder();
        var paragraph = new StringBuilder();
        var inCode = false;
        foreach (var line in markdown.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) { Flush(); inCode = !inCode; if (!inCode) text.Append('\n'); continue; }
            if (inCode) { text.Append("        ").Append(line).Append('\n'); continue; }
            if (line.StartsWith("# ", StringComparison.Ordinal)) { Flush(); text.Append("TOPIC\n    ").Append(line[2..]).Append("\n\n"); }
            else if (line.StartsWith("## ", StringComparison.Ordinal)) { Flush(); text.Append(line[3..].ToUpperInvariant()).Append('\n'); }
            else if (line.Trim().Length == 0) Flush();
            else if (line.StartsWith("- ", StringComparison.Ordinal)) { Flush(blank: false); paragraph.Append(line); }
            else paragraph.Append(paragraph.Length > 0 ? " " : "").Append(line.Trim());
        }
        Flush();
        return text.ToString().TrimEnd('\n') + "\n";

        void Flush(bool blank = true)
        {
            if (paragraph.Length > 0)
            {
                var plain = MarkdownSection.Plain(paragraph.ToString());
                Wrap(text, plain, "    ", plain.StartsWith("- ", StringComparison.Ordinal) ? "      " : "    ");
                if (blank) text.Append('\n');
            }
            paragraph.Clear();
        }
    }

    private static void Wrap(StringBuilder text, string paragraph, string first, string next)
    {
        var line = new StringBuilder(first);
        var empty = true;
        foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!empty && line.Length + 1 + word.Length > Columns)
            {
                text.Append(line).Append('\n');
                line.Clear().Append(next);
                empty = true;
            }
            if (!empty) line.Append(' ');
            line.Append(word);
            empty = false;
        }
        text.Append(line).Append('\n');
    }
}
