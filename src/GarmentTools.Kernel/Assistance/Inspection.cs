using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace GarmentTools.Kernel;

/// <summary>What the name at a place of a cell means: its declaration and, where there is one, its documentation.</summary>
internal sealed partial class Inspection(SemanticModel model)
{
    private static readonly SymbolDisplayFormat s_format = SymbolDisplayFormat.MinimallyQualifiedFormat
        .AddMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType)
        .AddMemberOptions(SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType)
        .AddParameterOptions(SymbolDisplayParameterOptions.IncludeDefaultValue)
        .AddKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword);

    public string? Describe(int position)
    {
        var root = model.SyntaxTree.GetRoot();
        // Just behind a name is still at it, and behind '(' is at what is called.
        foreach (var at in new[] { position, position - 1, position - 2 }.Where(p => p >= 0))
            if (Symbols(root.FindToken(Math.Min(at, Math.Max(0, root.FullSpan.End - 1))), at) is { Count: > 0 } found)
                return string.Join("\n\n", found.Select(Describe));
        return null;
    }

    private List<ISymbol> Symbols(SyntaxToken token, int position)
    {
        if (token.Parent is null || !token.FullSpan.Contains(position) || !token.ValueText.Any(char.IsLetter)) return [];
        var info = model.GetSymbolInfo(token.Parent);
        var found = info.Symbol is { } symbol ? [symbol] : info.CandidateSymbols.Take(5).ToList();
        if (found.Count == 0 && model.GetDeclaredSymbol(token.Parent) is { } declared) found.Add(declared);
        return found;
    }

    private static string Describe(ISymbol symbol)
    {
        var lines = new List<string> { symbol.ToDisplayString(s_format) };
        if (Documentation(symbol) is { } xml)
        {
            if (Text(xml.Element("summary")) is { Length: > 0 } summary) lines.Add(summary);
            lines.AddRange(xml.Elements("param").Select(p => $"  {(string?)p.Attribute("name")}: {Text(p)}"));
            lines.AddRange(xml.Elements("exception").Select(p => $"  throws {Short((string?)p.Attribute("cref"))}: {Text(p)}"));
        }
        return string.Join('\n', lines);
    }

    private static XElement? Documentation(ISymbol symbol)
    {
        var xml = symbol.GetDocumentationCommentXml();
        if (string.IsNullOrWhiteSpace(xml)) return null;
        try { return XElement.Parse(xml.TrimStart().StartsWith("<member", StringComparison.Ordinal) ? xml : $"<member>{xml}</member>"); }
        catch (System.Xml.XmlException) { return null; }
    }

    private static string Text(XElement? element) =>
        element is null ? "" : Spaces().Replace(string.Concat(element.DescendantNodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { IsEmpty: true } e =>
        Short((string?)e.Attribute("cref") ?? (string?)e.Attribute("langword") ?? (string?)e.Attribute("name")),
        _ => "",
    })), " ").Trim();

    // 'M:GarmentTools.GarmentCatalog.Open(System.String)' is 'Open'.
    private static string Short(string? reference) => reference is null ? "" : reference.Split('(')[0].Split(':')[^1].Split('.')[^1];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
