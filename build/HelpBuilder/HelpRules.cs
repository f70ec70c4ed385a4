namespace GarmentTools.HelpBuilder;

/// <summary>What help has to have. A fault ends the build.</summary>
internal static class HelpRules
{
    public static IEnumerable<string> Check(CmdletInfo cmdlet, HelpTopic topic)
    {
        if (topic.Name != cmdlet.Name) yield return $"{cmdlet.Name}.md is headed '{topic.Name}'.";
        if (topic.Synopsis.Length is 0 or > 120) yield return $"{cmdlet.Name} needs a synopsis of one line, up to 120 characters.";
        if (topic.Description.Count == 0) yield return $"{cmdlet.Name} has no description.";
        foreach (var parameter in cmdlet.Parameters.Where(p => !topic.Parameters.ContainsKey(p.Name)))
            yield return $"{cmdlet.Name} says nothing about -{parameter.Name}.";
        if (topic.Examples.Count < 2) yield return $"{cmdlet.Name} has {topic.Examples.Count} examples, expected two or more.";
        foreach (var type in cmdlet.OutputTypes.Where(type => topic.Outputs.All(o => o.Type != type)))
            yield return $"{cmdlet.Name} says nothing about its output {type}.";
        if (topic.Outputs.FirstOrDefault(o => o.Type != "None" && !cmdlet.OutputTypes.Contains(o.Type)) is { Type: not null } stale)
            yield return $"{cmdlet.Name} describes the output {stale.Type}, which it does not have.";
        if (topic.Inputs.Count == 0) yield return $"{cmdlet.Name} does not say what it takes from the pipeline.";
        if (topic.Links.Count == 0) yield return $"{cmdlet.Name} has no related links.";
    }

    public static IEnumerable<string> CheckFiles(string folder, IReadOnlyList<CmdletInfo> cmdlets)
    {
        foreach (var file in Directory.GetFiles(folder, "*.md").Select(Path.GetFileNameWithoutExtension))
            if (file != "parameters" && !file!.StartsWith("about_", StringComparison.Ordinal) && cmdlets.All(c => c.Name != file))
                yield return $"{file}.md is the help of no cmdlet.";
        foreach (var cmdlet in cmdlets)
        {
            // What is described in the cmdlet's own file must be a parameter of it.
            var own = MarkdownSection.Read(Path.Combine(folder, cmdlet.Name + ".md")).Section("Parameters")?.Sections ?? [];
            foreach (var stale in own.Where(s => cmdlet.Parameters.All(p =>
                !p.Name.Equals(s.Title.TrimStart('-'), StringComparison.Ordinal))))
                yield return $"{cmdlet.Name} describes {stale.Title}, which it does not have.";
        }
    }
}
