using System.Text;

namespace GarmentTools.Models;

/// <summary>Makes tensors inside a graph its outputs.</summary>
internal static class OnnxOutputs
{
    /// <summary>
    /// Appends one field to the model: <c>graph</c> (7) with an <c>output</c> (12) of that <c>name</c> (1) each. Where protobuf finds the
    /// field
    /// of a message twice it merges the two, and repeated fields in them add up, so the graph gains outputs and nothing else changes.
    /// </summary>
    public static byte[] Add(byte[] model, IReadOnlyCollection<string> tensors)
    {
        if (tensors.Count == 0)
            return model;
        var graph = new List<byte>();
        foreach (var tensor in tensors)
        {
            var value = new List<byte>();
            Field(value, 1, Encoding.UTF8.GetBytes(tensor));
            Field(graph, 12, value);
        }
        var tail = new List<byte>();
        Field(tail, 7, graph);
        var extended = GC.AllocateUninitializedArray<byte>(model.Length + tail.Count);
        model.CopyTo(extended, 0);
        tail.CopyTo(extended, model.Length);
        return extended;
    }

    private static void Field(List<byte> message, int number, IReadOnlyCollection<byte> content)
    {
        Varint(message, (uint)(number << 3 | 2));
        Varint(message, (uint)content.Count);
        message.AddRange(content);
    }

    private static void Varint(List<byte> message, uint value)
    {
        for (; value >= 0x80; value >>= 7)
            message.Add((byte)(value | 0x80));
        message.Add((byte)value);
    }
}
