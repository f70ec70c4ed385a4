using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace GarmentTools.Npz;

/// <summary>The head of an array in NumPy's format: element type, order and shape. No pickles, no structures, little-endian only.</summary>
internal sealed partial record NpyHeader(string Descr, bool FortranOrder, long[] Shape)
{
    /// <summary>The most bytes a head may take here; NumPy itself reads 10,000 by default.</summary>
    internal const int LongestHead = 10_000 + 12;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Bytes per element.</summary>
    internal int ElementSize => Descr[1] == 'U' ? checked(int.Parse(Descr.AsSpan(2)) * 4) : int.Parse(Descr.AsSpan(2));

    /// <summary>b, i, u, f, U or S, as NumPy names kinds.</summary>
    internal char Kind => Descr[1];

    /// <summary>Number of elements: the product of the shape, 1 for a scalar.</summary>
    internal long Elements => Shape.Aggregate(1L, (product, n) => checked(product * n));

    /// <summary>Bytes after the head.</summary>
    internal long DataBytes => checked(Elements * ElementSize);

    internal string ShapeText => Shape.Length == 1 ? $"({Shape[0]},)" : $"({string.Join(", ", Shape)})";

    /// <summary>The bytes of the head, padded so that the data begin at a multiple of 64.</summary>
    internal byte[] ToBytes()
    {
        string text = $"{{'descr': '{Descr}', 'fortran_order': {(FortranOrder ? "True" : "False")}, 'shape': {ShapeText}, }}";
        int length = (10 + text.Length + 1 + 63) / 64 * 64;
        var bytes = new byte[length];
        Magic.CopyTo(bytes);
        bytes[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)(length - 10));
        bytes.AsSpan(10).Fill((byte)' ');
        Encoding.ASCII.GetBytes(text, bytes.AsSpan(10));
        bytes[^1] = (byte)'\n';
        return bytes;
    }

    /// <summary>Reads the head from the beginning of a member and returns it with its length in bytes.</summary>
    /// <exception cref="FormatException">What is wrong, as the end of a sentence that names the member.</exception>
    internal static (NpyHeader Header, int Length) Read(Stream stream)
    {
        Span<byte> start = stackalloc byte[12];
        if (stream.ReadAtLeast(start[..10], 10, false) < 10 || !start[..6].SequenceEqual(Magic))
            throw new FormatException("does not begin as an .npy array does");
        int prefix = 10, length = BinaryPrimitives.ReadUInt16LittleEndian(start[8..]);
        if (start[6] is 2 or 3)
        {
            prefix = 12;
            if (stream.ReadAtLeast(start[10..12], 2, false) < 2) throw new FormatException("is truncated in its head");
            length = BinaryPrimitives.ReadInt32LittleEndian(start[8..]);
        }
        else if (start[6] != 1) throw new FormatException($"has .npy version {start[6]}; 1, 2 and 3 are known");
        if (length < 0 || prefix + length > LongestHead)
            throw new FormatException($"has a head of {(uint)length} bytes; at most 10,000 are read");
        var bytes = new byte[length];
        if (stream.ReadAtLeast(bytes, length, false) < length) throw new FormatException("is truncated in its head");
        return (Parse(Encoding.Latin1.GetString(bytes)), prefix + length);
    }

    private static NpyHeader Parse(string text)
    {
        Match match = HeadPattern().Match(text);
        if (!match.Success)
            throw new FormatException(text.Contains("'|O'") || text.Contains("'O'")
                ? "holds Python objects, which only a pickle could restore; pickles run code and are never read"
                : $"has a head that is not one plain type and shape: {text[..Math.Min(text.Length, 80)].Trim()}");
        string descr = match.Groups["descr"].Value;
        if (descr[1] == 'O')
            throw new FormatException("holds Python objects, which only a pickle could restore; pickles run code and are never read");
        if (descr[0] == '>')
            throw new FormatException($"is big-endian ({descr}); save it as little-endian: array.astype(array.dtype.newbyteorder('<'))");
        string size = descr[2..];
        bool known = descr[1] switch
        {
            'b' => size == "1",
            'i' or 'u' => size is "1" or "2" or "4" or "8",
            'f' => size is "2" or "4" or "8",
            'U' or 'S' => size.Length <= 6,
            _ => false,
        };
        if (!known)
            throw new FormatException($"has elements of type {descr}; booleans, integers, floats of 2, 4 or 8 bytes and text are read");
        long[] shape;
        try
        {
            shape = [.. match.Groups["shape"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(long.Parse)];
            var header = new NpyHeader(descr, match.Groups["fortran"].Value == "True", shape);
            _ = header.DataBytes;
            return header;
        }
        catch (Exception e) when (e is OverflowException or FormatException)
        {
            throw new FormatException($"has the impossible shape ({match.Groups["shape"].Value})");
        }
    }

    [GeneratedRegex(
        @"^\{\s*'descr'\s*:\s*'(?<descr>[<>|=][a-zA-Z]\d{0,9})'\s*,\s*'fortran_order'\s*:\s*(?<fortran>True|False)\s*," +
        @"\s*'shape'\s*:\s*\((?<shape>[\d\s,]{0,200})\)\s*,?\s*\}\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex HeadPattern();
}
