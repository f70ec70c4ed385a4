namespace GarmentTools.Models;

/// <summary>Reads ValueInfoProto: a tensor's name, element type and shape, as far as they are given.</summary>
internal static class OnnxValueReader
{
    public const int MaxRank = 32;

    public static OnnxValue Read(ReadOnlySpan<byte> bytes)
    {
        var (name, type) = ("", 0);
        List<long?>? shape = null;
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            if (reader.Field == 1)
                name = reader.Text;
            else if (reader.Field == 2 && reader.IsBytes)
                (type, shape) = Type(reader.Bytes);
        }
        return new OnnxValue(name, type, shape);
    }

    private static (int Element, List<long?>? Shape) Type(ReadOnlySpan<byte> bytes)
    {
        var element = 0;
        List<long?>? shape = null;
        var type = new ProtoReader(bytes);
        while (type.Next())
        {
            if (type.Field != 1 || !type.IsBytes)
                continue;
            var tensor = new ProtoReader(type.Bytes);
            while (tensor.Next())
            {
                if (tensor.Field == 1)
                    element = (int)Math.Min(tensor.Value, int.MaxValue);
                else if (tensor.Field == 2 && tensor.IsBytes)
                    shape = Shape(tensor.Bytes);
            }
        }
        return (element, shape);
    }

    private static List<long?> Shape(ReadOnlySpan<byte> bytes)
    {
        var shape = new List<long?>();
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            if (reader.Field != 1)
                continue;
            long? axis = null;
            var dimension = new ProtoReader(reader.Bytes);
            while (dimension.Next())
            {
                if (dimension.Field == 1 && dimension.Value is > 0 and <= int.MaxValue)
                    axis = (long)dimension.Value;
            }
            if (shape.Count == MaxRank)
                throw new InvalidDataException($"a tensor has more than {MaxRank} axes");
            shape.Add(axis);
        }
        return shape;
    }
}
