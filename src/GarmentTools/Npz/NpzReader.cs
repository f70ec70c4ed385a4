using System.IO.Compression;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using GarmentTools.Common;
using Microsoft.Win32.SafeHandles;

namespace GarmentTools.Npz;

/// <summary>
/// Reads an <c>.npz</c> that may come from anywhere. Nothing is believed: sizes, shapes, checksums and names are checked, every member is
/// read to exactly
/// the length its head declares, and nothing is allocated beyond the given limit.
/// </summary>
internal sealed class NpzReader : IDisposable
{
    private readonly FileStream _file;
    private readonly Dictionary<string, NpzMember> _members = [];

    private NpzReader(FileStream file, string path) => (_file, FilePath) = (file, path);

    internal string FilePath { get; }

    internal IReadOnlyDictionary<string, NpzMember> Members => _members;

    internal SafeFileHandle Handle => _file.SafeFileHandle;

    internal long FileBytes => _file.Length;

    /// <exception cref="ArchiveException">Missing, damaged, hostile, or not an archive of plain arrays.</exception>
    internal static NpzReader Open(string path)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ArchiveException($"{path} cannot be opened: {e.Message} Check the path, or build the file.", e);
        }
        var reader = new NpzReader(file, path);
        try
        {
            foreach (ZipMember member in ZipDirectory.Read(file)) reader.Add(member);
            return reader;
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or IOException)
        {
            reader.Dispose();
            throw new ArchiveException($"{path} {(e is FormatException ? e.Message : "cannot be read: " + e.Message)}. An .npz of plain " +
                "arrays is expected; restore the file or build it again.", e);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    private void Add(ZipMember member)
    {
        using Stream stream = OpenRaw(member);
        try
        {
            (NpyHeader header, int length) = NpyHeader.Read(stream);
            if (header.DataBytes != member.Raw - length)
                throw new FormatException($"declares {header.Descr} of shape {header.ShapeText}, {header.DataBytes:N0} bytes, but holds " +
                    $"{member.Raw - length:N0}");
            _members.Add(member.Name, new(member, header, length));
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or OverflowException)
        {
            throw new FormatException($"holds a member, {member.Name}, that " +
                $"{(e is FormatException ? e.Message : "is damaged: " + e.Message)}", e);
        }
    }

    /// <summary>The member, or an exception that says it is missing.</summary>
    internal NpzMember Find(string name) => _members.TryGetValue(name, out NpzMember? member) ? member
        : throw Fault($"holds no array named {name}, only {string.Join(", ", _members.Keys)}");

    /// <summary>Reads a whole one-dimensional (or scalar) array of numbers of exactly the given type.</summary>
    /// <param name="name">The member.</param>
    /// <param name="length">The number of elements it must have; null: any, up to <paramref name="mostBytes"/>.</param>
    /// <param name="mostBytes">The most bytes to allocate.</param>
    /// <param name="descrs">The types that hold a <typeparamref name="T"/>, as NumPy names them.</param>
    internal T[] ReadAll<T>(string name, long? length, long mostBytes, params string[] descrs) where T : unmanaged
    {
        CheckShape(Find(name), length);
        return ReadNumbers<T>(name, mostBytes, descrs);
    }

    private T[] ReadNumbers<T>(string name, long mostBytes, string[] descrs) where T : unmanaged
    {
        NpzMember member = Find(name);
        if (!descrs.Contains(member.Header.Descr))
            throw Fault($"holds {name} as {member.Header.Descr}; {string.Join(" or ", descrs)} is expected");
        CheckSize(member, mostBytes);
        var values = new T[member.Header.Elements];
        using Stream data = OpenData(name);
        ReadExactly(data, MemoryMarshal.AsBytes(values.AsSpan()), name);
        return values;
    }

    /// <summary>Reads a table of numbers, row by row, of the given shape (null: any).</summary>
    internal (T[] Values, int Rows, int Columns) ReadTable<T>(string name, int? rows, int? columns, long mostBytes, params string[] descrs)
        where T : unmanaged
    {
        NpyHeader header = Find(name).Header;
        if (header.Shape.Length != 2 || header.FortranOrder || rows is { } r && header.Shape[0] != r || columns is { } c
            && header.Shape[1] != c)
            throw Fault($"holds {name} in the shape {header.ShapeText}{(header.FortranOrder ? ", by columns" : "")}; " +
                $"({(object?)rows ?? "any"}, {(object?)columns ?? "any"}) by rows is expected");
        return (ReadNumbers<T>(name, mostBytes, descrs), checked((int)header.Shape[0]), checked((int)header.Shape[1]));
    }

    /// <summary>Reads an array of text (<c>U</c> or <c>S</c>).</summary>
    internal string[] ReadTexts(string name, long? length, long mostBytes)
    {
        NpzMember member = Find(name);
        if (member.Header.Kind is not ('U' or 'S')) throw Fault($"holds {name} as {member.Header.Descr}; text is expected");
        CheckShape(member, length);
        CheckSize(member, mostBytes);
        var texts = new string[member.Header.Elements];
        var buffer = new byte[member.Header.ElementSize];
        using Stream data = OpenData(name);
        Encoding encoding = member.Header.Kind == 'U' ? Encoding.UTF32 : Encoding.Latin1;
        for (int i = 0; i < texts.Length; i++)
        {
            ReadExactly(data, buffer, name);
            texts[i] = encoding.GetString(buffer).TrimEnd('\0');
        }
        return texts;
    }

    /// <summary>Reads one text.</summary>
    internal string ReadText(string name) => ReadTexts(name, 1, 1 << 16)[0];

    private void CheckShape(NpzMember member, long? length)
    {
        if (member.Header.Shape.Length > 1 || length is { } n && member.Header.Elements != n)
            throw Fault($"holds {member.Name} in the shape {member.Header.ShapeText}; {(length is { } m ? $"({m},)" : "one dimension")} " +
                "is expected");
    }

    private void CheckSize(NpzMember member, long mostBytes)
    {
        if (member.Header.DataBytes > mostBytes || member.Header.Elements > Array.MaxLength)
            throw new ArchiveException($"{FilePath} holds {member.Name} of {member.Header.DataBytes:N0} bytes; at most {mostBytes:N0} " +
                "are allowed here. Allow more memory if you trust the file.");
    }

    /// <summary>
    /// The data of a member after its head. The checksum is compared when the last byte has been read; fewer or more bytes are an error.
    /// </summary>
    internal Stream OpenData(string name)
    {
        NpzMember member = Find(name);
        Stream stream = OpenRaw(member.Zip);
        Span<byte> head = new byte[member.HeadLength];
        stream.ReadExactly(head);
        var crc = new Crc32();
        crc.Append(head);
        return new CheckedStream(stream, member.Zip.Raw - member.HeadLength, crc, member.Zip.Crc, message =>
            Fault($"holds a damaged member, {name}: {message}"));
    }

    internal void ReadExactly(Stream data, Span<byte> target, string name)
    {
        int read = data.ReadAtLeast(target, target.Length, false);
        if (target.IsEmpty) _ = data.Read(target); // an empty array has a checksum, too
        if (read < target.Length) throw Fault($"holds a damaged member, {name}: {target.Length - read:N0} bytes are missing");
    }

    /// <summary>Reads compressed bytes at a place of the file; any number of threads at once.</summary>
    internal void ReadFile(long position, Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            int read = RandomAccess.Read(Handle, target, position);
            if (read == 0) throw Fault("is truncated");
            target = target[read..];
            position += read;
        }
    }

    internal ArchiveException Fault(string found) => new($"{FilePath} {found}. Restore the file or build it again.");

    private Stream OpenRaw(ZipMember member)
    {
        var part = new FilePart(Handle, member.DataStart, member.Packed);
        return member.Deflated ? new DeflateStream(part, CompressionMode.Decompress) : part;
    }

    public void Dispose() => _file.Dispose();
}
