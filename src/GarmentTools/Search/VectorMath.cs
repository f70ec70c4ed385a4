using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace GarmentTools.Search;

/// <summary>Normalizing and coding one vector: the same steps for stored rows and for queries, so that equal vectors stay equal.</summary>
internal static class VectorMath
{
    /// <summary>What becomes of float32 values when they are stored: float16 and back.</summary>
    public static void RoundToHalf(ReadOnlySpan<float> source, Span<float> rounded)
    {
        Span<Half> halves = source.Length <= 2048 ? stackalloc Half[source.Length] : new Half[source.Length];
        TensorPrimitives.ConvertToHalf(source, halves);
        TensorPrimitives.ConvertToSingle(halves, rounded);
    }

    /// <summary>
    /// fl(1/‖x‖), 0 for a vector of zeros. The sum runs in float64, in one fixed order: four interleaved partial sums.
    /// Multiplying x by a power of two divides the result by exactly that power.
    /// </summary>
    public static float InverseNorm(ReadOnlySpan<float> x)
    {
        double a = 0, b = 0, c = 0, d = 0;
        int i = 0;
        for (; i <= x.Length - 4; i += 4)
        {
            a += (double)x[i] * x[i];
            b += (double)x[i + 1] * x[i + 1];
            c += (double)x[i + 2] * x[i + 2];
            d += (double)x[i + 3] * x[i + 3];
        }
        for (; i < x.Length; i++)
            a += (double)x[i] * x[i];
        double sum = a + b + (c + d);
        return sum > 0 ? (float)(1 / Math.Sqrt(sum)) : 0;
    }

    /// <summary>fl(x·inv), value by value.</summary>
    public static void Scale(ReadOnlySpan<float> x, float inverseNorm, Span<float> normalized) =>
        TensorPrimitives.Multiply(x, inverseNorm, normalized);

    /// <summary>
    /// Multiplies by the power of two that brings the largest magnitude into [1, 2). Exact for all that matters: values far below the
    /// largest
    /// may fall out of float32, and then do not count.
    /// </summary>
    public static void BringIntoRange(ReadOnlySpan<float> x, Span<float> scaled)
    {
        float largest = x.IsEmpty ? 0 : MathF.Abs(TensorPrimitives.MaxMagnitude(x));
        if (largest == 0)
        {
            scaled.Clear();
            return;
        }
        int exponent = Math.ILogB(largest);
        for (int i = 0; i < x.Length; i++)
            scaled[i] = MathF.ScaleB(x[i], -exponent);
    }

    /// <summary>Codes x̂ as scale × integers within ±limit.</summary>
    /// <returns>The scale, and a bound from above of ‖x̂ − scale·codes‖.</returns>
    public static (float Scale, float Error) Quantize<T>(ReadOnlySpan<float> normalized, int limit, Span<T> codes) where T : unmanaged
    {
        float largest = MathF.Abs(TensorPrimitives.MaxMagnitude(normalized));
        if (largest == 0)
        {
            codes.Clear();
            return (0, 0);
        }
        float scale = largest / limit, perStep = limit / largest;
        double squares = 0;
        if (typeof(T) == typeof(sbyte))
        {
            var bytes = MemoryMarshal.Cast<T, sbyte>(codes);
            for (int i = 0; i < normalized.Length; i++)
            {
                int code = Math.Clamp((int)MathF.Round(normalized[i] * perStep), -limit, limit);
                bytes[i] = (sbyte)code;
                double error = normalized[i] - (double)scale * code;
                squares += error * error;
            }
        }
        else
        {
            var shorts = MemoryMarshal.Cast<T, short>(codes);
            for (int i = 0; i < normalized.Length; i++)
            {
                int code = Math.Clamp((int)MathF.Round(normalized[i] * perStep), -limit, limit);
                shorts[i] = (short)code;
                double error = normalized[i] - (double)scale * code;
                squares += error * error;
            }
        }
        return (scale, SearchBounds.RoundUp(Math.Sqrt(squares)));
    }
}
