namespace GarmentTools.Embedding;

/// <summary>
/// The vectors of a set of garments, in order of id: what the distance matrix, the search index, the learned metric and the map are made
/// from.
/// </summary>
/// <remarks>Implementations allow any number of threads to call <see cref="Read"/> at once.</remarks>
public interface IEmbeddingSource
{
    /// <summary>How many garments there are.</summary>
    int Count { get; }

    /// <summary>How many numbers each vector has (256 for <c>embedding</c>, 1280 for <c>features</c> of MobileNetV2).</summary>
    int Dimensions { get; }

    /// <summary>Which model, card, preprocessing and view made the vectors. Vectors of two fingerprints are never compared.</summary>
    string Fingerprint { get; }

    /// <summary>The ids of the garments, ascending.</summary>
    IReadOnlyList<long> Ids { get; }

    /// <summary>The names (paths relative to the catalog, with <c>/</c>) of the garments, in the order of <see cref="Ids"/>.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>
    /// Copies whole rows, beginning with <paramref name="firstRow"/>, into <paramref name="rows"/> (row-major, a multiple of
    /// <see cref="Dimensions"/> long).
    /// </summary>
    void Read(int firstRow, Span<float> rows);
}
