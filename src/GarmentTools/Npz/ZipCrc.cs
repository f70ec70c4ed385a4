using System.Buffers.Binary;

namespace GarmentTools.Npz;

/// <summary>The CRC-32 of zip archives (polynomial 0xEDB88320), eight bytes at a time, and the CRC of two runs from the CRCs of each.</summary>
internal static class ZipCrc
{
    private static readonly uint[] Tables = MakeTables();

    /// <summary>The CRC after further bytes; begin with 0.</summary>
    internal static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        uint[] t = Tables;
        crc = ~crc;
        while (bytes.Length >= 8)
        {
            ulong v = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ crc;
            crc = t[1792 + (int)(v & 255)] ^ t[1536 + (int)(v >> 8 & 255)] ^ t[1280 + (int)(v >> 16 & 255)] ^ t[1024 + (int)(v >> 24 & 255)]
                ^ t[768 + (int)(v >> 32 & 255)] ^ t[512 + (int)(v >> 40 & 255)] ^ t[256 + (int)(v >> 48 & 255)] ^ t[(int)(v >> 56)];
            bytes = bytes[8..];
        }
        foreach (byte b in bytes) crc = t[(int)((crc ^ b) & 255)] ^ (crc >> 8);
        return ~crc;
    }

    /// <summary>The CRC of two runs of bytes, one after the other: multiplication of the first by x^(8 × length) modulo the polynomial.</summary>
    internal static uint Combine(uint first, uint second, long secondLength)
    {
        uint power = 1u << 30; // x, with x^0 in the top bit
        uint shift = 1u << 31;
        for (ulong n = (ulong)secondLength * 8; n != 0; n >>= 1)
        {
            if ((n & 1) != 0) shift = Multiply(shift, power);
            power = Multiply(power, power);
        }
        return Multiply(first, shift) ^ second;
    }

    private static uint Multiply(uint a, uint b)
    {
        uint product = 0;
        for (uint bit = 1u << 31; bit != 0; bit >>= 1)
        {
            if ((a & bit) != 0) product ^= b;
            b = (b & 1) != 0 ? (b >> 1) ^ 0xEDB88320 : b >> 1;
        }
        return product;
    }

    private static uint[] MakeTables()
    {
        var tables = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            tables[i] = crc;
        }
        for (int t = 1; t < 8; t++)
            for (int i = 0; i < 256; i++)
                tables[t * 256 + i] = tables[tables[(t - 1) * 256 + i] & 255] ^ (tables[(t - 1) * 256 + i] >> 8);
        return tables;
    }
}
