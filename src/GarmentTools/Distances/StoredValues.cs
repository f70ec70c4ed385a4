using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GarmentTools.Common;

namespace GarmentTools.Distances;

/// <summary>How a distance becomes an element of the file, and back. Encoding what was decoded gives the same bytes.</summary>
internal sealed class StoredValues
{
    private readonly int _mantissaBits;
    private readonly float _perUnit;

    internal StoredValues(MatrixPrecision precision, int mantissaBits, MatrixMetric metric)
    {
        (Precision, _mantissaBits) = (precision, mantissaBits);
        int largest = precision switch { MatrixPrecision.UInt16 => ushort.MaxValue, MatrixPrecision.UInt8 => byte.MaxValue, _ => 0 };
        if (largest == 0) return;
        double range = metric == MatrixMetric.SquaredEuclidean ? 4 : 2;
        (Scale, _perUnit) = (range / largest, (float)(largest / range));
    }

    internal MatrixPrecision Precision { get; }

    /// <summary>Distance per code; 1 for the float types.</summary>
    internal double Scale { get; } = 1;

    /// <summary>Bytes per element.</summary>
    internal int Size => Precision switch { MatrixPrecision.Float32 => 4, MatrixPrecision.UInt8 => 1, _ => 2 };

    /// <summary>NumPy's name of the element type.</summary>
    internal string Descr => Precision switch
    {
        MatrixPrecision.Float32 => "<f4",
        MatrixPrecision.Float16 => "<f2",
        MatrixPrecision.UInt16 => "<u2",
        _ => "|u1",
    };

    /// <summary>Encodes distances as little-endian elements.</summary>
    /// <exception cref="UsageException">A distance does not fit float16.</exception>
    internal void Encode(ReadOnlySpan<float> distances, Span<byte> elements)
    {
        switch (Precision)
        {
            case MatrixPrecision.Float32: Round(distances, MemoryMarshal.Cast<byte, uint>(elements), 24 - _mantissaBits); break;
            case MatrixPrecision.Float16:
                float largest = distances.IsEmpty ? 0 : TensorPrimitives.Max(distances);
                if (!(largest < 65520)) throw MatrixErrors.HalfOverflow(largest);
                TensorPrimitives.ConvertToHalf(distances, MemoryMarshal.Cast<byte, Half>(elements));
                break;
            case MatrixPrecision.UInt16:
                Span<ushort> codes = MemoryMarshal.Cast<byte, ushort>(elements);
                for (int i = 0; i < distances.Length; i++)
                    codes[i] = (ushort)Math.Min(MathF.Round(distances[i] * _perUnit), ushort.MaxValue);
                break;
            default:
                for (int i = 0; i < distances.Length; i++)
                    elements[i] = (byte)Math.Min(MathF.Round(distances[i] * _perUnit), byte.MaxValue);
                break;
        }
    }

    /// <summary>Decodes elements into distances.</summary>
    internal void Decode(ReadOnlySpan<byte> elements, Span<float> distances)
    {
        switch (Precision)
        {
            case MatrixPrecision.Float32: MemoryMarshal.Cast<byte, float>(elements).CopyTo(distances); break;
            case MatrixPrecision.Float16: TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(elements), distances); break;
            case MatrixPrecision.UInt16:
                ReadOnlySpan<ushort> codes = MemoryMarshal.Cast<byte, ushort>(elements);
                for (int i = 0; i < codes.Length; i++) distances[i] = (float)(codes[i] * Scale);
                break;
            default:
                for (int i = 0; i < elements.Length; i++) distances[i] = (float)(elements[i] * Scale);
                break;
        }
    }

    /// <summary>Rounds to nearest, ties to even, so that the last <paramref name="drop"/> bits are 0.</summary>
    internal static void Round(ReadOnlySpan<float> distances, Span<uint> rounded, int drop)
    {
        ReadOnlySpan<uint> bits = MemoryMarshal.Cast<float, uint>(distances);
        if (drop == 0)
        {
            bits.CopyTo(rounded);
            return;
        }
        uint half = (1u << (drop - 1)) - 1, keep = uint.MaxValue << drop;
        int i = 0;
        Vector256<uint> halves = Vector256.Create(half), keeps = Vector256.Create(keep), one = Vector256<uint>.One;
        for (; i <= bits.Length - 8; i += 8)
        {
            Vector256<uint> v = Vector256.Create(bits.Slice(i, 8));
            ((v + halves + ((v >>> drop) & one)) & keeps).CopyTo(rounded.Slice(i, 8));
        }
        for (; i < bits.Length; i++)
            rounded[i] = (bits[i] + half + ((bits[i] >> drop) & 1)) & keep;
    }
}
