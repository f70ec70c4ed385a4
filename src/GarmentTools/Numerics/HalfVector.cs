using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace GarmentTools.Numerics;

/// <summary>Vectors as they are stored: float16, little-endian.</summary>
internal static class HalfVector
{
    public static byte[] ToBytes(ReadOnlySpan<float> vector)
    {
        var bytes = new byte[vector.Length * 2];
        TensorPrimitives.ConvertToHalf(vector, MemoryMarshal.Cast<byte, Half>(bytes.AsSpan()));
        return bytes;
    }

    public static void FromBytes(ReadOnlySpan<byte> bytes, Span<float> vector) =>
        TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), vector);

    /// <summary>The values that storing leaves, so that a query by photo equals a query by stored garment.</summary>
    public static float[] Rounded(ReadOnlySpan<float> vector)
    {
        var rounded = new float[vector.Length];
        FromBytes(ToBytes(vector), rounded);
        return rounded;
    }
}
