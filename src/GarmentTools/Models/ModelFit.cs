namespace GarmentTools.Models;

/// <summary>Whether a card fits the graph it describes, all faults at once; and the graph with the outputs the card wants.</summary>
internal static class ModelFit
{
    private const int Float32 = 1;
    private const int UInt8 = 2;

    public static VerifiedModel Fit(ModelCard card, string cardPath, byte[] bytes)
    {
        var graph = OnnxReader.Read(bytes, $"model {card.Name}");
        var faults = new List<string>();
        Input(card.Input, graph, faults);
        var outputs = new List<ModelOutput>();
        for (var i = 0; i < card.Outputs.Count; i++)
        {
            if (Output(card.Outputs[i], $"outputs[{i}]", graph, faults) is { } output)
                outputs.Add(output);
        }
        if (faults.Count > 0)
            throw ModelErrors.DoesNotFit(cardPath, faults);
        var missing = outputs.Select(output => output.Tensor).Where(tensor => !graph.IsOutput(tensor)).Distinct().ToList();
        return new VerifiedModel(OnnxOutputs.Add(bytes, missing), outputs);
    }

    private static void Input(ModelInput input, OnnxGraph graph, List<string> faults)
    {
        var names = string.Join(", ", graph.Inputs.Select(value => ModelErrors.Clip(value.Name)).Take(8));
        if (graph.Inputs.FirstOrDefault(value => value.Name == input.Name) is not { } found)
        {
            faults.Add($"input.name: the graph has no input '{ModelErrors.Clip(input.Name)}'; it has {names}");
            return;
        }
        if (graph.Inputs.Skip(1).Any())
            faults.Add($"input: the graph wants more than a picture: {names}");
        var expected = input.Type == TensorType.UInt8 ? UInt8 : Float32;
        if (found.ElementType != 0 && found.ElementType != expected)
            faults.Add($"input.type: the card says {OnnxValue.TypeName(expected)}, the graph {OnnxValue.TypeName(found.ElementType)}");
        if (found.Shape is not { } shape)
            return;
        long?[] wanted = input.Layout == TensorLayout.NCHW ? [null, 3, input.Height, input.Width] : [null, input.Height, input.Width, 3];
        var fits = shape.Count == 4 && shape[0] is null or 1 && shape.Zip(wanted).Skip(1)
            .All(pair => pair.First is null || pair.First == pair.Second);
        if (!fits)
            faults.Add($"input: the card's {input.Layout} of {input.Width} × {input.Height} is {OnnxValue.ShapeText(wanted)}, the graph " +
                $"wants {OnnxValue.ShapeText(shape)}");
    }

    private static ModelOutput? Output(ModelOutput output, string where, OnnxGraph graph, List<string> faults)
    {
        if (graph.Resolve(output.Tensor) is not { } tensor)
        {
            var known = string.Join(", ", graph.Outputs.Select(value => ModelErrors.Clip(value.Name)).Take(8));
            faults.Add($"{where}.tensor: the graph has no '{ModelErrors.Clip(output.Tensor)}'; its outputs are {known}");
            return null;
        }
        if (graph.Value(tensor) is { ElementType: not 0 and not Float32 } value)
            faults.Add($"{where}.tensor: '{ModelErrors.Clip(tensor)}' is {OnnxValue.TypeName(value.ElementType)}, expected float32");
        if (graph.Numbers(tensor) is { } numbers && numbers != output.Dimensions)
            faults.Add($"{where}.dimensions: the card says {output.Dimensions}, tensor '{ModelErrors.Clip(tensor)}' has {numbers} per " +
                "picture");
        return output with { Tensor = tensor };
    }
}
