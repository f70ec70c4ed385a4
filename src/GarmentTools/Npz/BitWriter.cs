using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GarmentTools.Npz;

/// <summary>Writes bits, the lowest first, as deflate wants them.</summary>
internal ref struct BitWriter(Span<byte> output)
{
    private readonly Span<byte> _output = output;
    private ulong _bits;
    private int _count;
    private int _at;

    /// <summary>Writes at most 16 bits.</summary>
    internal void Write(uint bits, int count)
    {
        _bits |= (ulong)bits << _count;
        _count += count;
        Flush();
    }

    /// <summary>Writes the whole bytes that are pending; at most 7 bits stay.</summary>
    internal void Flush()
    {
        while (_count >= 8)
        {
            _output[_at++] = (byte)_bits;
            _bits >>= 8;
            _count -= 8;
        }
    }

    /// <summary>Writes at most 56 bits; at most 7 may be pending. Touches 8 bytes of the output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void WriteWord(ulong bits, int count)
    {
        ulong word = _bits | bits << _count;
        _ = _output[_at + 7];
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref MemoryMarshal.GetReference(_output), _at), BitConverter.IsLittleEndian ? word
            : BinaryPrimitives.ReverseEndianness(word));
        int total = _count + count;
        _at += total >> 3;
        _bits = word >> (total & ~7);
        _count = total & 7;
    }

    /// <summary>Fills up the byte and ends the stored block whose three bits were written; returns the number of bytes in all.</summary>
    internal int EndWithEmptyStoredBlock()
    {
        if (_count > 0) _output[_at++] = (byte)_bits;
        BinaryPrimitives.WriteUInt32LittleEndian(_output[_at..], 0xFFFF0000);
        return _at + 4;
    }
}
