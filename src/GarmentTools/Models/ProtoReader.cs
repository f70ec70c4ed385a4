using System.Text;

namespace GarmentTools.Models;

/// <summary>
/// Walks the fields of one protobuf message. Nothing is read beyond its bytes and nothing is copied; what cannot be a message is an
/// <see cref="InvalidDataException"/>. See the wire format: https://protobuf.dev/programming-guides/encoding.
/// </summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private const int MaxText = 1 << 16;

    private readonly ReadOnlySpan<byte> _message = message;
    private int _at;

    /// <summary>Number of the present field, from 1.</summary>
    public int Field { get; private set; }

    /// <summary>Value of a varint or fixed-size field; 0 for the others.</summary>
    public ulong Value { get; private set; }

    /// <summary>Content of a length-delimited field; empty for the others.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>True where the field is length-delimited: text, bytes, message or packed numbers.</summary>
    public bool IsBytes { get; private set; }

    /// <summary>The field's content as text; bytes that are no UTF-8 become U+FFFD.</summary>
    public readonly string Text =>
        Bytes.Length <= MaxText ? Encoding.UTF8.GetString(Bytes) : throw new InvalidDataException($"a name of {Bytes.Length} bytes");

    /// <summary>Goes to the next field; false at the end.</summary>
    public bool Next()
    {
        if (_at == _message.Length)
            return false;
        var tag = Varint();
        (Field, Value, IsBytes) = ((int)(tag >> 3), 0, false);
        Bytes = default;
        if (tag >> 3 is 0 or > 0x1FFFFFFF)
            throw new InvalidDataException("a field number is out of range");
        switch (tag & 7)
        {
            case 0:
                Value = Varint();
                return true;
            case 1:
                Value = Fixed(8);
                return true;
            case 2:
                var length = Varint();
                if (length > (ulong)(_message.Length - _at))
                    throw new InvalidDataException($"a field of {length} bytes begins {_message.Length - _at} bytes before the end");
                Bytes = _message.Slice(_at, (int)length);
                IsBytes = true;
                _at += (int)length;
                return true;
            case 5:
                Value = Fixed(4);
                return true;
            default:
                throw new InvalidDataException($"wire type {tag & 7} is not used by ONNX");
        }
    }

    /// <summary>Adds the field's numbers, packed or single, to a list that may not grow beyond <paramref name="limit"/>.</summary>
    public readonly void AddNumbers(List<long> numbers, int limit)
    {
        if (!IsBytes)
        {
            numbers.Add((long)Value);
        }
        else
        {
            var packed = new ProtoReader(Bytes);
            while (packed._at < packed._message.Length && numbers.Count <= limit)
                numbers.Add((long)packed.Varint());
        }
        if (numbers.Count > limit)
            throw new InvalidDataException($"more than {limit} numbers in a shape");
    }

    private ulong Fixed(int bytes)
    {
        if (_message.Length - _at < bytes)
            throw new InvalidDataException("a number is cut off");
        ulong value = 0;
        for (var i = 0; i < bytes; i++)
            value |= (ulong)_message[_at + i] << (8 * i);
        _at += bytes;
        return value;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_at == _message.Length)
                throw new InvalidDataException("a number is cut off");
            var next = _message[_at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw new InvalidDataException("a number has more than 10 bytes");
    }
}
