using System.Runtime.InteropServices;

namespace GarmentTools.Common;

/// <summary>Memory for the elements of a matrix, beyond the 2 GB of an array.</summary>
internal sealed unsafe class NativeBytes : IDisposable
{
    private byte* _bytes;

    internal NativeBytes(long length)
    {
        Length = length;
        _bytes = (byte*)NativeMemory.AlignedAlloc((nuint)length + 64, 64);
    }

    ~NativeBytes() => NativeMemory.AlignedFree(_bytes);

    internal long Length { get; }

    internal Span<byte> Span(long start, int length)
    {
        ObjectDisposedException.ThrowIf(_bytes is null, this);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, Length - length);
        return new(_bytes + start, length);
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_bytes);
        _bytes = null;
        GC.SuppressFinalize(this);
    }
}
