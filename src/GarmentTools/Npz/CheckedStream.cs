namespace GarmentTools.Npz;

/// <summary>Reads exactly as many bytes as were promised and compares their checksum at the end.</summary>
internal sealed class CheckedStream(Stream inner, long length, uint crcSoFar, uint expected, Func<string, Exception> fault) : Stream
{
    private long _left = length;
    private uint _crc = crcSoFar;
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
            _crc = ZipCrc.Append(_crc, buffer[..count]);
            _left -= count;
        }
        if (_left == 0 && !_checked)
        {
            _checked = true;
            if (Inner(stackalloc byte[1]) != 0) throw fault($"it goes on after the bytes it declares");
            if (_crc != expected) throw fault($"its checksum is {_crc:x8}, not {expected:x8}");
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
