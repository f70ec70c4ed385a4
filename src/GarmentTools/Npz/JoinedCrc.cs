namespace GarmentTools.Npz;

/// <summary>
/// The CRC-32 of two runs of bytes, one after the other, from the CRC-32 of each, which <see cref="System.IO.Hashing.Crc32"/> does not
/// offer.
/// </summary>
internal static class JoinedCrc
{
    private const uint Polynomial = 0xEDB88320;

    // The top bit is x⁰.
    private const uint One = 1u << 31;
    private const uint X = 1u << 30;

    /// <summary>Multiplies the first by x^(8 × length of the second) modulo the polynomial and adds the second.</summary>
    internal static uint Of(uint first, uint second, long secondLength)
    {
        var power = X;
        var shift = One;
        for (var bits = (ulong)secondLength * 8; bits != 0; bits >>= 1)
        {
            if ((bits & 1) != 0)
                shift = Multiply(shift, power);
            power = Multiply(power, power);
        }
        return Multiply(first, shift) ^ second;
    }

    private static uint Multiply(uint a, uint b)
    {
        uint product = 0;
        for (var bit = One; bit != 0; bit >>= 1)
        {
            if ((a & bit) != 0)
                product ^= b;
            b = (b & 1) != 0 ? (b >> 1) ^ Polynomial : b >> 1;
        }
        return product;
    }
}
