using GarmentTools.Common;
using GarmentTools.Embedding;

namespace GarmentTools.Distances;

/// <summary>
/// The vectors of a source after one pass over them: checked, with the norm the metric needs and a digest of each.
/// </summary>
internal sealed unsafe class PreparedVectors
{
    /// <summary>Above this |x|² two float32 products may overflow; below the other a cosine would be made of subnormal numbers.</summary>
    private const double LargestSquare = 1e37, SmallestSquare = 1e-60;
    private const double UnitTolerance = 2e-3;

    private readonly IEmbeddingSource _source;
    private readonly sbyte[]? _scale;

    private PreparedVectors(IEmbeddingSource source, MatrixMetric metric)
    {
        (_source, Metric) = (source, metric);
        Norms = new double[source.Count];
        Digests = new ulong[source.Count];
        _scale = metric == MatrixMetric.Cosine ? new sbyte[source.Count] : null;
    }

    internal MatrixMetric Metric { get; }
    internal int Count => Norms.Length;
    internal int Dimensions => _source.Dimensions;

    /// <summary>|x|² of each vector; for cosine 1/|x|, or 0 for the zero vector.</summary>
    internal double[] Norms { get; }

    internal ulong[] Digests { get; }

    /// <summary>Whether every vector has length 1 within 0.001.</summary>
    internal bool Unit { get; private set; } = true;

    /// <summary>Bytes kept per garment for the whole of the work.</summary>
    internal const int BytesPerRow = 17;

    /// <summary>Reads all vectors once.</summary>
    /// <exception cref="UsageException">The ids do not ascend, or a vector has a number that is not finite or too large.</exception>
    internal static PreparedVectors Read(IEmbeddingSource source, MatrixMetric metric, int threads, CancellationToken cancellation)
    {
        int count = source.Count, dimensions = source.Dimensions;
        MatrixErrors.CheckSource(source);
        var prepared = new PreparedVectors(source, metric);
        const int chunk = 256;
        int chunks = (count + chunk - 1) / chunk;
        bool allUnit = true;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        MatrixErrors.Unwrapped(() => Parallel.For(0, chunks, parallel, () => new float[Math.Min(chunk, count) * dimensions], (c, _, rows) =>
        {
            int first = c * chunk, n = Math.Min(chunk, count - first);
            source.Read(first, rows.AsSpan(0, n * dimensions));
            fixed (float* p = rows)
                for (int i = 0; i < n; i++)
                    if (!prepared.Take(first + i, p + (nint)i * dimensions)) Volatile.Write(ref allUnit, false);
            return rows;
        }, _ => { }));
        prepared.Unit = allUnit;
        return prepared;
    }

    private bool Take(int row, float* vector)
    {
        double square = PairMath.SquaredNorm(vector, Dimensions);
        if (!double.IsFinite(square) || square > LargestSquare && Metric != MatrixMetric.Cosine)
            throw MatrixErrors.BadVector(_source, row, square, LargestSquare);
        Digests[row] = PairMath.Digest(vector, Dimensions);
        bool unit = Math.Abs(square - 1) <= UnitTolerance;
        if (Metric != MatrixMetric.Cosine)
        {
            Norms[row] = square;
            return unit;
        }
        if (!unit && square > 0)
        {
            // A power of two changes no direction and no digit, and keeps the float32 products of very long or very short vectors in range.
            int exponent = square < SmallestSquare ? 100 : Math.Clamp(-Math.ILogB(square) / 2, -100, 100);
            if (Math.Abs(exponent) > 8)
            {
                _scale![row] = (sbyte)exponent;
                Scale(new Span<float>(vector, Dimensions), exponent);
                square = PairMath.SquaredNorm(vector, Dimensions);
            }
        }
        Norms[row] = square > 0 ? 1 / Math.Sqrt(square) : 0;
        return unit;
    }

    /// <summary>Copies vectors, scaled for cosine where the length is far from 1. Any number of threads may call at once.</summary>
    internal void Read(int row, Span<float> vectors)
    {
        _source.Read(row, vectors);
        if (_scale is null) return;
        for (; !vectors.IsEmpty; vectors = vectors[Dimensions..], row++)
            if (_scale[row] != 0) Scale(vectors[..Dimensions], _scale[row]);
    }

    private static void Scale(Span<float> vector, int exponent)
    {
        float factor = MathF.ScaleB(1, exponent);
        foreach (ref float v in vector) v *= factor;
    }
}
