namespace GarmentTools.HelpBuilder;

/// <summary>The help of one cmdlet, as its Markdown file has it.</summary>
/// <param name="Name">The heading of the file: the cmdlet's name.</param>
/// <param name="Synopsis">The first paragraph.</param>
/// <param name="Description">Paragraphs.</param>
/// <param name="Parameters">Text of each parameter, by its name.</param>
/// <param name="Examples">Worked examples.</param>
/// <param name="Inputs">Type names and what they are taken for.</param>
/// <param name="Outputs">Type names and what they say.</param>
/// <param name="Notes">Paragraphs.</param>
/// <param name="Links">Names of other topics.</param>
internal sealed record HelpTopic(
    string Name, string Synopsis, IReadOnlyList<string> Description, IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters,
    IReadOnlyList<HelpExample> Examples, IReadOnlyList<(string Type, IReadOnlyList<string> Text)> Inputs,
    IReadOnlyList<(string Type, IReadOnlyList<string> Text)> Outputs, IReadOnlyList<string> Notes, IReadOnlyList<string> Links)
{
    public static HelpTopic Read(string path, IReadOnlyDictionary<string, IReadOnlyList<string>> shared)
    {
        var root = MarkdownSection.Read(path);
        var parameters = new Dictionary<string, IReadOnlyList<string>>(shared, StringComparer.OrdinalIgnoreCase);
        foreach (var section in root.Section("Parameters")?.Sections ?? []) parameters[section.Title.TrimStart('-')] = section.Paragraphs;
        return new(
            root.Title,
            root.Paragraphs.FirstOrDefault() ?? "",
            root.Section("Description")?.Paragraphs ?? [],
            parameters,
            [.. (root.Section("Examples")?.Sections ?? []).Select(HelpExample.From)],
            Types(root.Section("Inputs")),
            Types(root.Section("Outputs")),
            root.Section("Notes")?.Paragraphs ?? [],
            [.. (root.Section("Links")?.Paragraphs ?? []).SelectMany(p => p.Split('\n')).Select(line => line.TrimStart('-', ' '))]);
    }

    private static List<(string, IReadOnlyList<string>)> Types(MarkdownSection? section) =>
        [.. (section?.Sections ?? []).Select(s => (s.Title, s.Paragraphs))];
}

/// <summary>A worked example: its first code block is what is typed, what follows is what it shows and says.</summary>
internal sealed record HelpExample(string Title, string Code, IReadOnlyList<string> Remarks)
{
    public static HelpExample From(MarkdownSection section)
    {
        var blocks = section.Paragraphs;
        var code = blocks.FirstOrDefault(block => block.StartsWith(MarkdownSection.Code, StringComparison.Ordinal))
            ?? throw new FormatException($"The example '{section.Title}' has no code block.");
        return new(section.Title, code[1..], [.. blocks.Where(block => block != code)]);
    }
}

/// <summary>Parameters that many cmdlets have, described once.</summary>
internal static class SharedParameters
{
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(string path) =>
        MarkdownSection.Read(path).Sections.ToDictionary(s => s.Title.TrimStart('-'), s => s.Paragraphs, StringComparer.OrdinalIgnoreCase);
}
