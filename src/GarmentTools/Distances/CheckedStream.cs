using System.IO.Hashing;

namespace GarmentTools;

/// <summary>Reads exactly as many bytes as were promised and compares their checksum at the end.</summary>
/// <param name="inner">What is read.</param>
/// <param name="length">Bytes that were promised.</param>
/// <param name="crc">Counts on, from what was read before.</param>
/// <param name="expected">The checksum at the end.</param>
/// <param name="fault">Makes the exception.</param>
internal sealed class CheckedStream(Stream inner, long length, Crc32 crc, uint expected, Func<string, Exception> fault) : Stream
{
    private long _left = length;
    private bool _checked;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        int count = 0;
        if (_left > 0 && buffer.Length > 0)
        {
            count = Inner(buffer[..(int)Math.Min(buffer.Length, _left)]);
            if (count == 0) throw fault($"{_left:N0} bytes are missing");
            crc.Append(buffer[..count]);
            _left -= count;
        }
        if (_left == 0 && !_checked)
        {
            _checked = true;
            if (Inner(stackalloc byte[1]) != 0) throw fault($"it goes on after the bytes it declares");
            var found = crc.GetCurrentHashAsUInt32();
            if (found != expected) throw fault($"its checksum is {found:x8}, not {expected:x8}");
        }
        return count;
    }

    private int Inner(Span<byte> buffer)
    {
        try { return inner.Read(buffer); }
        catch (InvalidDataException e) { throw fault(e.Message.TrimEnd('.')); }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    protected override void Dispose(bool disposing) => inner.Dispose();
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
