using System.CommandLine.Completions;
using GarmentTools.Catalogs;
using GarmentTools.Common;
using GarmentTools.Models;

namespace GarmentTools.Cli.Completion;

/// <summary>What the Tab key offers: models, and the attributes and values of the catalog that the command line names.</summary>
internal static class Suggestions
{
    public static IEnumerable<CompletionItem> Models() =>
        Quietly(() => ModelRegistry.Default.List().Where(model => model.Kind == ModelKind.Embedding)
        .Select(model => new CompletionItem(model.Name)));

    public static IEnumerable<CompletionItem> AttributeNames(CompletionContext context) => Quietly(() =>
    {
        using var catalog = Catalog(context);
        return catalog.GetInfo().Attributes.Keys.Append("product").Append("domain").Select(name => new CompletionItem(name)).ToList();
    });

    /// <summary><c>name=</c>, and once a name is there <c>name=value</c>.</summary>
    public static IEnumerable<CompletionItem> AttributePairs(CompletionContext context) => Pairs(context, "=");

    /// <summary><c>name = value</c> for each attribute; the more of a name is there, the fewer.</summary>
    public static IEnumerable<CompletionItem> Filters(CompletionContext context) => Pairs(context, " = ");

    private static IEnumerable<CompletionItem> Pairs(CompletionContext context, string sign) => Quietly(() =>
    {
        using var catalog = Catalog(context);
        var word = context.WordToComplete.Trim('"', '\'', ' ');
        var name = word.IndexOf('=') is > 0 and var at ? word[..at].Trim() : null;
        return catalog.GetInfo().Attributes.Keys
            .Where(known => name is null || known.Equals(name, StringComparison.OrdinalIgnoreCase))
            .SelectMany(known => catalog.GetValues(known).Keys.Take(name is null ? 20 : 200)
                .Select(value => new CompletionItem($"{known}{sign}{Quoted(value, sign)}")))
            .ToList();
    });

    private static GarmentCatalog Catalog(CompletionContext context)
    {
        var tokens = context.ParseResult.Tokens.Select(token => token.Value).ToList();
        var at = tokens.FindLastIndex(token => token is "--catalog" or "-c");
        return GarmentCatalog.Open(CatalogLocator.Find(at >= 0 && at + 1 < tokens.Count ? tokens[at + 1] : null));
    }

    private static string Quoted(string value, string sign) =>
        sign == "=" || value.All(char.IsLetterOrDigit) ? value : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    // Where no catalog is found there is nothing to offer, and nothing to complain about.
    private static IEnumerable<CompletionItem> Quietly(Func<IEnumerable<CompletionItem>> suggest)
    {
        try { return suggest(); }
        catch (GarmentException) { return []; }
    }
}
