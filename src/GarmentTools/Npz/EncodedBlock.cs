using System.IO.Hashing;

namespace GarmentTools.Npz;

/// <summary>A piece of a member, deflated on its own.</summary>
internal readonly record struct EncodedBlock(byte[] Bytes, int Length, int RawLength, uint Crc)
{
    /// <summary>Raw bytes per block. Fixed: the cuts decide the bytes of the file.</summary>
    internal const int RawBytes = 1 << 18;

    /// <summary>Bytes that a buffer for a block needs, raw or encoded.</summary>
    internal static int BufferBytes => HuffmanDeflate.MaxLength(RawBytes);

    internal static EncodedBlock Encode(ReadOnlySpan<byte> raw, byte[] buffer) =>
        new(buffer, HuffmanDeflate.Encode(raw, buffer), raw.Length, Crc32.HashToUInt32(raw));
}
