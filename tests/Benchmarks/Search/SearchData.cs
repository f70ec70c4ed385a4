using GarmentTools.Embedding;
using GarmentTools.Search;

/// <summary>
/// Clustered unit vectors, seeded, made row by row: 100 rows per cluster at a cosine of about 0.8 to its middle, as float16 and normalized.
/// </summary>
internal sealed class SearchData(int rows) : IEmbeddingSource
{
    public const int Dimensions = 256;
    public const int QueryCount = 64;

    public int Rows => rows;
    public int Count => rows;
    int IEmbeddingSource.Dimensions => Dimensions;
    public string Fingerprint => "benchmark";
    public IReadOnlyList<long> Ids { get; } = [.. Enumerable.Range(0, rows).Select(i => (long)i)];
    public IReadOnlyList<string> Names => [];

    public void Read(int firstRow, Span<float> values)
    {
        for (int i = 0; i < values.Length / Dimensions; i++)
            Make(firstRow + i, 0, values.Slice(i * Dimensions, Dimensions));
    }

    /// <summary>Photos like some of the rows: same clusters, other noise.</summary>
    public float[] Queries()
    {
        var queries = new float[QueryCount * Dimensions];
        for (int i = 0; i < QueryCount; i++)
            Make((int)((i * 7919L + 13) % rows), 1, queries.AsSpan(i * Dimensions, Dimensions));
        return queries;
    }

    /// <summary>The same values for the peers: float32, normalized.</summary>
    public void Save(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        var row = new float[Dimensions];
        for (int i = 0; i < rows; i++)
        {
            Make(i, 0, row);
            file.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(row.AsSpan()));
        }
    }

    private void Make(int row, uint salt, Span<float> vector)
    {
        int clusters = Math.Max(1, rows / 100);
        ulong center = (ulong)(row % clusters) * 0x9E3779B97F4A7C15UL + 1, own =
            ((ulong)row + 0x100000000UL * (salt + 1)) * 0xD1342543DE82EF95UL;
        for (int i = 0; i < Dimensions; i++)
            vector[i] = 0.8f * Noise(ref center) + 0.6f * Noise(ref own);
        Normalize(vector);
        VectorIndex.RoundAsStored(vector, vector);
        Normalize(vector);
    }

    private static void Normalize(Span<float> vector) => VectorMath.Scale(vector, VectorMath.InverseNorm(vector), vector);

    /// <summary>Nearly normal: the sum of the four 16-bit parts of one splitmix64 step.</summary>
    private static float Noise(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ z >> 27) * 0x94D049BB133111EBUL;
        z ^= z >> 31;
        return ((z & 0xFFFF) + (z >> 16 & 0xFFFF) + (z >> 32 & 0xFFFF) + (z >> 48)) / 65536f - 2;
    }
}
