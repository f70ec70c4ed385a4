using GarmentTools.Common;
using GarmentTools.Embedding;

namespace GarmentTools.Evaluation;

/// <summary>A photo that takes part in an evaluation, as query or in the gallery.</summary>
/// <param name="Name">Its name, unique on its side: usually the path with <c>/</c>.</param>
/// <param name="Product">The product it shows; null if unknown.</param>
/// <param name="Category">What the per-category table groups by; null for none.</param>
/// <param name="Sha256">SHA-256 of the file's bytes, any casing; null if unknown. Equal bytes are left out of a query's gallery.</param>
public sealed record EvaluationItem(string Name, string? Product = null, string? Category = null, string? Sha256 = null);

/// <summary>One side of an evaluation: photos and their vectors.</summary>
public sealed class EvaluationSet
{
    /// <param name="items">The photos. In the gallery their order decides ties, so give them by ascending id.</param>
    /// <param name="dimensions">Numbers per vector, from 1.</param>
    /// <param name="vectors">items × dimensions values, row-major; their lengths do not matter.</param>
    /// <exception cref="UsageException">The numbers do not fit together or a name occurs twice.</exception>
    public EvaluationSet(IReadOnlyList<EvaluationItem> items, int dimensions, ReadOnlyMemory<float> vectors)
    {
        if (dimensions < 1 || vectors.Length != (long)items.Count * dimensions)
            throw new UsageException($"{items.Count} photos with {dimensions} numbers each need {(long)items.Count * dimensions} values; " +
                $"found {vectors.Length}.");
        CheckNames(items);
        (Items, Dimensions, Vectors) = (items, dimensions, vectors);
    }

    /// <summary>The vectors of a table under the names it holds.</summary>
    /// <param name="table">Vectors and names.</param>
    /// <param name="describe">What is known of each row besides its name; null for nothing.</param>
    public static EvaluationSet FromTable(EmbeddingTable table, Func<int, EvaluationItem>? describe = null)
    {
        var values = new float[(long)table.Count * table.Dimensions];
        table.Read(0, values);
        return new EvaluationSet([.. Enumerable.Range(0, table.Count)
            .Select(i => describe?.Invoke(i) ?? new EvaluationItem(table.Names[i]))], table.Dimensions, values);
    }

    /// <summary>The photos.</summary>
    public IReadOnlyList<EvaluationItem> Items { get; }

    /// <summary>Numbers per vector.</summary>
    public int Dimensions { get; }

    /// <summary>The vectors, row-major.</summary>
    public ReadOnlyMemory<float> Vectors { get; }

    internal static void CheckNames(IReadOnlyList<EvaluationItem> items)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
            if (!seen.Add(item.Name))
                throw new UsageException($"'{item.Name}' occurs twice on one side of the evaluation. Name each photo once; a query with " +
                    "several right answers is one query with several relevant photos.");
    }

    // Unit vectors in double precision; one without a direction stays 0 and has distance 1 to everything.
    internal double[] Units(int first, int count)
    {
        var values = Vectors.Span.Slice(first * Dimensions, count * Dimensions);
        var units = new double[values.Length];
        for (var row = 0; row < count; row++)
        {
            var sum = 0.0;
            for (var d = 0; d < Dimensions; d++) sum += (double)values[row * Dimensions + d] * values[row * Dimensions + d];
            if (!double.IsFinite(sum))
                throw new UsageException($"The vector of '{Items[first + row].Name}' holds a value that is not a finite number. Embed " +
                    "that photo again.");
            var scale = sum > 0 ? 1 / Math.Sqrt(sum) : 0;
            for (var d = 0; d < Dimensions; d++) units[row * Dimensions + d] = values[row * Dimensions + d] * scale;
        }
        return units;
    }
}
