using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GarmentTools.Search;

/// <summary>
/// The one float32 kernel that decides every distance: Σ(x̂ᵢ − q̂ᵢ)² with x̂ᵢ = fl(xᵢ·inv). Value i goes to partial sum i mod 16; the
/// sixteen are added as
/// a tree (8 apart, 4, 2, 1). Multiplications and additions are rounded one by one (never fused), so all register widths give the same
/// bits. Being a sum of
/// squares it is never negative, exactly 0 for equal vectors, and keeps its relative precision for near ones, which 1 − ⟨x̂, q̂⟩ would not.
/// </summary>
internal static unsafe class DistanceKernel
{
    /// <summary>
    /// 2¹¹²: turns the bits of a float16, moved to where a float32 keeps them, into its value, subnormals included; exact.
    /// </summary>
    private const float ExponentShift = 5.192296858534828e33f;
    private const int HalfBits = unchecked((int)0x8FFFE000);

    /// <summary>The distance of a stored row from a normalized query.</summary>
    /// <param name="width">The registers to use.</param>
    /// <param name="row">float16 values.</param>
    /// <param name="inverseNorm">The row's; 0 for a vector of zeros.</param>
    /// <param name="query">q̂; all zeros for a query of zeros.</param>
    /// <param name="stride">Values per row, a multiple of 16.</param>
    /// <param name="queryIsZero">Whether the query has no direction.</param>
    /// <param name="metric">The metric.</param>
    public static float Distance(SimdWidth width, ushort* row, float inverseNorm, float* query, int stride, bool queryIsZero,
        DistanceMetric metric)
    {
        // A vector of zeros has no direction: cosine 0, distance 1, Euclidean √2.
        float squares = queryIsZero || inverseNorm == 0 ? 2 : MathF.Min(4, width switch
        {
            SimdWidth.Vector512 => Squares512(row, inverseNorm, query, stride),
            SimdWidth.Vector256 => Squares256(row, inverseNorm, query, stride),
            SimdWidth.Vector128 => Squares128(row, inverseNorm, query, stride),
            _ => SquaresScalar(row, inverseNorm, query, stride),
        });
        return metric == DistanceMetric.Cosine ? squares * 0.5f : MathF.Sqrt(squares);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Squares512(ushort* row, float inverseNorm, float* query, int stride)
    {
        var inverse = Vector512.Create(inverseNorm);
        var sums = Vector512<float>.Zero;
        for (int i = 0; i < stride; i += 16)
        {
            var (low, high) = Vector256.Widen(Vector256.Load((short*)row + i));
            var bits = (Vector512.Create(low, high) << 13) & Vector512.Create(HalfBits);
            var difference = bits.AsSingle() * Vector512.Create(ExponentShift) * inverse - Vector512.Load(query + i);
            sums += difference * difference;
        }
        return Total(sums.GetLower() + sums.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Squares256(ushort* row, float inverseNorm, float* query, int stride)
    {
        var inverse = Vector256.Create(inverseNorm);
        var shift = Vector256.Create(ExponentShift);
        var mask = Vector256.Create(HalfBits);
        Vector256<float> lowSums = default, highSums = default;
        for (int i = 0; i < stride; i += 16)
        {
            var (low, high) = Vector256.Widen(Vector256.Load((short*)row + i));
            var a = ((low << 13) & mask).AsSingle() * shift * inverse - Vector256.Load(query + i);
            var b = ((high << 13) & mask).AsSingle() * shift * inverse - Vector256.Load(query + i + 8);
            lowSums += a * a;
            highSums += b * b;
        }
        return Total(lowSums + highSums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Squares128(ushort* row, float inverseNorm, float* query, int stride)
    {
        var inverse = Vector128.Create(inverseNorm);
        var shift = Vector128.Create(ExponentShift);
        var mask = Vector128.Create(HalfBits);
        Vector128<float> s0 = default, s1 = default, s2 = default, s3 = default;
        for (int i = 0; i < stride; i += 16)
        {
            var (x0, x1) = Vector128.Widen(Vector128.Load((short*)row + i));
            var (x2, x3) = Vector128.Widen(Vector128.Load((short*)row + i + 8));
            var a = ((x0 << 13) & mask).AsSingle() * shift * inverse - Vector128.Load(query + i);
            var b = ((x1 << 13) & mask).AsSingle() * shift * inverse - Vector128.Load(query + i + 4);
            var c = ((x2 << 13) & mask).AsSingle() * shift * inverse - Vector128.Load(query + i + 8);
            var d = ((x3 << 13) & mask).AsSingle() * shift * inverse - Vector128.Load(query + i + 12);
            s0 += a * a;
            s1 += b * b;
            s2 += c * c;
            s3 += d * d;
        }
        return Total((s0 + s2) + (s1 + s3));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float SquaresScalar(ushort* row, float inverseNorm, float* query, int stride)
    {
        float* sums = stackalloc float[16];
        for (int i = 0; i < stride; i += 16)
        {
            for (int lane = 0; lane < 16; lane++)
            {
                float bits = BitConverter.Int32BitsToSingle(((short)row[i + lane] << 13) & HalfBits);
                float difference = bits * ExponentShift * inverseNorm - query[i + lane];
                sums[lane] += difference * difference;
            }
        }
        for (int apart = 8; apart > 0; apart /= 2)
        {
            for (int lane = 0; lane < apart; lane++)
                sums[lane] += sums[lane + apart];
        }
        return sums[0];
    }

    private static float Total(Vector256<float> sums) => Total(sums.GetLower() + sums.GetUpper());

    private static float Total(Vector128<float> sums)
    {
        var pair = sums.GetLower() + sums.GetUpper();
        return pair[0] + pair[1];
    }
}
