using System.Buffers.Binary;

namespace GarmentTools.Tests;

/// <summary>Damages bytes as storage, networks and attackers do; equal seeds give equal damage.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly uint[] s_lies = [0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF];
    private readonly Random _random = new(seed);

    /// <summary>A damaged copy: one to three kinds of damage on top of each other.</summary>
    public byte[] Damage(byte[] original)
    {
        var bytes = (byte[])original.Clone();
        for (var i = _random.Next(1, 4); i > 0 && bytes.Length > 8; i--)
            bytes = _random.Next(6) switch
            {
                0 => FlipBits(bytes),
                1 => bytes[.._random.Next(1, bytes.Length)],
                2 => SwapChunks(bytes),
                3 => LieAboutLength(bytes),
                4 => Insert(bytes),
                _ => Blank(bytes),
            };
        return bytes;
    }

    /// <summary>How many mutants a test makes: few in every run, the number with GARMENT_SOAK=1.</summary>
    public static int Count(int soak, int usual) => IsSoak ? soak : usual;

    /// <summary>Whether the long runs were asked for.</summary>
    public static bool IsSoak { get; } = Environment.GetEnvironmentVariable("GARMENT_SOAK") == "1";

    private byte[] FlipBits(byte[] bytes)
    {
        for (var i = _random.Next(1, 33); i > 0; i--) bytes[_random.Next(bytes.Length)] ^= (byte)(1 << _random.Next(8));
        return bytes;
    }

    private byte[] SwapChunks(byte[] bytes)
    {
        var length = _random.Next(1, Math.Max(2, bytes.Length / 4));
        var (a, b) = (_random.Next(bytes.Length - length + 1), _random.Next(bytes.Length - length + 1));
        var first = bytes[a..(a + length)];
        bytes.AsSpan(b, length).CopyTo(bytes.AsSpan(a));
        first.CopyTo(bytes.AsSpan(b));
        return bytes;
    }

    // Lengths stand near the beginning of what they measure; both byte orders and three widths are in use.
    private byte[] LieAboutLength(byte[] bytes)
    {
        var at = _random.Next(3) == 0 ? _random.Next(bytes.Length - 4) : _random.Next(Math.Min(256, bytes.Length - 4));
        var lie = s_lies[_random.Next(s_lies.Length)];
        switch (_random.Next(4))
        {
            case 0: BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), lie); break;
            case 1: BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), lie); break;
            case 2: BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at), (ushort)lie); break;
            default: bytes[at] = (byte)lie; break;
        }
        return bytes;
    }

    private byte[] Insert(byte[] bytes)
    {
        var more = new byte[_random.Next(1, 65)];
        _random.NextBytes(more);
        var at = _random.Next(bytes.Length);
        return [.. bytes[..at], .. more, .. bytes[at..]];
    }

    private byte[] Blank(byte[] bytes)
    {
        var length = _random.Next(1, Math.Max(2, bytes.Length / 8));
        bytes.AsSpan(_random.Next(bytes.Length - length + 1), length).Fill((byte)(_random.Next(2) * 255));
        return bytes;
    }
}
