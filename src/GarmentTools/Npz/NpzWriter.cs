using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using GarmentTools.Common;

namespace GarmentTools.Npz;

/// <summary>
/// Writes an <c>.npz</c>: a zip archive of <c>.npy</c> members that <c>numpy.load(allow_pickle=False)</c> reads. Members stream; nothing is
/// held back.
/// </summary>
/// <remarks>
/// Dates are fixed (1980-01-01), so that the same arrays give the same bytes. Sizes are 64-bit throughout (Zip64), as NumPy's own are.
/// </remarks>
internal sealed class NpzWriter(Stream stream)
{
    private const ushort Version = 45, Deflate = 8, FixedDate = 0x21;
    private readonly List<Entry> _entries = [];

    private sealed record Entry(byte[] Name, long Offset)
    {
        internal long Raw { get; set; }
        internal long Packed { get; set; }
        internal uint Crc { get; set; }
    }

    /// <summary>Writes an archive beside the file of that name and puts it in its place when it is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="arrays">Writes the members.</param>
    /// <param name="cancellation">Looked at once more before the file takes its place.</param>
    /// <param name="old">What to close before the file is replaced, which Windows does not do while it is open.</param>
    internal static void WriteFile(string path, Action<NpzWriter> arrays, CancellationToken cancellation, IDisposable? old = null)
    {
        using var file = new ReplacingFile(path);
        var writer = new NpzWriter(file.Stream);
        arrays(writer);
        writer.Finish();
        cancellation.ThrowIfCancellationRequested();
        old?.Dispose();
        file.Commit();
    }

    /// <summary>Writes an array of numbers.</summary>
    internal void Write<T>(string name, string descr, ReadOnlySpan<T> values, params long[] shape) where T : unmanaged
    {
        using var member = new DeflatedMember(this, name, new NpyHeader(descr, false, shape));
        for (; values.Length > 0; values = values[Math.Min(values.Length, 1 << 14)..])
            member.Write(MemoryMarshal.AsBytes(values[..Math.Min(values.Length, 1 << 14)]));
    }

    /// <summary>Writes an array of text, each padded with zeros to the longest.</summary>
    internal void WriteTexts(string name, IReadOnlyList<string> texts) => WriteTexts(name, texts, [texts.Count]);

    /// <summary>Writes one text as an array without dimensions.</summary>
    internal void WriteText(string name, string text) => WriteTexts(name, [text], []);

    private void WriteTexts(string name, IReadOnlyList<string> texts, long[] shape)
    {
        int longest = 1;
        foreach (string text in texts) longest = Math.Max(longest, text.EnumerateRunes().Count());
        using var member = new DeflatedMember(this, name, new NpyHeader($"<U{longest}", false, shape));
        var buffer = new byte[longest * 4];
        foreach (string text in texts)
        {
            buffer.AsSpan().Clear();
            Encoding.UTF32.GetBytes(text, buffer);
            member.Write(buffer);
        }
    }

    /// <summary>Begins a member that is given in blocks; one at a time.</summary>
    internal BlockMember BeginBlocks(string name, NpyHeader header) => new(this, name, header);

