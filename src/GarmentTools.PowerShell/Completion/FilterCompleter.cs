using System.Text.RegularExpressions;

namespace GarmentTools.PowerShell;

/// <summary>Completes a filter: the name of an attribute or field, then a value of it.</summary>
internal sealed partial class FilterCompleter : GarmentCompleter
{
    private static readonly string[] s_fields = ["domain", "product", "path", "id"];

    /// <inheritdoc/>
    internal override IEnumerable<Suggestion> Suggest(CompletionContext context)
    {
        var text = context.Word.TrimStart('\'', '"').TrimEnd('"');
        var value = Value().Match(text);
        if (value.Success)
        {
            var typed = value.Groups["value"].Value.TrimStart('\'');
            return CatalogValues.Of(context, value.Groups["name"].Value)
                .Where(v => v.Value.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                .Select(v => Whole(value.Groups["head"].Value + Word(v.Value), v.Value, v.Tip));
        }
        var name = Name().Match(text);
        if (!name.Success) return [];
        return context.Ask(catalog => catalog.GetInfo().Attributes.Keys).Concat(s_fields)
            .Where(n => n.StartsWith(name.Groups["name"].Value, StringComparison.OrdinalIgnoreCase))
            .Select(n => Whole($"{name.Groups["head"].Value}{Word(n)} = ", n, $"{n} = …, {n} in (…), {n} >= …"));
    }

    // As the filter's grammar wants it: a word, or text in single quotes.
    private static string Word(string text) => Plain().IsMatch(text) ? text : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    // Double quotes outside, because the filter's own are single. What PowerShell would expand in them is escaped.
    private static Suggestion Whole(string filter, string shown, string tip) =>
        new($"\"{Escaped(filter)}\"", shown, tip);

    private static string Escaped(string filter) => filter
        .Replace("`", "``", StringComparison.Ordinal)
        .Replace("$", "`$", StringComparison.Ordinal)
        .Replace("\"", "`\"", StringComparison.Ordinal);

    [GeneratedRegex(
        @"^(?<head>(?:.*?(?:\(|\band\b|\bor\b)\s*)??(?<name>[\w.-]+)\s*(?:=|>=|<=|>|<|\bin\s*\((?:[^()]*,)?)\s*)" +
        @"(?<value>'[^']*|[^'\s()=<>,]*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Value();

    [GeneratedRegex(@"^(?<head>|.*(?:\(|\band\s|\bor\s)\s*)(?<name>[\w.-]*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Name();

    [GeneratedRegex(@"^[\p{L}\p{N}_.-]+$")]
    private static partial Regex Plain();
}
