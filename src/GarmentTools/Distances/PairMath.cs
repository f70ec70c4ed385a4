using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GarmentTools;

/// <summary>Sums over one vector or one pair in float64, in one fixed order: four lanes by dimension modulo 4, then the lanes in order.</summary>
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

    /// <summary>|x − y|², 0 exactly for equal vectors and for no others (short of underflow in float64), the same for (y, x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double SquaredDifference(float* x, float* y, int dimensions)
    {
        Vector256<double> sum0 = default, sum1 = default;
        int k = 0;
        for (; k <= dimensions - 8; k += 8)
        {
            Vector256<double> d0 = Widen(x + k) - Widen(y + k), d1 = Widen(x + k + 4) - Widen(y + k + 4);
            sum0 += d0 * d0;
            sum1 += d1 * d1;
        }
        double tail = 0;
        for (; k < dimensions; k++)
        {
            double d = (double)x[k] - y[k];
            tail += d * d;
        }
        return Sum(sum0 + sum1) + tail;
    }

    /// <summary>|x/|x| − y/|y||², from the reciprocal lengths: twice the cosine distance, with all its digits however near the directions are.</summary>
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

    private static double Sum(Vector256<double> v) => v[0] + v[1] + (v[2] + v[3]);
}
