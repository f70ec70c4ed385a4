using System.Text;

namespace GarmentTools.Tests;

/// <summary>
/// A model of a few hundred bytes, written by hand: image [N,3,8,8] float32 → Conv 1×1 to 5 channels → GlobalAveragePool → Flatten → Gemm
/// to 1000 classes.
/// Every part can be changed to make it wrong in one place.
/// </summary>
internal sealed class TinyOnnx
{
    public List<byte[]> Inputs { get; } = [Value("image", 1, null, 3, 8, 8)];
    public List<byte[]> Outputs { get; } = [Value("classes", 1, null, 1000)];
    public List<byte[]> Nodes { get; } =
    [
        Node("Conv", ["image", "kernel"], ["map"]),
        Node("GlobalAveragePool", ["map"], ["pooled"]),
        Node("Flatten", ["pooled"], ["flat"]),
        Node("Gemm", ["flat", "head"], ["classes"]),
    ];
    public List<byte[]> Weights { get; } = [Weight("kernel", 5, 3, 1, 1), Weight("head", 5, 1000)];

    public byte[] ToBytes() =>
    [
        .. Number(1, 8),
        .. Field(7, [.. Nodes.SelectMany(node => Field(1, node)), .. Field(2, "tiny"u8.ToArray()),
        .. Weights.SelectMany(weight => Field(5, weight)),
            .. Inputs.SelectMany(input => Field(11, input)), .. Outputs.SelectMany(output => Field(12, output))]),
        .. Field(8, [.. Field(1, []), .. Number(2, 13)]),
    ];

    public static byte[] Node(string type, string[] inputs, string[] outputs, params byte[][] attributes) =>
    [
        .. inputs.SelectMany(input => Field(1, Text(input))),
        .. outputs.SelectMany(output => Field(2, Text(output))),
        .. Field(4, Text(type)),
        .. attributes.SelectMany(attribute => Field(5, attribute)),
    ];

    public static byte[] Integers(string name, params long[] values) =>
        [.. Field(1, Text(name)), .. values.SelectMany(value => Number(8, (ulong)value)), .. Number(20, 7)];

    public static byte[] Integer(string name, long value) => [.. Field(1, Text(name)), .. Number(3, (ulong)value), .. Number(20, 2)];

    public static byte[] Value(string name, int type, params long?[] shape) =>
        [.. Field(1, Text(name)), .. Field(2, Field(1, [.. Number(1, (ulong)type), .. Field(2, [.. shape.SelectMany(Axis)])]))];

    /// <summary>Values 0, 1/7, 2/7, … 6/7, 0, …</summary>
    public static byte[] Weight(string name, params int[] shape)
    {
        var values = Enumerable.Range(0, shape.Aggregate(1, (product, axis) => product * axis)).Select(i => i % 7 / 7f).ToArray();
        return [.. shape.SelectMany(axis => Number(1, (ulong)axis)), .. Number(2, 1), .. Field(8, Text(name)),
            .. Field(9, System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values).ToArray())];
    }

    public static byte[] Field(int number, byte[] content) =>
        [.. Varint((ulong)(number << 3 | 2)), .. Varint((ulong)content.Length), .. content];

    public static byte[] Number(int field, ulong value) => [.. Varint((ulong)(field << 3)), .. Varint(value)];

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Axis(long? axis) => Field(1, axis is { } length ? Number(1, (ulong)length) : Field(2, "N"u8.ToArray()));

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }
}
