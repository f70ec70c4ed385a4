using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GarmentTools.Distances;

/// <summary>
/// Dot products of 6 rows with 16 columns, over packed panels.
/// </summary>
/// <remarks>
/// The order of the sum is a property of the pair alone: within a segment of 16 dimensions one chain of fused multiply-adds in order of
/// dimension,
/// then the segments are added in order, in float64. Rows, columns, tiles, threads and the width of the vectors therefore never show in a
/// result.
/// Chains of 16 keep the rounding error small, also where all products are alike and their roundings add up (features of few values do
/// that).
/// </remarks>
internal static unsafe class TileKernel
{
    /// <summary>Rows of a tile: 6 × two 8-wide accumulators, two columns and a broadcast fill the 16 registers of AVX2.</summary>
    internal const int Rows = 6;
    internal const int Columns = 16;
    internal const int Segment = 16;

    internal static TilePath Best =>
        Vector512.IsHardwareAccelerated ? TilePath.Vector512
        : Vector256.IsHardwareAccelerated ? TilePath.Vector256
        : Vector128.IsHardwareAccelerated ? TilePath.Vector128
        : TilePath.Scalar;

    /// <summary>
    /// Adds to the 6 × 16 sums at <paramref name="c"/> (rows <paramref name="stride"/> apart) the products over <paramref name="depth"/>
    /// dimensions.
    /// </summary>
    /// <param name="path">The width of the vectors.</param>
    /// <param name="a">Panel of rows: dimension-major, 6 values for each dimension.</param>
    /// <param name="b">Panel of columns: dimension-major, 16 values for each dimension.</param>
    /// <param name="depth">Number of dimensions; a multiple of 16 except at the end of the vectors.</param>
    /// <param name="c">The sums.</param>
    /// <param name="stride">Doubles from one row of sums to the next.</param>
    internal static void Accumulate(TilePath path, float* a, float* b, int depth, double* c, nint stride)
    {
        for (; depth > 0; depth -= Segment, a += Segment * Rows, b += Segment * Columns)
        {
            int length = Math.Min(depth, Segment);
            switch (path)
            {
                case TilePath.Vector512: Segment512(a, b, length, c, stride); break;
                case TilePath.Vector256: Segment256(a, b, length, c, stride); break;
                case TilePath.Vector128: Segment128(a, b, length, c, stride); break;
                default: SegmentScalar(a, b, length, c, stride); break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Segment256(float* a, float* b, int length, double* c, nint stride)
    {
        Vector256<float> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        Vector256<float> c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        float* end = b + (nint)length * Columns;
        for (; b < end; b += Columns, a += Rows)
        {
            Vector256<float> b0 = Vector256.Load(b), b1 = Vector256.Load(b + 8);
            Vector256<float> x = Vector256.Create(a[0]);
            c00 = Vector256.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(x, b1, c01);
            x = Vector256.Create(a[1]);
            c10 = Vector256.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(x, b1, c11);
            x = Vector256.Create(a[2]);
            c20 = Vector256.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(x, b1, c21);
            x = Vector256.Create(a[3]);
            c30 = Vector256.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(x, b1, c31);
            x = Vector256.Create(a[4]);
            c40 = Vector256.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector256.FusedMultiplyAdd(x, b1, c41);
            x = Vector256.Create(a[5]);
            c50 = Vector256.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector256.FusedMultiplyAdd(x, b1, c51);
        }
        Add(c, c00, c01);
        Add(c + stride, c10, c11);
        Add(c + 2 * stride, c20, c21);
        Add(c + 3 * stride, c30, c31);
        Add(c + 4 * stride, c40, c41);
        Add(c + 5 * stride, c50, c51);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(double* c, Vector256<float> low, Vector256<float> high)
    {
        (Vector256<double> a0, Vector256<double> a1) = Vector256.Widen(low);
        (Vector256<double> a2, Vector256<double> a3) = Vector256.Widen(high);
        (Vector256.Load(c) + a0).Store(c);
        (Vector256.Load(c + 4) + a1).Store(c + 4);
        (Vector256.Load(c + 8) + a2).Store(c + 8);
        (Vector256.Load(c + 12) + a3).Store(c + 12);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Segment512(float* a, float* b, int length, double* c, nint stride)
    {
        Vector512<float> c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default;
        float* end = b + (nint)length * Columns;
        for (; b < end; b += Columns, a += Rows)
        {
            Vector512<float> y = Vector512.Load(b);
            c0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[0]), y, c0);
            c1 = Vector512.FusedMultiplyAdd(Vector512.Create(a[1]), y, c1);
            c2 = Vector512.FusedMultiplyAdd(Vector512.Create(a[2]), y, c2);
            c3 = Vector512.FusedMultiplyAdd(Vector512.Create(a[3]), y, c3);
            c4 = Vector512.FusedMultiplyAdd(Vector512.Create(a[4]), y, c4);
            c5 = Vector512.FusedMultiplyAdd(Vector512.Create(a[5]), y, c5);
        }
        Add(c, c0);
        Add(c + stride, c1);
        Add(c + 2 * stride, c2);
        Add(c + 3 * stride, c3);
        Add(c + 4 * stride, c4);
        Add(c + 5 * stride, c5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(double* c, Vector512<float> sums)
    {
        (Vector512<double> a0, Vector512<double> a1) = Vector512.Widen(sums);
        (Vector512.Load(c) + a0).Store(c);
        (Vector512.Load(c + 8) + a1).Store(c + 8);
    }

    /// <summary>Two rows at a time: 8 accumulators, 4 columns and a broadcast, for 16 registers as for 32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Segment128(float* a, float* b, int length, double* c, nint stride)
    {
        for (int row = 0; row < Rows; row += 2)
        {
            Vector128<float> c00 = default, c01 = default, c02 = default, c03 = default, c10 = default, c11 = default, c12 = default, c13 =
                default;
            float* x = a + row;
            float* y = b;
            for (int k = 0; k < length; k++, x += Rows, y += Columns)
            {
                Vector128<float> y0 = Vector128.Load(y), y1 = Vector128.Load(y + 4), y2 = Vector128.Load(y + 8), y3 =
                    Vector128.Load(y + 12);
                Vector128<float> v = Vector128.Create(x[0]);
                c00 = Vector128.FusedMultiplyAdd(v, y0, c00);
                c01 = Vector128.FusedMultiplyAdd(v, y1, c01);
                c02 = Vector128.FusedMultiplyAdd(v, y2, c02);
                c03 = Vector128.FusedMultiplyAdd(v, y3, c03);
                v = Vector128.Create(x[1]);
                c10 = Vector128.FusedMultiplyAdd(v, y0, c10);
                c11 = Vector128.FusedMultiplyAdd(v, y1, c11);
                c12 = Vector128.FusedMultiplyAdd(v, y2, c12);
                c13 = Vector128.FusedMultiplyAdd(v, y3, c13);
            }
            double* sum = c + row * stride;
            Add(sum, c00);
            Add(sum + 4, c01);
            Add(sum + 8, c02);
            Add(sum + 12, c03);
            sum += stride;
            Add(sum, c10);
            Add(sum + 4, c11);
            Add(sum + 8, c12);
            Add(sum + 12, c13);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(double* c, Vector128<float> sums)
    {
        (Vector128<double> a0, Vector128<double> a1) = Vector128.Widen(sums);
        (Vector128.Load(c) + a0).Store(c);
        (Vector128.Load(c + 2) + a1).Store(c + 2);
    }

    private static void SegmentScalar(float* a, float* b, int length, double* c, nint stride)
    {
        for (int row = 0; row < Rows; row++)
            for (int column = 0; column < Columns; column++)
            {
                float sum = 0;
                for (int k = 0; k < length; k++)
                    sum = MathF.FusedMultiplyAdd(a[k * Rows + row], b[k * Columns + column], sum);
                c[row * stride + column] += sum;
            }
    }
}
