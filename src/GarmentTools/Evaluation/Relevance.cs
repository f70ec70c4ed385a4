namespace GarmentTools.Evaluation;

/// <summary>Which gallery photos are right answers for a query.</summary>
public sealed class Relevance
{
    private readonly Func<int, int, IEnumerable<int>> _rows;

    private Relevance(string definition, Func<int, int, IEnumerable<int>> rows) => (Definition, _rows) = (definition, rows);

    /// <summary>In words, for the conventions of a result.</summary>
    public string Definition { get; }

    /// <summary>Rows of the gallery that are relevant to a query.</summary>
    internal IEnumerable<int> Of(int query, int gallerySize) => _rows(query, gallerySize);

    /// <summary>Those listed with the query.</summary>
    /// <param name="pairs">Row of the query and row of a relevant gallery photo.</param>
    public static Relevance Pairs(IEnumerable<(int Query, int Gallery)> pairs)
    {
        var rows = pairs.Distinct().ToLookup(pair => pair.Query, pair => pair.Gallery);
        return new Relevance("listed with the query in the pairs file", (q, size) => rows[q].Where(g => g >= 0 && g < size));
    }

    /// <summary>Those of the query's product; photos without a product are never relevant.</summary>
    public static Relevance SameProduct(IReadOnlyList<EvaluationItem> queries, IReadOnlyList<EvaluationItem> gallery) =>
        SameKey("the same product as the query", [.. queries.Select(q => q.Product)], [.. gallery.Select(g => g.Product)]);

    /// <summary>Those with the query's value of an attribute; photos without a value are never relevant.</summary>
    /// <param name="attribute">The attribute's name, for the conventions.</param>
    /// <param name="queries">The value of each query, null for none.</param>
    /// <param name="gallery">The value of each gallery photo, null for none.</param>
    public static Relevance SameAttribute(string attribute, IReadOnlyList<string?> queries, IReadOnlyList<string?> gallery) =>
        SameKey($"the same value of '{attribute}' as the query", queries, gallery);

    /// <summary>Those that a function names.</summary>
    /// <param name="definition">In words, for the conventions.</param>
    /// <param name="isRelevant">Told the rows of query and gallery photo; called from several threads.</param>
    public static Relevance By(string definition, Func<int, int, bool> isRelevant) =>
        new(definition, (q, size) => Enumerable.Range(0, size).Where(g => isRelevant(q, g)));

    /// <summary>The same but for some pairs: decided to be different.</summary>
    internal Relevance Without(bool any, Func<int, int, bool> isExcluded) => any
        ? new($"{Definition}, and not decided to be different", (q, size) => _rows(q, size).Where(g => !isExcluded(q, g)))
        : this;

    private static Relevance SameKey(string definition, IReadOnlyList<string?> queries, IReadOnlyList<string?> gallery)
    {
        var rows = Enumerable.Range(0, gallery.Count).Where(g => !string.IsNullOrEmpty(gallery[g]))
            .ToLookup(g => gallery[g]!, StringComparer.Ordinal);
        return new(definition, (q, _) => queries[q] is { Length: > 0 } key ? rows[key] : []);
    }
}
