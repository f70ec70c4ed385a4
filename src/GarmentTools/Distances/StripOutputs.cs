using System.Buffers;

namespace GarmentTools;

/// <summary>Strips go straight to their place in memory.</summary>
internal sealed class MemoryStripOutput(NativeBytes memory, int count, int elementSize) : IStripOutput
{
    public object Make(IStripFiller filler, int first, int end, CancellationToken cancellation)
    {
        long start = PairLayout.Start(first, count), stop = PairLayout.Start(end, count);
        filler.Fill(first, end, memory.Span(start * elementSize, checked((int)((stop - start) * elementSize))), cancellation);
        return this;
    }

    public void Accept(object strip) { }
}

/// <summary>
/// Strips are deflated and become a member of an archive. Blocks are cut at fixed places of the whole, wherever strips begin and end;
/// what lies across the border of two strips is joined when they are written.
/// </summary>
internal sealed class FileStripOutput(NpzWriter.BlockMember member, int count, int elementSize) : IStripOutput
{
    private readonly byte[] _joint = new byte[EncodedBlock.RawBytes];
    private int _joined;

    private sealed record Strip(byte[] Head, List<EncodedBlock> Blocks, byte[] Tail);

    public object Make(IStripFiller filler, int first, int end, CancellationToken cancellation)
    {
        long start = PairLayout.Start(first, count) * elementSize;
        int length = checked((int)(PairLayout.Start(end, count) * elementSize - start));
        byte[] buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            Span<byte> elements = buffer.AsSpan(0, length);
            filler.Fill(first, end, elements, cancellation);
            const int block = EncodedBlock.RawBytes;
            int head = (int)Math.Min((block - start % block) % block, length);
            var blocks = new List<EncodedBlock>();
            int at = head;
            for (; at <= length - block; at += block)
            {
                cancellation.ThrowIfCancellationRequested();
                blocks.Add(EncodedBlock.Encode(elements.Slice(at, block)));
            }
            return new Strip(elements[..head].ToArray(), blocks, elements[at..].ToArray());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Accept(object strip)
    {
        var (head, blocks, tail) = (Strip)strip;
        Join(head);
        foreach (EncodedBlock block in blocks) member.Append(block);
        Join(tail);
    }

    private void Join(byte[] bytes)
    {
        bytes.CopyTo(_joint, _joined);
        _joined += bytes.Length;
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
        member.Append(EncodedBlock.Encode(_joint.AsSpan(0, _joined)));
        _joined = 0;
    }
}
