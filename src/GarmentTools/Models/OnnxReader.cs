namespace GarmentTools;

/// <summary>
/// Reads of a ModelProto what is needed to know its inputs, outputs and nodes. The weights are passed over. Field numbers: onnx.proto3 of ONNX.
/// </summary>
internal static class OnnxReader
{
    /// <summary>Far above real models, far below what would fill the memory: nodes, values and weights of a graph each.</summary>
    private const int MaxItems = 1 << 20;
    private const int MaxRank = 32;
    private const int MaxDepth = 16;

    public static OnnxGraph Read(ReadOnlySpan<byte> model, string where)
    {
        try
        {
            var graph = new OnnxGraph(where);
            var found = false;
            var reader = new ProtoReader(model);
            while (reader.Next())
            {
                if (reader.Field == 7 && reader.IsBytes)
                {
                    found = true;
                    Graph(reader.Bytes, graph);
                }
                else if (reader.Field == 8 && reader.IsBytes)
                {
                    Opset(reader.Bytes, graph);
                }
            }
            if (!found || graph.Nodes.Count == 0 || graph.Outputs.Count == 0)
                throw new InvalidDataException(found ? "its graph has no nodes or no outputs" : "it holds no graph");
            return graph;
        }
        catch (InvalidDataException reason)
        {
            throw ModelErrors.NotOnnx(where, reason);
        }
    }

    private static void Opset(ReadOnlySpan<byte> bytes, OnnxGraph graph)
    {
        var (domain, version) = ("", 0UL);
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            if (reader.Field == 1)
                domain = reader.Text;
            else if (reader.Field == 2)
                version = reader.Value;
        }
        if (domain is "" or "ai.onnx")
            graph.Opset = (int)Math.Min(version, int.MaxValue);
    }

    private static void Graph(ReadOnlySpan<byte> bytes, OnnxGraph graph)
    {
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            if (!reader.IsBytes)
                continue;
            switch (reader.Field)
            {
                case 1:
                    Add(graph.Nodes, Node(reader.Bytes));
                    break;
                case 5:
                    var (name, shape) = Tensor(reader.Bytes);
                    graph.Weights[name] = shape;
                    Limit(graph.Weights.Count);
                    break;
                case 11:
                    Add(graph.AllInputs, Value(reader.Bytes));
                    break;
                case 12:
                    Add(graph.Outputs, Value(reader.Bytes));
                    break;
                case 13:
                    Add(graph.Inner, Value(reader.Bytes));
                    break;
                case 15:
                    SparseTensor(reader.Bytes);
                    break;
            }
        }
    }

    private static void Add<T>(List<T> list, T item)
    {
        Limit(list.Count + 1);
        list.Add(item);
    }

    private static void Limit(int count)
    {
        if (count > MaxItems)
            throw new InvalidDataException($"its graph has more than {ModelErrors.Count(MaxItems)} parts of one kind");
    }

    private static OnnxNode Node(ReadOnlySpan<byte> bytes)
    {
        var (name, type, axes, transposed) = ("", "", 0, false);
        List<string> inputs = [], outputs = [];
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    Add(inputs, reader.Text);
                    break;
                case 2:
                    Add(outputs, reader.Text);
                    break;
                case 3:
                    name = reader.Text;
                    break;
                case 4:
                    type = reader.Text;
                    break;
                case 5:
                    var (attribute, numbers, value) = Attribute(reader.Bytes, 0);
                    if (attribute == "axes")
                        axes = numbers;
                    else if (attribute == "transB")
                        transposed = value != 0;
                    break;
            }
        }
        return new OnnxNode(name, type, inputs, outputs, axes, transposed);
    }

    /// <summary>Looks for weights in other files; returns an attribute's name, how many integers its list has, and its single integer.</summary>
    private static (string Name, int Numbers, ulong Value) Attribute(ReadOnlySpan<byte> bytes, int depth)
    {
        var (name, numbers, value) = ("", 0, 0UL);
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    name = reader.Text;
                    break;
                case 3:
                    value = reader.Value;
                    break;
                case 5 or 10 when reader.IsBytes:
                    Tensor(reader.Bytes);
                    break;
                case 6 or 11 when reader.IsBytes:
                    SubGraph(reader.Bytes, depth + 1);
                    break;
                case 8:
                    numbers += reader.IsBytes ? Packed(reader.Bytes) : 1;
                    break;
                case 22 or 23 when reader.IsBytes:
                    SparseTensor(reader.Bytes);
                    break;
            }
        }
        return (name, numbers, value);
    }

    // Each packed number ends with the one byte whose top bit is not set.
    private static int Packed(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var value in bytes)
            count += value < 0x80 ? 1 : 0;
        return count;
    }

    private static void SubGraph(ReadOnlySpan<byte> bytes, int depth)
    {
        if (depth > MaxDepth)
            throw new InvalidDataException($"graphs lie in graphs more than {MaxDepth} deep");
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            if (reader.Field == 5 && reader.IsBytes)
                Tensor(reader.Bytes);
            if (reader.Field == 15 && reader.IsBytes)
                SparseTensor(reader.Bytes);
            if (reader.Field != 1 || !reader.IsBytes)
                continue;
            var node = new ProtoReader(reader.Bytes);
            while (node.Next())
            {
                if (node.Field == 5 && node.IsBytes)
                    Attribute(node.Bytes, depth);
            }
        }
    }

    private static void SparseTensor(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            if (reader.Field is 1 or 2 && reader.IsBytes)
                Tensor(reader.Bytes);
        }
    }

    private static (string Name, long[] Shape) Tensor(ReadOnlySpan<byte> bytes)
    {
        var name = "";
        var shape = new List<long>();
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            if (reader.Field == 1)
                reader.AddNumbers(shape, MaxRank);
            else if (reader.Field == 8)
                name = reader.Text;
            // A hash of this file says nothing about another one, and its path would be a stranger's choice.
            else if (reader.Field == 13 || (reader.Field == 14 && reader.Value != 0))
                throw new InvalidDataException("its weights lie in another file (external data); save it as one file: onnx.save(model, path, save_as_external_data=False)");
        }
        return (name, [.. shape]);
    }

    private static OnnxValue Value(ReadOnlySpan<byte> bytes)
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
