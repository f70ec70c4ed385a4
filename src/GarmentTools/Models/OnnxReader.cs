namespace GarmentTools.Models;

/// <summary>
/// Reads of a ModelProto what is needed to know its inputs, outputs and nodes. The weights are passed over. Field numbers: onnx.proto3 of
/// ONNX.
/// </summary>
/// <remarks>
/// A walk of our own, as parsers made by protoc have no bound on what they allocate before anybody can look (OnnxSharp 0.3.2,
/// Google.Protobuf 3.36.2, .NET 10.0.12, Intel Xeon; time and memory beside the file's own):
/// <list type="bullet">
/// <item>The whole schema holds all weights: a model of 314 MB takes 490 ms and 315 MB, here 0.9 ms and 0.2 MB; ours of 10 MB takes 15 ms
/// and 10.6 MB, here 0.8 ms and 0.2 MB.</item>
/// <item>A schema cut to the fields read here, unknown fields dropped, is as quick and small on honest files (0.5 to 1.4 ms, 0.2 to
/// 0.3 MB). But 20 MB of axes become 537 MB, here refused at once; empty nodes become a hundredfold of the file without an end (8.6 MB:
/// 822 MB), here refused at the 4,194,304th part, for 570 MB at most. With the whole schema, 100 MB of empty weights had taken 6.4 GB when
/// memory ran out; here they are refused after 134 MB.</item>
/// </list>
/// </remarks>
internal static class OnnxReader
{
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
                    graph.Add(graph.Nodes, Node(reader.Bytes, graph));
                    break;
                case 5:
                    var (name, shape) = Tensor(reader.Bytes);
                    graph.AddWeights(name, shape);
                    break;
                case 11:
                    graph.Add(graph.AllInputs, OnnxValueReader.Read(reader.Bytes));
                    break;
                case 12:
                    graph.Add(graph.Outputs, OnnxValueReader.Read(reader.Bytes));
                    break;
                case 13:
                    graph.Add(graph.Inner, OnnxValueReader.Read(reader.Bytes));
                    break;
                case 15:
                    SparseTensor(reader.Bytes);
                    break;
            }
        }
    }

    private static OnnxNode Node(ReadOnlySpan<byte> bytes, OnnxGraph graph)
    {
        var (name, type, axes, transposed) = ("", "", 0, false);
        List<string> inputs = [], outputs = [];
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    graph.Add(inputs, reader.Text);
                    break;
                case 2:
                    graph.Add(outputs, reader.Text);
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

    /// <summary>
    /// Looks for weights in other files; returns an attribute's name, how many integers its list has, and its single integer.
    /// </summary>
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
                reader.AddNumbers(shape, OnnxValueReader.MaxRank);
            else if (reader.Field == 8)
                name = reader.Text;
            // A hash of this file says nothing about another one, and its path would be a stranger's choice.
            else if (reader.Field == 13 || (reader.Field == 14 && reader.Value != 0))
                throw new InvalidDataException("its weights lie in another file (external data); save it as one file: onnx.save(model, " +
                    "path, save_as_external_data=False)");
        }
        return (name, [.. shape]);
    }
}
