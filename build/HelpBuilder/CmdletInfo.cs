namespace GarmentTools.HelpBuilder;

/// <summary>What the compiled assembly says of a cmdlet.</summary>
internal sealed record CmdletInfo(string Verb, string Noun, string DefaultSet, bool SupportsShouldProcess,
    IReadOnlyList<ParameterInfo> Parameters, IReadOnlyList<string> OutputTypes)
{
    public string Name => $"{Verb}-{Noun}";

    /// <summary>Its parameter sets, the ones of paths first: that is how people begin.</summary>
    public IEnumerable<string> Sets =>
        Parameters.SelectMany(p => p.Sets.Keys).Append(DefaultSet).Where(s => s != ParameterInfo.AllSets).Distinct()
        .OrderByDescending(s => s == "Path").ThenByDescending(s => s == DefaultSet).ThenBy(s => s, StringComparer.Ordinal)
            .DefaultIfEmpty(ParameterInfo.AllSets);
}

/// <summary>A parameter and its place in each of its sets.</summary>
internal sealed record ParameterInfo(
    string Name, string Type, bool IsSwitch, bool IsArray, string? Default, bool Globbing, IReadOnlyList<string> Aliases,
    IReadOnlyList<string> Values,
    IReadOnlyDictionary<string, ParameterPlace> Sets)
{
    public const string AllSets = "__AllParameterSets";

    public ParameterPlace? In(string set) => Sets.GetValueOrDefault(set) ?? Sets.GetValueOrDefault(AllSets);
}

/// <summary>How a parameter is given.</summary>
internal sealed record ParameterPlace(bool Mandatory, int? Position, bool FromPipeline, bool FromProperty)
{
    public string Pipeline => (FromPipeline, FromProperty) switch
    {
        (true, true) => "true (ByValue, ByPropertyName)",
        (true, false) => "true (ByValue)",
        (false, true) => "true (ByPropertyName)",
        _ => "false",
    };
}
