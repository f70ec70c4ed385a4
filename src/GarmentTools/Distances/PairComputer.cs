using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GarmentTools.Distances;

/// <summary>
/// Distances between the vectors of two blocks: dot products by tiles, made into distances while they are in the cache. One per thread.
/// </summary>
/// <remarks>
/// Gram form: d² = |x|² + |y|² − 2 x·y, the sum in float64, so that only the float32 dot product is inexact. Its error matters where d² is
/// small beside
/// |x|² + |y|²; those pairs are computed again from their differences.
/// </remarks>
internal sealed unsafe class PairComputer : IDisposable
{
    /// <summary>
    /// Pairs with d² below this part of |x|² + |y|² (cosine: 1 − cos below it) are computed from differences.
    /// </summary>
    /// <remarks>
    /// A chain of 16 fused multiply-adds errs by at most 16 × 2⁻²⁴ of the sum of its |products|, so d² by at most 9.6e-7 (|x|² + |y|²): at
    /// the bound 4.6e-6 of d²,
    /// 2.3e-6 of d. With rounding to 17 bits (7.7e-6) a Euclidean distance is proven to stay within 1e-5. For squares and cosines the proof
    /// gives 1.2e-5; the
    /// largest error found, with vectors made to bias every rounding one way, is 1.1e-6 before and 8.7e-6 after rounding.
    /// </remarks>
    internal const double Near = 0.21;

    /// <summary>Below this |x|² + |y|² the float32 products underflow; such pairs are computed from differences, too.</summary>
    private const double Tiny = 1e-25;

    private const int GroupPanels = 16, ChunkPanels = 8, DepthBlock = 256;
    internal const int GroupRows = GroupPanels * TileKernel.Rows, ChunkColumns = ChunkPanels * TileKernel.Columns;

    private readonly MatrixMetric _metric;
    private readonly TilePath _path;
    private readonly float[] _distances = new float[ChunkColumns];
    private readonly int[] _near = new int[ChunkColumns + 3];
    private double* _sums = (double*)NativeMemory.AlignedAlloc(GroupRows * ChunkColumns * sizeof(double), 64);

    internal PairComputer(MatrixMetric metric, TilePath path) => (_metric, _path) = (metric, path);

    ~PairComputer() => NativeMemory.AlignedFree(_sums);

    /// <summary>
    /// Computes the distances of every row to the columns from <paramref name="firstColumn"/> on.
    /// </summary>
    /// <param name="rows">Rows, packed by <see cref="TileKernel.Rows"/>, in ascending order of index.</param>
    /// <param name="columns">Columns, packed by <see cref="TileKernel.Columns"/>, in ascending order of index.</param>
    /// <param name="firstColumn">The first column that is needed at all.</param>
    /// <param name="upper">Only columns whose index is greater than the row's.</param>
    /// <param name="sink">Gets runs of at most 128 distances.</param>
    /// <param name="cancellation">Looked at between tiles.</param>
    internal void Compute<TSink>(VectorBlock rows, VectorBlock columns, int firstColumn, bool upper, TSink sink,
        CancellationToken cancellation)
        where TSink : IPairSink
    {
        for (int group = 0; group < rows.Count; group += GroupRows)
        {
            int groupRows = Math.Min(GroupRows, rows.Count - group);
            int start = firstColumn;
            if (upper) start = Math.Max(start, FirstAbove(columns, rows.Index[group]));
            for (int chunk = start / TileKernel.Columns * TileKernel.Columns; chunk < columns.Count; chunk += ChunkColumns)
            {
                cancellation.ThrowIfCancellationRequested();
                int chunkColumns = Math.Min(ChunkColumns, columns.Count - chunk);
                Multiply(rows, group, groupRows, columns, chunk, chunkColumns);
                for (int r = 0; r < groupRows; r++)
                {
                    int from = Math.Max(0, start - chunk);
                    if (upper && columns.Index[chunk] <= rows.Index[group + r])
                        from = Math.Max(from, FirstAbove(columns, rows.Index[group + r]) - chunk);
                    if (from >= chunkColumns) continue;
                    Finish(rows, group + r, columns, chunk, chunkColumns, _sums + r * ChunkColumns);
                    sink.Accept(group + r, chunk + from, _distances.AsSpan(from, chunkColumns - from));
                }
            }
        }
    }

    private static int FirstAbove(VectorBlock columns, int index)
    {
        int at = Array.BinarySearch(columns.Index, 0, columns.Count, index);
        return at < 0 ? ~at : at + 1;
    }

