namespace GarmentTools.Models;

/// <summary>What was read of a graph: enough to check a card, to find a tensor and to tell its size.</summary>
/// <param name="where">What messages call the model.</param>
internal sealed class OnnxGraph(string where)
{
    // What comes out has as many channels, and as many numbers, as the first thing that goes in.
    private static readonly HashSet<string> _keepsAll =
    [
        "Add", "BatchNormalization", "Cast", "Clip", "DequantizeLinear", "Div", "Dropout", "Elu", "Flatten", "Gelu", "HardSigmoid",
            "HardSwish", "Identity",
        "LayerNormalization", "LeakyRelu", "LpNormalization", "PRelu", "QuantizeLinear", "Relu", "Sigmoid", "Softmax", "Squeeze",
    ];

    /// <summary>
    /// Far above real models, far below what would fill the memory: nodes, their inputs and outputs, values and weights together.
    /// </summary>
    private const int MaxParts = 1 << 22;

    private int _parts;

    public string Where { get; } = where;
    public int Opset { get; set; }
    public List<OnnxNode> Nodes { get; } = [];
    public List<OnnxValue> AllInputs { get; } = [];
    public List<OnnxValue> Outputs { get; } = [];
    public List<OnnxValue> Inner { get; } = [];
    public Dictionary<string, long[]> Weights { get; } = new(StringComparer.Ordinal);

    private Dictionary<string, OnnxNode>? _makers;
    private Dictionary<string, OnnxValue>? _values;

    public void Add<T>(List<T> list, T part)
    {
        Count();
        list.Add(part);
    }

    public void AddWeights(string name, long[] shape)
    {
        Count();
        Weights[name] = shape;
    }

    /// <summary>What must be fed. Old models list their weights among the inputs too.</summary>
    public IEnumerable<OnnxValue> Inputs => AllInputs.Where(input => !Weights.ContainsKey(input.Name));

    public bool IsOutput(string tensor) => Outputs.Any(output => output.Name == tensor);

    public OnnxNode? Maker(string tensor)
    {
        if (_makers is null)
        {
            _makers = new(StringComparer.Ordinal);
            foreach (var node in Nodes)
            {
                foreach (var output in node.Outputs.Where(output => output.Length > 0))
                    _makers[output] = node;
            }
        }
        return _makers.GetValueOrDefault(tensor);
    }

    /// <summary>What the graph says about a tensor; null where it says nothing.</summary>
    public OnnxValue? Value(string tensor)
    {
        if (_values is null)
        {
            _values = new(StringComparer.Ordinal);
            foreach (var value in Inner.Concat(AllInputs).Concat(Outputs).Where(value => value.ElementType != 0 || value.Shape is not null))
                _values[value.Name] = value;
        }
        return _values.GetValueOrDefault(tensor);
    }

    /// <summary>The name in the graph of a card's tensor; null where there is none.</summary>
    public string? Resolve(string tensor) => tensor switch
    {
        ModelOutput.LastPool => Nodes.FindLast(IsPool)?.Outputs[0],
        ModelOutput.LastGemmInput => Nodes.FindLast(IsHead)?.Inputs[0],
        _ => Maker(tensor) is not null || IsOutput(tensor) ? tensor : null,
    };

    /// <summary>How many numbers a tensor holds per picture; null where that cannot be told without running the model.</summary>
    public long? Numbers(string tensor)
    {
        if (Value(tensor)?.Shape is not { Count: >= 2 } shape || shape.Skip(1).Any(axis => axis is null))
            return HeadInput(tensor) ?? Trace(tensor);
        double product = 1;
        foreach (var axis in shape.Skip(1))
            product *= axis!.Value;
        return product <= long.MaxValue / 2 ? (long)product : null;
    }

    private void Count()
    {
        if (++_parts > MaxParts)
            throw new InvalidDataException($"its graph has more than {ModelErrors.Count(MaxParts)} parts");
    }

    // Gemm takes matrices only, so its input has as many numbers per picture as its weights have rows (columns where they are transposed).
    private long? HeadInput(string tensor) =>
        Nodes.FindLast(node => node.OpType == "Gemm" && IsHead(node) && node.Inputs[0] == tensor) is { } gemm
            ? Shape(gemm.Inputs[1])![gemm.TransposedWeights ? 1 : 0]
            : null;

    /// <summary>
    /// Follows a tensor back to the weights that gave it its length: a Gemm's, or before a pool a convolution's. Null at the first doubt.
    /// </summary>
    private long? Trace(string tensor)
    {
        var pooled = false;
        for (var step = 0; step <= Nodes.Count; step++)
        {
            if (Maker(tensor) is not { Inputs.Count: > 0 } node)
                return null;
            if (node is { OpType: "Gemm", Inputs.Count: > 1 })
                return Shape(node.Inputs[1]) is { Length: 2 } matrix ? matrix[node.TransposedWeights ? 0 : 1] : null;
            if (node is { OpType: "Conv", Inputs.Count: > 1 })
                return pooled && Shape(node.Inputs[1]) is { Length: > 1 } kernel ? kernel[0] : null;
            pooled |= IsPool(node);
            var goesOn = IsPool(node) || _keepsAll.Contains(node.OpType) || IsSwish(node)
                // On the way back: what is behind the pool may be laid out anew, what is before it may lose rows and columns.
                || (pooled ? node.OpType is "MaxPool" or "AveragePool" or "Transpose" : node.OpType is "Reshape");
            if (!goesOn)
                return null;
            tensor = node.Inputs[0];
        }
        return null;
    }

    // x · sigmoid(x): of any other product the first factor may be a mask of one channel.
    private bool IsSwish(OnnxNode node) =>
        node is { OpType: "Mul", Inputs.Count: 2 } && Maker(node.Inputs[1]) is
        {
            OpType: "Sigmoid" or "HardSigmoid",
            Inputs.Count: > 0
        } gate && gate.Inputs[0] == node.Inputs[0];

    /// <summary>The shape of weights, through what quantized models put before them.</summary>
    private long[]? Shape(string weights)
    {
        for (var step = 0; step < 4; step++)
        {
            if (Weights.TryGetValue(weights, out var shape))
                return shape;
            if (Maker(weights) is not { OpType: "DequantizeLinear" or "Cast" or "Identity", Inputs.Count: > 0 } node)
                return null;
            weights = node.Inputs[0];
        }
        return null;
    }

    private bool IsPool(OnnxNode node) =>
        node.Outputs.Count > 0 && node.Outputs[0].Length > 0 && (node.OpType == "GlobalAveragePool"
        // Over rows and columns, that is over two axes; layer normalization takes the mean over one.
        || (node.OpType == "ReduceMean" && (node.Axes == 2 || (node.Inputs.Count > 1 && Shape(node.Inputs[1]) is [2]))));

    private bool IsHead(OnnxNode node) =>
        node is { OpType: "Gemm" or "MatMul", Inputs.Count: > 1 } && Maker(node.Inputs[0]) is not null
            && Shape(node.Inputs[1]) is { Length: 2 };
}
