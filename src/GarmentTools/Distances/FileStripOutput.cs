using System.Collections.Concurrent;
using GarmentTools.Npz;

namespace GarmentTools.Distances;

/// <summary>
/// Strips are deflated and become a member of an archive. Blocks are cut at fixed places of the whole, wherever strips begin and end;
/// what lies across the border of two strips is joined when they are written.
/// </summary>
internal sealed class FileStripOutput(NpzWriter.BlockMember member, int count, int elementSize) : IStripOutput
{
    private readonly BlockBuffers _buffers = new();
    private readonly ConcurrentBag<byte[]> _strips = [];
    private readonly byte[] _joint = new byte[EncodedBlock.RawBytes];
    private int _joined;

    private sealed record Strip(Piece Head, List<EncodedBlock> Blocks, Piece Tail);

    /// <summary>Raw bytes that belong to a block with those of another strip.</summary>
    private readonly record struct Piece(byte[] Bytes, int Length);

    public object Make(IStripFiller filler, int first, int end, CancellationToken cancellation)
    {
        long start = PairLayout.Start(first, count) * elementSize;
        int length = checked((int)(PairLayout.Start(end, count) * elementSize - start));
        // The first strip is the longest there is but for its share of the triangle; a buffer that is too small makes room for a larger
        // one.
        if (!_strips.TryTake(out byte[]? buffer) || buffer.Length < length) buffer = GC.AllocateUninitializedArray<byte>(length);
        Span<byte> elements = buffer.AsSpan(0, length);
        filler.Fill(first, end, elements, cancellation);

        const int block = EncodedBlock.RawBytes;
        int head = (int)Math.Min((block - start % block) % block, length);
        var blocks = new List<EncodedBlock>();
        int at = head;
        for (; at <= length - block; at += block)
        {
            cancellation.ThrowIfCancellationRequested();
            blocks.Add(EncodedBlock.Encode(elements.Slice(at, block), _buffers.Rent()));
        }
        var strip = new Strip(Copy(elements[..head]), blocks, Copy(elements[at..]));
        _strips.Add(buffer);
        return strip;
    }

    private Piece Copy(ReadOnlySpan<byte> bytes)
    {
        byte[] buffer = _buffers.Rent();
        bytes.CopyTo(buffer);
        return new(buffer, bytes.Length);
    }

    public void Accept(object strip)
    {
        var (head, blocks, tail) = (Strip)strip;
        Join(head);
        foreach (EncodedBlock block in blocks) Write(block);
        Join(tail);
    }

    private void Join(Piece piece)
    {
        piece.Bytes.AsSpan(0, piece.Length).CopyTo(_joint.AsSpan(_joined));
        _joined += piece.Length;
        _buffers.Return(piece.Bytes);
        if (_joined == _joint.Length) Flush();
    }

    /// <summary>Writes what is left and ends the member.</summary>
    internal void End()
    {
        if (_joined > 0) Flush();
        member.End();
    }

    private void Flush()
    {
        Write(EncodedBlock.Encode(_joint.AsSpan(0, _joined), _buffers.Rent()));
        _joined = 0;
    }

    private void Write(EncodedBlock block)
    {
        member.Append(block);
        _buffers.Return(block.Bytes);
    }
}
