using System.Buffers;

namespace GarmentTools;

/// <summary>A piece of a member, deflated on its own; the bytes are rented and given back once written.</summary>
internal readonly record struct EncodedBlock(byte[] Bytes, int Length, int RawLength, uint Crc)
{
    /// <summary>Raw bytes per block. Fixed: the cuts decide the bytes of the file.</summary>
    internal const int RawBytes = 1 << 18;

    internal static EncodedBlock Encode(ReadOnlySpan<byte> raw)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(HuffmanDeflate.MaxLength(raw.Length));
        return new(bytes, HuffmanDeflate.Encode(raw, bytes), raw.Length, ZipCrc.Append(0, raw));
    }

    internal void Return() => ArrayPool<byte>.Shared.Return(Bytes);
}
