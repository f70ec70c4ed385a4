using System.IO.Compression;
using System.IO.Hashing;
using GarmentTools.Common;
using GarmentTools.Npz;

namespace GarmentTools.Distances;

/// <summary>
/// The stored elements of a matrix file: in memory, or inflated block by block when they are asked for, so that a file larger than memory
/// can be queried.
/// </summary>
internal sealed class MatrixElements : IDisposable
{
    private readonly NpzReader? _file;
    private readonly NpzMember? _member;
    private readonly long[] _starts = [];
    private readonly uint[] _crcs = [];
    private readonly NativeBytes? _memory;

    internal MatrixElements(NativeBytes memory, int elementSize) => (_memory, ElementSize, Bytes) = (memory, elementSize, memory.Length);

    private MatrixElements(NpzReader file, NpzMember member, long[] starts, uint[] crcs)
    {
        (_file, _member, _starts, _crcs) = (file, member, starts, crcs);
        (ElementSize, Bytes) = (member.Header.ElementSize, member.Header.DataBytes);
    }

    internal int ElementSize { get; }

    internal long Bytes { get; }

    internal bool InMemory => _memory is not null;

    /// <summary>Opens the elements where they are in the file.</summary>
    /// <returns>Null where the file has no index of its blocks (it was saved again by another program).</returns>
    internal static MatrixElements? OpenBlocks(NpzReader file, string name)
    {
        NpzMember member = file.Find(name);
        if (!file.Members.ContainsKey("blocks") || !file.Members.ContainsKey("block_crcs") || !member.Zip.Deflated) return null;
        long blocks = (member.Header.DataBytes + EncodedBlock.RawBytes - 1) / EncodedBlock.RawBytes;
        long[] starts = file.ReadAll<long>("blocks", blocks + 1, long.MaxValue, "<i8");
        uint[] crcs = file.ReadAll<uint>("block_crcs", blocks, long.MaxValue, "<u4");
        // Another program that saved the arrays again kept this index, too, but not the blocks.
        if (starts[^1] + HuffmanDeflate.End.Length != member.Zip.Packed) return null;
        for (int i = 0; i < starts.Length; i++)
            if (starts[i] < (i == 0 ? 0 : starts[i - 1]) || starts[i] > member.Zip.Packed || i > 0
                && starts[i] - starts[i - 1] > HuffmanDeflate.MaxLength(EncodedBlock.RawBytes))
                throw file.Fault("holds an index of blocks that leads outside the distances");
        return new(file, member, starts, crcs);
    }

    /// <summary>Loads all elements of a member into memory: blocks in parallel where there is an index, else one after the other.</summary>
    internal static MatrixElements Load(NpzReader file, string name, int threads, CancellationToken cancellation)
    {
        NpzMember member = file.Find(name);
        var memory = new NativeBytes(member.Header.DataBytes);
        try
        {
            if (OpenBlocks(file, name) is { } blocks)
            {
                int count = blocks._crcs.Length;
                MatrixErrors.Unwrapped(() => Parallel.For(0, count, new()
                {
                    MaxDegreeOfParallelism = threads,
                    CancellationToken =
                    cancellation
                }, blocks.OpenReader,
                    (block, _, reader) =>
                    {
                        long start = (long)block * EncodedBlock.RawBytes;
                        reader.Inflate(block, memory.Span(start, (int)Math.Min(EncodedBlock.RawBytes, memory.Length - start)));
                        return reader;
                    }, _ => { }));
                blocks.CheckWhole();
            }
            else
            {
                using Stream data = file.OpenData(name);
                file.ReadExactly(data, [], name);
                for (long at = 0; at < memory.Length;)
                {
                    cancellation.ThrowIfCancellationRequested();
                    int length = (int)Math.Min(1 << 20, memory.Length - at);
                    file.ReadExactly(data, memory.Span(at, length), name);
                    at += length;
                }
            }
            return new(memory, member.Header.ElementSize);
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }

    /// <summary>The checksum of the whole member, from its blocks'.</summary>
    private void CheckWhole()
    {
        uint crc = Crc32.HashToUInt32(_member!.Header.ToBytes());
        for (int i = 0; i < _crcs.Length; i++)
            crc = JoinedCrc.Of(crc, _crcs[i], Math.Min(EncodedBlock.RawBytes, Bytes - (long)i * EncodedBlock.RawBytes));
        if (crc != _member.Zip.Crc) throw _file!.Fault("holds distances whose checksum is not that of their blocks");
    }

    internal Reader OpenReader() => new(this);

    public void Dispose()
    {
        _memory?.Dispose();
        _file?.Dispose();
    }

    /// <summary>Reads runs of elements; remembers the block it read last. One per thread.</summary>
    internal sealed class Reader(MatrixElements elements)
    {
        private readonly byte[] _block = elements.InMemory ? [] : new byte[EncodedBlock.RawBytes];
        private byte[] _packed = [];
        private int _held = -1;

        /// <summary>Copies the elements from the given one on.</summary>
        internal void Read(long first, Span<byte> target)
        {
            long at = first * elements.ElementSize;
            if (elements._memory is { } memory)
            {
                memory.Span(at, target.Length).CopyTo(target);
                return;
            }
            while (!target.IsEmpty)
            {
                int block = (int)(at / EncodedBlock.RawBytes), offset = (int)(at % EncodedBlock.RawBytes);
                if (block != _held)
                {
                    _held = -1;
                    Inflate(block, _block.AsSpan(0, (int)Math.Min(EncodedBlock.RawBytes,
                        elements.Bytes - (long)block * EncodedBlock.RawBytes)));
                    _held = block;
                }
                int count = Math.Min(target.Length, EncodedBlock.RawBytes - offset);
                _block.AsSpan(offset, count).CopyTo(target);
                target = target[count..];
                at += count;
            }
        }

        /// <summary>Inflates one block and compares its checksum.</summary>
        internal void Inflate(int block, Span<byte> target)
        {
            NpzReader file = elements._file!;
            int length = (int)(elements._starts[block + 1] - elements._starts[block]);
            if (_packed.Length < length) _packed = new byte[HuffmanDeflate.MaxLength(EncodedBlock.RawBytes)];
            file.ReadFile(elements._member!.Zip.DataStart + elements._starts[block], _packed.AsSpan(0, length));
            int read;
            try
            {
                using var inflate = new DeflateStream(new MemoryStream(_packed, 0, length), CompressionMode.Decompress);
                read = inflate.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
            }
            catch (InvalidDataException e)
            {
                throw file.Fault($"holds a damaged block of distances ({block}): {e.Message.TrimEnd('.')}");
            }
            if (read < target.Length || Crc32.HashToUInt32(target) != elements._crcs[block])
                throw file.Fault($"holds a damaged block of distances ({block})");
        }
    }
}
