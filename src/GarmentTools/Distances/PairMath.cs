using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GarmentTools.Distances;

/// <summary>Sums over one vector or one pair, each in one fixed order of its lanes that no width of SIMD changes.</summary>
internal static unsafe class PairMath
{
    /// <summary>|x|². Not finite where a component is not.</summary>
    internal static double SquaredNorm(float* x, int dimensions)
    {
        Vector256<double> sum = default;
        int k = 0;
        for (; k <= dimensions - 4; k += 4)
        {
            Vector256<double> v = Widen(x + k);
            sum += v * v;
        }
        double tail = 0;
        for (; k < dimensions; k++) tail += (double)x[k] * x[k];
        return Sum(sum) + tail;
    }

    /// <summary>
    /// |x − y|² for four y at once, each within 1.1e-6 of itself: two roundings of each squared difference and chains of at most 16
    /// additions, in float32;
    /// the chains in float64. 0 for equal vectors and for no others; the same for (y, x), and whatever the other three are.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void SquaredDifferences(float* x, float* y0, float* y1, float* y2, float* y3, int dimensions, Span<double> squares)
    {
        Vector256<double> total0 = default, total1 = default, total2 = default, total3 = default;
        int k = 0, whole = dimensions - dimensions % 16;
        while (k < whole)
        {
            Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
            for (int end = Math.Min(k + 16 * 16, whole); k < end; k += 16)
            {
                Vector256<float> a = Vector256.Load(x + k), b = Vector256.Load(x + k + 8);
                Vector256<float> d = a - Vector256.Load(y0 + k);
                a0 = Vector256.FusedMultiplyAdd(d, d, a0);
                d = b - Vector256.Load(y0 + k + 8);
                b0 = Vector256.FusedMultiplyAdd(d, d, b0);
                d = a - Vector256.Load(y1 + k);
                a1 = Vector256.FusedMultiplyAdd(d, d, a1);
                d = b - Vector256.Load(y1 + k + 8);
                b1 = Vector256.FusedMultiplyAdd(d, d, b1);
                d = a - Vector256.Load(y2 + k);
                a2 = Vector256.FusedMultiplyAdd(d, d, a2);
                d = b - Vector256.Load(y2 + k + 8);
                b2 = Vector256.FusedMultiplyAdd(d, d, b2);
                d = a - Vector256.Load(y3 + k);
                a3 = Vector256.FusedMultiplyAdd(d, d, a3);
                d = b - Vector256.Load(y3 + k + 8);
                b3 = Vector256.FusedMultiplyAdd(d, d, b3);
            }
            total0 += Widened(a0) + Widened(b0);
            total1 += Widened(a1) + Widened(b1);
            total2 += Widened(a2) + Widened(b2);
            total3 += Widened(a3) + Widened(b3);
        }
        squares[0] = Rest(x, y0, k, dimensions, Sum(total0));
        squares[1] = Rest(x, y1, k, dimensions, Sum(total1));
        squares[2] = Rest(x, y2, k, dimensions, Sum(total2));
        squares[3] = Rest(x, y3, k, dimensions, Sum(total3));
    }

    private static double Rest(float* x, float* y, int k, int dimensions, double sum)
    {
        for (; k < dimensions; k++)
        {
            double d = (double)x[k] - y[k];
            sum += d * d;
        }
        // The squares of differences below 1e-19 are lost in float32: where they could count, and to tell equal from nearly equal, once
        // more.
        return sum < 1e-24 ? SquaredDifference(x, 1, y, 1, dimensions) : sum;
    }

    /// <summary>
    /// |ax − by|² in float64. With the reciprocal lengths: twice the cosine distance, with all its digits however near the directions are.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double SquaredDifference(float* x, double xScale, float* y, double yScale, int dimensions)
    {
        Vector256<double> sum0 = default, sum1 = default, xs = Vector256.Create(xScale), ys = Vector256.Create(yScale);
        int k = 0;
        for (; k <= dimensions - 8; k += 8)
        {
            Vector256<double> d0 = Widen(x + k) * xs - Widen(y + k) * ys, d1 = Widen(x + k + 4) * xs - Widen(y + k + 4) * ys;
            sum0 += d0 * d0;
            sum1 += d1 * d1;
        }
        double tail = 0;
        for (; k < dimensions; k++)
        {
            double d = x[k] * xScale - y[k] * yScale;
            tail += d * d;
        }
        return Sum(sum0 + sum1) + tail;
    }

    /// <summary>A hash of the bits of a vector, by which an update notices that the vector of a known id has changed.</summary>
    internal static ulong Digest(float* x, int dimensions)
    {
        const ulong prime = 0x9E3779B97F4A7C15;
        // Four chains, as one would wait for its own multiplications; two components a step.
        ulong a = (ulong)dimensions, b = 1, c = 2, d = 3;
        int k = 0;
        for (; k <= dimensions - 8; k += 8)
        {
            a = Mix(a, Bits(x[k]) << 32 | Bits(x[k + 1]));
            b = Mix(b, Bits(x[k + 2]) << 32 | Bits(x[k + 3]));
            c = Mix(c, Bits(x[k + 4]) << 32 | Bits(x[k + 5]));
            d = Mix(d, Bits(x[k + 6]) << 32 | Bits(x[k + 7]));
        }
        for (; k < dimensions; k++) a = Mix(a, Bits(x[k]));
        return Mix(Mix(a, b), Mix(c, d));

        static ulong Bits(float v) => BitConverter.SingleToUInt32Bits(v);
        static ulong Mix(ulong hash, ulong bits) => System.Numerics.BitOperations.RotateLeft((hash ^ bits) * prime, 29) + bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Widen(float* x)
    {
        (Vector128<double> low, Vector128<double> high) = Vector128.Widen(Vector128.Load(x));
        return Vector256.Create(low, high);
    }

    private static Vector256<double> Widened(Vector256<float> v)
    {
        (Vector256<double> low, Vector256<double> high) = Vector256.Widen(v);
        return low + high;
    }

    private static double Sum(Vector256<double> v) => v[0] + v[1] + (v[2] + v[3]);
}