    /// <summary>Writes the directory. The archive is complete after this.</summary>
    internal void Finish()
    {
        long start = stream.Position;
        Span<byte> head = stackalloc byte[46], extra = stackalloc byte[28];
        foreach (Entry entry in _entries)
        {
            bool large = entry.Raw >= uint.MaxValue || entry.Packed >= uint.MaxValue || entry.Offset >= uint.MaxValue;
            head.Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(head, 0x02014b50);
            BinaryPrimitives.WriteUInt16LittleEndian(head[4..], Version);
            BinaryPrimitives.WriteUInt16LittleEndian(head[6..], Version);
            BinaryPrimitives.WriteUInt16LittleEndian(head[10..], Deflate);
            BinaryPrimitives.WriteUInt16LittleEndian(head[14..], FixedDate);
            BinaryPrimitives.WriteUInt32LittleEndian(head[16..], entry.Crc);
            BinaryPrimitives.WriteUInt32LittleEndian(head[20..], large ? uint.MaxValue : (uint)entry.Packed);
            BinaryPrimitives.WriteUInt32LittleEndian(head[24..], large ? uint.MaxValue : (uint)entry.Raw);
            BinaryPrimitives.WriteUInt16LittleEndian(head[28..], (ushort)entry.Name.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(head[30..], (ushort)(large ? 28 : 0));
            BinaryPrimitives.WriteUInt32LittleEndian(head[42..], large ? uint.MaxValue : (uint)entry.Offset);
            stream.Write(head);
            stream.Write(entry.Name);
            if (!large) continue;
            BinaryPrimitives.WriteUInt16LittleEndian(extra, 1);
            BinaryPrimitives.WriteUInt16LittleEndian(extra[2..], 24);
            BinaryPrimitives.WriteInt64LittleEndian(extra[4..], entry.Raw);
            BinaryPrimitives.WriteInt64LittleEndian(extra[12..], entry.Packed);
            BinaryPrimitives.WriteInt64LittleEndian(extra[20..], entry.Offset);
            stream.Write(extra);
        }
        WriteEnd(start, stream.Position - start);
    }

    private void WriteEnd(long start, long size)
    {
        Span<byte> end = stackalloc byte[22];
        bool large = start >= uint.MaxValue || size >= uint.MaxValue;
        if (large)
        {
            long at = start + size;
            Span<byte> record = stackalloc byte[56 + 20];
            record.Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(record, 0x06064b50);
            BinaryPrimitives.WriteInt64LittleEndian(record[4..], 44);
            BinaryPrimitives.WriteUInt16LittleEndian(record[12..], Version);
            BinaryPrimitives.WriteUInt16LittleEndian(record[14..], Version);
            BinaryPrimitives.WriteInt64LittleEndian(record[24..], _entries.Count);
            BinaryPrimitives.WriteInt64LittleEndian(record[32..], _entries.Count);
            BinaryPrimitives.WriteInt64LittleEndian(record[40..], size);
            BinaryPrimitives.WriteInt64LittleEndian(record[48..], start);
            BinaryPrimitives.WriteUInt32LittleEndian(record[56..], 0x07064b50);
            BinaryPrimitives.WriteInt64LittleEndian(record[64..], at);
            BinaryPrimitives.WriteUInt32LittleEndian(record[72..], 1);
            stream.Write(record);
        }
        end.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054b50);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], (ushort)_entries.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], (ushort)_entries.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], large ? uint.MaxValue : (uint)size);
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], large ? uint.MaxValue : (uint)start);
        stream.Write(end);
    }

    private Entry BeginEntry(string name)
    {
        var entry = new Entry(Encoding.ASCII.GetBytes(name + ".npy"), stream.Position);
        _entries.Add(entry);
        WriteLocal(entry);
        return entry;
    }

    private void WriteLocal(Entry entry)
    {
        Span<byte> head = stackalloc byte[30 + entry.Name.Length + 20];
        head.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(head, 0x04034b50);
        BinaryPrimitives.WriteUInt16LittleEndian(head[4..], Version);
        BinaryPrimitives.WriteUInt16LittleEndian(head[8..], Deflate);
        BinaryPrimitives.WriteUInt16LittleEndian(head[12..], FixedDate);
        BinaryPrimitives.WriteUInt32LittleEndian(head[14..], entry.Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(head[18..], uint.MaxValue);
        BinaryPrimitives.WriteUInt32LittleEndian(head[22..], uint.MaxValue);
        BinaryPrimitives.WriteUInt16LittleEndian(head[26..], (ushort)entry.Name.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(head[28..], 20);
        entry.Name.CopyTo(head[30..]);
        Span<byte> extra = head[(30 + entry.Name.Length)..];
        BinaryPrimitives.WriteUInt16LittleEndian(extra, 1);
        BinaryPrimitives.WriteUInt16LittleEndian(extra[2..], 16);
        BinaryPrimitives.WriteInt64LittleEndian(extra[4..], entry.Raw);
        BinaryPrimitives.WriteInt64LittleEndian(extra[12..], entry.Packed);
        stream.Write(head);
    }

    private void EndEntry(Entry entry, long dataStart)
    {
        long end = stream.Position;
        entry.Packed = end - dataStart;
        stream.Position = entry.Offset;
        WriteLocal(entry);
        stream.Position = end;
    }

    /// <summary>A member of modest size, compressed by the platform's deflate (matches and all).</summary>
    private sealed class DeflatedMember : IDisposable
    {
        private readonly NpzWriter _writer;
        private readonly Entry _entry;
        private readonly long _start;
        private readonly DeflateStream _deflate;
        private readonly Crc32 _crc = new();

        internal DeflatedMember(NpzWriter writer, string name, NpyHeader header)
        {
            _writer = writer;
            _entry = writer.BeginEntry(name);
            _start = writer.Output.Position;
            _deflate = new DeflateStream(writer.Output, CompressionLevel.Optimal, leaveOpen: true);
            Write(header.ToBytes());
        }

        internal void Write(ReadOnlySpan<byte> bytes)
        {
            _deflate.Write(bytes);
            _crc.Append(bytes);
            _entry.Raw += bytes.Length;
        }

        public void Dispose()
        {
            _deflate.Dispose();
            _entry.Crc = _crc.GetCurrentHashAsUInt32();
            _writer.EndEntry(_entry, _start);
        }
    }

    private Stream Output => stream;

    /// <summary>A member whose blocks were deflated elsewhere, on any thread; here they only follow each other.</summary>
    internal sealed class BlockMember
    {
        private readonly NpzWriter _writer;
        private readonly Entry _entry;
        private readonly long _start;

        internal BlockMember(NpzWriter writer, string name, NpyHeader header)
        {
            _writer = writer;
            _entry = writer.BeginEntry(name);
            _start = writer.Output.Position;
            Append(EncodedBlock.Encode(header.ToBytes(), new byte[EncodedBlock.BufferBytes]));
            Starts.Clear(); // the index of the blocks counts those of the data only
            Crcs.Clear();
        }

        /// <summary>
        /// Where each block begins, counted from the member's first compressed byte; after the end, also where the last one ends.
        /// </summary>
        internal List<long> Starts { get; } = [];

        /// <summary>The CRC of each block's raw bytes.</summary>
        internal List<uint> Crcs { get; } = [];

        /// <summary>Writes a block.</summary>
        internal void Append(EncodedBlock block)
        {
            Starts.Add(_writer.Output.Position - _start);
            Crcs.Add(block.Crc);
            _writer.Output.Write(block.Bytes.AsSpan(0, block.Length));
            _entry.Crc = JoinedCrc.Of(_entry.Crc, block.Crc, block.RawLength);
            _entry.Raw += block.RawLength;
        }

        /// <summary>Ends the member's stream.</summary>
        internal void End()
        {
            Starts.Add(_writer.Output.Position - _start);
            _writer.Output.Write(HuffmanDeflate.End);
            _writer.EndEntry(_entry, _start);
        }
    }
}
