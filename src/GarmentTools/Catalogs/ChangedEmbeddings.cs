using GarmentTools.Embedding;
using GarmentTools.Search;

namespace GarmentTools.Catalogs;

/// <summary>
/// The rows of a catalog, taken from the vector file of an earlier state wherever the garment has not changed since, which is many times
/// faster than reading
/// and joining the catalog's tables. Both hold the same float16 values, so that what is written from here equals what is written from the
/// catalog alone.
/// </summary>
internal sealed class ChangedEmbeddings : IEmbeddingSource
{
    private readonly VectorIndex _earlier;
    private readonly CatalogEmbeddings _now;
    private readonly HashSet<long> _changed;

    private ChangedEmbeddings(VectorIndex earlier, CatalogEmbeddings now, HashSet<long> changed) =>
        (_earlier, _now, _changed) = (earlier, now, changed);

    /// <summary>
    /// The catalog's rows; from itself alone where there is no earlier state, or where it is not known what changed since then.
    /// </summary>
    public static IEmbeddingSource Over((VectorIndex Index, string State)? earlier, CatalogEmbeddings now) =>
        earlier is var (index, state) && now.ChangedSince(state) is { } changed ? new ChangedEmbeddings(index, now, changed) : now;

    public int Count => _now.Count;
    public int Dimensions => _now.Dimensions;
    public string Fingerprint => _now.Fingerprint;
    public IReadOnlyList<long> Ids => _now.Ids;
    public IReadOnlyList<string> Names => _now.Names;

    public void Read(int firstRow, Span<float> rows)
    {
        var count = rows.Length / Dimensions;
        for (var row = 0; row < count;)
        {
            if (EarlierRow(firstRow + row) is >= 0 and var earlier)
            {
                _earlier.ReadVector(earlier, rows.Slice(row++ * Dimensions, Dimensions));
                continue;
            }
            var end = row + 1;
            while (end < count && EarlierRow(firstRow + end) < 0) end++;
            _now.Read(firstRow + row, rows[(row * Dimensions)..(end * Dimensions)]);
            row = end;
        }
    }

    private int EarlierRow(int row) => _changed.Contains(Ids[row]) ? -1 : _earlier.RowOf(Ids[row]);
}