    private void Multiply(VectorBlock rows, int group, int groupRows, VectorBlock columns, int chunk, int chunkColumns)
    {
        new Span<double>(_sums, GroupRows * ChunkColumns).Clear();
        int dimensions = rows.Dimensions;
        for (int k = 0; k < dimensions; k += DepthBlock)
        {
            int depth = Math.Min(DepthBlock, dimensions - k);
            for (int column = 0; column < chunkColumns; column += TileKernel.Columns)
            {
                float* b = columns.Panel((chunk + column) / TileKernel.Columns) + (nint)k * TileKernel.Columns;
                for (int row = 0; row < groupRows; row += TileKernel.Rows)
                {
                    float* a = rows.Panel((group + row) / TileKernel.Rows) + (nint)k * TileKernel.Rows;
                    TileKernel.Accumulate(_path, a, b, depth, _sums + row * ChunkColumns + column, ChunkColumns);
                }
            }
        }
    }

    /// <summary>Makes the sums of one row into distances, and computes near pairs again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish(VectorBlock rows, int row, VectorBlock columns, int chunk, int count, double* dots)
    {
        double norm = rows.Norms[row];
        Vector256<double> x = Vector256.Create(norm), near = Vector256.Create(Near), one = Vector256<double>.One, tiny =
            Vector256.Create(Tiny);
        int nearCount = 0;
        fixed (double* norms = &columns.Norms[chunk])
        fixed (float* distances = _distances)
        {
            for (int c = 0; c < count; c += 4)
            {
                Vector256<double> dot = Vector256.Load(dots + c), y = Vector256.Load(norms + c), value;
                uint again;
                if (_metric == MatrixMetric.Cosine)
                {
                    value = one - dot * (x * y);
                    again = Vector256.LessThan(value, near).ExtractMostSignificantBits();
                    value = Vector256.Min(value, Vector256.Create(2.0));
                }
                else
                {
                    Vector256<double> squares = x + y;
                    value = squares - (dot + dot);
                    again = Vector256.LessThan(value, squares * near + tiny).ExtractMostSignificantBits();
                }
                Vector128<float> d = Vector128.Narrow(value.GetLower(), value.GetUpper());
                if (_metric == MatrixMetric.Euclidean) d = Vector128.Sqrt(d);
                d.Store(distances + c);
                for (; again != 0; again &= again - 1)
                {
                    int lane = c + System.Numerics.BitOperations.TrailingZeroCount(again);
                    if (lane < count) _near[nearCount++] = lane;
                }
            }
            if (nearCount > 0) Direct(rows, row, columns, chunk, nearCount, distances);
            if (norm == 0 && _metric == MatrixMetric.Cosine)
                for (int c = 0; c < count; c++)
                    if (norms[c] == 0) distances[c] = 0;
        }
    }

    /// <summary>Computes the near pairs of a row from their differences, four at a time.</summary>
    private void Direct(VectorBlock rows, int row, VectorBlock columns, int chunk, int count, float* distances)
    {
        _near.AsSpan(count, 3).Fill(_near[0]); // the last four may be fewer
        float* x = rows.Row(row);
        Span<double> squares = stackalloc double[4];
        for (int i = 0; i < count; i += 4)
        {
            PairMath.SquaredDifferences(x, columns.Row(chunk + _near[i]), columns.Row(chunk + _near[i + 1]),
                columns.Row(chunk + _near[i + 2]), columns.Row(chunk + _near[i + 3]), rows.Dimensions, squares);
            for (int n = i; n < Math.Min(i + 4, count); n++)
                distances[_near[n]] = FromSquare(squares[n - i], rows, row, columns, chunk + _near[n]);
        }
    }

    private float FromSquare(double square, VectorBlock rows, int row, VectorBlock columns, int column)
    {
        if (_metric == MatrixMetric.Euclidean) return (float)Math.Sqrt(square);
        if (_metric == MatrixMetric.SquaredEuclidean) return (float)square;
        // |x − y|² = (|x| − |y|)² + 2 |x||y| (1 − cos), as long as the lengths make up little of it; unit vectors, always.
        double a = rows.Norms[row], b = columns.Norms[column], lengths = 1 / a - 1 / b;
        lengths *= lengths;
        return lengths <= 0.05 * square
            ? (float)((square - lengths) * (a * b) * 0.5)
            : (float)(PairMath.SquaredDifference(rows.Row(row), a, columns.Row(column), b, rows.Dimensions) * 0.5);
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_sums);
        _sums = null;
        GC.SuppressFinalize(this);
    }
}
