using System.Buffers.Binary;
using System.Text;

namespace GarmentTools.Npz;

/// <summary>
/// Reads and checks the directory of a zip archive. Only what NumPy, SciPy and this library write is let in: stored or deflated members,
/// one disk,
/// no encryption, plain and different names, no overlaps, sizes that deflate can reach.
/// </summary>
internal static class ZipDirectory
{
    /// <summary>More members than any file of arrays has here.</summary>
    internal const int MostMembers = 64;

    /// <summary>Deflate expands at most 1032 times.</summary>
    private const long LargestRatio = 1032;

    /// <exception cref="FormatException">What is wrong, as the end of a sentence that names the file.</exception>
    internal static List<ZipMember> Read(Stream stream)
    {
        (long start, long size, long count) = FindDirectory(stream);
        if (count > MostMembers) throw new FormatException($"holds {count} members; at most {MostMembers} are read");
        if (start < 0 || size < 0 || start > stream.Length - size || size > 1 << 20)
            throw new FormatException("has a directory that lies outside the file");
        byte[] directory = ReadAt(stream, start, (int)size);
        var members = new List<ZipMember>();
        int at = 0;
        for (long i = 0; i < count; i++) members.Add(ReadEntry(stream, directory, ref at, start));

        if (members.Select(m => m.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() < members.Count)
            throw new FormatException("holds two members of one name");
        long end = 0;
        foreach (ZipMember member in members.OrderBy(m => m.DataStart))
        {
            if (member.DataStart < end) throw new FormatException($"holds members that overlap ({member.Name})");
            end = member.DataStart + member.Packed;
        }
        return members;
    }

    private static (long Start, long Size, long Count) FindDirectory(Stream stream)
    {
        // The end record is the last 22 bytes, unless a comment of at most 64 KiB follows.
        int tail = (int)Math.Min(stream.Length, 22 + 65535);
        byte[] bytes = ReadAt(stream, stream.Length - tail, tail);
        for (int at = tail - 22; at >= 0; at--)
        {
            ReadOnlySpan<byte> end = bytes.AsSpan(at);
            if (U32(end) != 0x06054b50 || at + 22 + U16(end[20..]) != tail) continue;
            if (U16(end[4..]) is not (0 or ushort.MaxValue)) throw new FormatException("is one part of an archive of several");
            long start = U32(end[16..]), size = U32(end[12..]), count = U16(end[10..]);
            long position = stream.Length - tail + at - 20;
            if (position >= 0 && ReadAt(stream, position, 20) is var locator && U32(locator) == 0x07064b50)
            {
                long record = I64(locator.AsSpan(8));
                if (record < 0 || record > stream.Length - 56) throw new FormatException("has a directory that lies outside the file");
                byte[] large = ReadAt(stream, record, 56);
                if (U32(large) != 0x06064b50) throw new FormatException("has a damaged Zip64 record");
                return (I64(large.AsSpan(48)), I64(large.AsSpan(40)), I64(large.AsSpan(32)) is var n and >= 0 ? n : long.MaxValue);
            }
            return (start, size, count);
        }
        throw new FormatException("is not a zip archive, or it is truncated");
    }

    private static ZipMember ReadEntry(Stream stream, byte[] directory, ref int at, long directoryStart)
    {
        ReadOnlySpan<byte> entry = directory.AsSpan(at);
        if (entry.Length < 46 || U32(entry) != 0x02014b50) throw new FormatException("has a damaged directory");
        int nameLength = U16(entry[28..]), extraLength = U16(entry[30..]), commentLength = U16(entry[32..]);
        int length = 46 + nameLength + extraLength + commentLength;
        if (entry.Length < length) throw new FormatException("has a damaged directory");
        at += length;

        string file = Encoding.UTF8.GetString(entry.Slice(46, nameLength));
        ReadOnlySpan<byte> extra = entry.Slice(46 + nameLength, extraLength);
        long raw = U32(entry[24..]), packed = U32(entry[20..]), offset = U32(entry[42..]);
        if (raw == uint.MaxValue || packed == uint.MaxValue || offset == uint.MaxValue) Widen(extra, file, ref raw, ref packed, ref offset);

        int method = U16(entry[10..]);
        if ((U16(entry[8..]) & 1) != 0) throw new FormatException($"holds an encrypted member ({Shown(file)})");
        if (method is not (0 or 8))
            throw new FormatException($"packs {Shown(file)} by method {method}; stored (0) and deflated (8) are read");
        if (!PlainName(file)) throw new FormatException($"holds a member of the name {Shown(file)}; plain names that end in .npy are read");
        if (raw < 0 || packed < 0 || method == 0 && raw != packed) throw new FormatException($"gives {Shown(file)} sizes that cannot be");
        if (raw > packed * LargestRatio + 1024)
            throw new FormatException($"claims that {Shown(file)} grows from {packed:N0} to {raw:N0} bytes, more than deflate can: a bomb");

        if (offset < 0 || offset > directoryStart - 30) throw new FormatException($"places {Shown(file)} outside the file");
        byte[] local = ReadAt(stream, offset, 30);
        int localName = U16(local.AsSpan(26));
        long data = offset + 30 + localName + U16(local.AsSpan(28));
        if (U32(local) != 0x04034b50 || localName != nameLength || data > directoryStart - packed)
            throw new FormatException($"places {Shown(file)} outside the file or where no member begins");
        if (!ReadAt(stream, offset + 30, localName).AsSpan().SequenceEqual(entry.Slice(46, nameLength)) || U16(local.AsSpan(8)) != method)
            throw new FormatException($"describes {Shown(file)} in two ways that differ");
        return new(file[..^4], method == 8, data, packed, raw, U32(entry[16..]));
    }

    private static void Widen(ReadOnlySpan<byte> extra, string file, ref long raw, ref long packed, ref long offset)
    {
        while (extra.Length >= 4)
        {
            int length = U16(extra[2..]);
            if (length > extra.Length - 4) break;
            ReadOnlySpan<byte> field = extra.Slice(4, length);
            if (U16(extra) == 1)
            {
                // Only the values that are full in the short fields are here, in this order.
                long[] values = [raw, packed, offset];
                foreach (ref long value in values.AsSpan())
                {
                    if (value != uint.MaxValue) continue;
                    if (field.Length < 8) throw new FormatException($"has a damaged Zip64 field for {Shown(file)}");
                    value = I64(field);
                    field = field[8..];
                }
                (raw, packed, offset) = (values[0], values[1], values[2]);
                return;
            }
            extra = extra[(4 + length)..];
        }
        throw new FormatException($"lacks the Zip64 field of {Shown(file)}");
    }

    private static bool PlainName(string file) =>
        file.Length is > 4 and <= 100 && file.EndsWith(".npy", StringComparison.Ordinal) && file.AsSpan(0, file.Length - 4)
            .IndexOfAnyExcept(Letters) < 0;

    private static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

    private static string Shown(string name) => $"\"{new string([.. name.Take(60).Select(c => char.IsControl(c) ? '?' : c)])}\"";

    private static byte[] ReadAt(Stream stream, long position, int length)
    {
        var bytes = new byte[length];
        stream.Position = position;
        if (stream.ReadAtLeast(bytes, length, false) < length) throw new FormatException("is truncated");
        return bytes;
    }

    private static int U16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    private static uint U32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    private static long I64(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64LittleEndian(bytes);
}
