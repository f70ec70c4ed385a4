using System.Security.Cryptography;

namespace GarmentTools.Models;

/// <summary>Drafts cards. A graph tells names, sizes and types; how pictures were normalized in training it does not tell.</summary>
internal static class CardDrafter
{
    private const int UsualSide = 224;

    // ImageNet with and without background, ImageNet-21k in two cuts: outputs of these lengths are classes.
    private static readonly long[] _classes = [1000, 1001, 11221, 21841, 21843];

    public static ModelCardDraft Draft(string onnxPath, string? name, string? tensor, int? dimensions)
    {
        ArgumentException.ThrowIfNullOrEmpty(onnxPath);
        var bytes = ModelFile.Read(onnxPath);
        var graph = OnnxReader.Read(bytes, onnxPath);
        var guesses = new List<string>();
        var input = Input(graph, guesses);
        var output = Output(graph, tensor, dimensions, guesses);
        guesses.Add("license and source: not known, left empty; fill them in before you pass the model on.");
        var card = new ModelCard
        {
            Name = name ?? FitName(Path.GetFileNameWithoutExtension(onnxPath)),
            File = Path.GetFileName(onnxPath),
            Bytes = bytes.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            Input = input,
            Outputs = [output],
        };
        var faults = new List<string>();
        ModelCardRules.Check(card, faults);
        return faults.Count == 0 ? new ModelCardDraft(card, guesses) : throw ModelErrors.CardFaults($"{onnxPath} (drafted card)", faults);
    }

    private static ModelInput Input(OnnxGraph graph, List<string> guesses)
    {
        var all = graph.Inputs.Take(9).ToList();
        if (all is not [{ ElementType: 1 or 2 } picture] || picture.Shape is { Count: not 4 })
            throw ModelErrors.NoPicture(graph.Where, string.Join("; ", all.Select(Describe)));
        var shape = picture.Shape ?? [null, null, null, null];
        var layout = shape[1] == 3 ? TensorLayout.NCHW : shape[3] == 3 ? TensorLayout.NHWC : (TensorLayout?)null;
        if (layout is null && (shape[1] ?? shape[3]) is { } channels && shape[1] is not null && shape[3] is not null)
            throw ModelErrors.NoPicture(graph.Where, $"{Describe(picture)}, neither axis of {channels} being the three colors");
        if (layout is null)
            guesses.Add("input.layout: the graph does not say where the colors are; NCHW assumed, as most models from PyTorch.");
        var nchw = (layout ?? TensorLayout.NCHW) == TensorLayout.NCHW;
        var (height, width) = nchw ? (shape[2], shape[3]) : (shape[1], shape[2]);
        if (height is null || width is null)
            guesses.Add($"input.width, input.height: not fixed in the graph; {width ?? UsualSide} × {height ?? UsualSide} assumed.");
        guesses.Add("input.resize: Squash assumed, so that nothing of a garment is cut off; Crop is what most ImageNet models were " +
            "measured with.");
        guesses.Add("input.channels: Rgb assumed; models from Caffe or OpenCV want Bgr.");
        var input = new ModelInput
        {
            Name = picture.Name,
            Width = (int)Math.Min(width ?? UsualSide, int.MaxValue),
            Height = (int)Math.Min(height ?? UsualSide, int.MaxValue),
            Layout = nchw ? TensorLayout.NCHW : TensorLayout.NHWC,
            Type = picture.ElementType == 2 ? TensorType.UInt8 : TensorType.Float32,
        };
        if (input.Type == TensorType.UInt8)
            return input;
        if (nchw)
        {
            guesses.Add("input.scale, mean, std: those of ImageNet in PyTorch assumed (1/255; .485 .456 .406; .229 .224 .225); look up " +
                "what the model was trained with.");
            return input with { Scale = 1f / 255, Mean = [0.485f, 0.456f, 0.406f], Std = [0.229f, 0.224f, 0.225f] };
        }
        guesses.Add("input.scale, mean, std: x/127.5 − 1 assumed, as most models from TensorFlow; look up what the model was trained " +
            "with.");
        return input with { Scale = 1f / 127.5f, Mean = [1, 1, 1] };
    }

    private static ModelOutput Output(OnnxGraph graph, string? tensor, int? dimensions, List<string> guesses)
    {
        var chosen = tensor ?? Choose(graph, guesses);
        var found = graph.Resolve(chosen) ?? throw ModelErrors.NoTensor(graph.Where, chosen);
        var numbers = dimensions ?? graph.Numbers(found) ?? throw ModelErrors.NoDimensions(graph.Where, found);
        var isUnit = graph.Maker(found) is { OpType: "LpNormalization" };
        return new ModelOutput
        {
            Name = chosen.StartsWith('@') || found == "features" ? "features" : "embedding",
            Tensor = chosen,
            Dimensions = (int)Math.Min(numbers, int.MaxValue),
            Normalized = isUnit,
        };
    }

    private static string Choose(OnnxGraph graph, List<string> guesses)
    {
        foreach (var word in new[] { "embedding", "features" })
        {
            if (graph.IsOutput(word))
                return word;
        }
        var last = graph.Outputs[0].Name;
        var endsInClasses = graph.Maker(last) is { OpType: "Softmax" or "LogSoftmax" }
            || (graph.Numbers(last) is { } numbers && _classes.Contains(numbers));
        if (endsInClasses)
        {
            foreach (var inner in new[] { ModelOutput.LastPool, ModelOutput.LastGemmInput })
            {
                if (graph.Resolve(inner) is not { } found || graph.Numbers(found) is null)
                    continue;
                guesses.Add($"outputs[0].tensor: output '{ModelErrors.Clip(last)}' looks like classes, so {inner} " +
                    $"('{ModelErrors.Clip(found)}') was taken instead.");
                return inner;
            }
        }
        guesses.Add($"outputs[0].tensor: the graph's first output, '{ModelErrors.Clip(last)}', taken as the embedding.");
        return last;
    }

    private static string Describe(OnnxValue value) =>
        $"{ModelErrors.Clip(value.Name)} {OnnxValue.TypeName(value.ElementType)} " +
            $"{(value.Shape is null ? "of unknown shape" : OnnxValue.ShapeText(value.Shape))}";

    private static string FitName(string file)
    {
        var fit = string.Concat(file.ToLowerInvariant().Select(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '.' or '_' or '-' ? c
            : '-')).Trim('-', '.', '_');
        fit = fit.Length > 64 ? fit[..64].TrimEnd('.') : fit;
        return ModelCardRules.IsName(fit) ? fit : "model-" + fit;
    }
}
