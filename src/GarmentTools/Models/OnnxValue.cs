namespace GarmentTools.Models;

/// <summary>What a graph says about one of its tensors.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="ElementType">TensorProto.DataType: 1 float32, 2 uint8, …; 0 where the graph does not say.</param>
/// <param name="Shape">Its axes, null for one of no fixed length; null as a whole where the graph does not say.</param>
internal sealed record OnnxValue(string Name, int ElementType, IReadOnlyList<long?>? Shape)
{
    private static readonly string[] _types =
        ["unknown", "float32", "uint8", "int8", "uint16", "int16", "int32", "int64", "string", "bool", "float16", "float64"];

    /// <summary>The element type as people write it.</summary>
    public static string TypeName(int type) => type >= 0 && type < _types.Length ? _types[type] : $"type {type}";

    /// <summary>The shape as people write it, <c>?</c> for an axis of no fixed length.</summary>
    public static string ShapeText(IReadOnlyList<long?> shape) => $"[{string.Join(", ", shape.Select(axis => axis?.ToString() ?? "?"))}]";
}
