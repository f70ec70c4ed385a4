namespace GarmentTools.Embedding;

/// <summary>Vectors held in memory as float32, row-major.</summary>
public sealed class EmbeddingTable : IEmbeddingSource
{
    private readonly ReadOnlyMemory<float> _values;

    /// <param name="fingerprint">Which model, card, preprocessing and view made the vectors.</param>
    /// <param name="dimensions">Numbers per vector, from 1.</param>
    /// <param name="ids">Ascending ids.</param>
    /// <param name="names">One name per id.</param>
    /// <param name="values">Count × dimensions values, row-major.</param>
    public EmbeddingTable(string fingerprint, int dimensions, IReadOnlyList<long> ids, IReadOnlyList<string> names,
        ReadOnlyMemory<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimensions);
        if (ids.Count != names.Count || values.Length != (long)ids.Count * dimensions)
            throw new ArgumentException($"{ids.Count} ids, {names.Count} names and {values.Length} values of {dimensions} dimensions do " +
                "not fit together.");
        (Fingerprint, Dimensions, Ids, Names, _values) = (fingerprint, dimensions, ids, names, values);
    }

    /// <inheritdoc/>
    public int Count => Ids.Count;
    /// <inheritdoc/>
    public int Dimensions { get; }
    /// <inheritdoc/>
    public string Fingerprint { get; }
    /// <inheritdoc/>
    public IReadOnlyList<long> Ids { get; }
    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; }
    /// <inheritdoc/>
    public void Read(int firstRow, Span<float> rows) => _values.Span.Slice(firstRow * Dimensions, rows.Length).CopyTo(rows);
}
