namespace GarmentTools;

/// <summary>Which gallery photos are right answers for a query.</summary>
public sealed class Relevance
{
    private readonly Func<int, int, bool> _isRelevant;

    private Relevance(string definition, Func<int, int, bool> isRelevant) => (Definition, _isRelevant) = (definition, isRelevant);

    /// <summary>In words, for the conventions of a result.</summary>
    public string Definition { get; }

    internal bool Of(int query, int galleryRow) => _isRelevant(query, galleryRow);

    /// <summary>Those listed with the query.</summary>
    /// <param name="pairs">Row of the query and row of a relevant gallery photo.</param>
    public static Relevance Pairs(IEnumerable<(int Query, int Gallery)> pairs)
    {
        var set = pairs.ToHashSet();
        return new Relevance("listed with the query in the pairs file", (q, g) => set.Contains((q, g)));
    }

    /// <summary>Those of the query's product; photos without a product are never relevant.</summary>
    public static Relevance SameProduct(IReadOnlyList<EvaluationItem> queries, IReadOnlyList<EvaluationItem> gallery) =>
        new("the same product as the query", (q, g) => queries[q].Product is { Length: > 0 } product && product == gallery[g].Product);

    /// <summary>Those with the query's value of an attribute; photos without a value are never relevant.</summary>
    /// <param name="attribute">The attribute's name, for the conventions.</param>
    /// <param name="queries">The value of each query, null for none.</param>
    /// <param name="gallery">The value of each gallery photo, null for none.</param>
    public static Relevance SameAttribute(string attribute, IReadOnlyList<string?> queries, IReadOnlyList<string?> gallery) =>
        new($"the same value of '{attribute}' as the query", (q, g) => queries[q] is { Length: > 0 } value && value == gallery[g]);

    /// <summary>Those that a function names.</summary>
    /// <param name="definition">In words, for the conventions.</param>
    /// <param name="isRelevant">Told the rows of query and gallery photo; called from several threads.</param>
    public static Relevance By(string definition, Func<int, int, bool> isRelevant) => new(definition, isRelevant);
}
