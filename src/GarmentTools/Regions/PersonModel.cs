using System.Collections.Concurrent;
using GarmentTools.Common;
using GarmentTools.Inference;
using GarmentTools.Models;

namespace GarmentTools.Regions;

/// <summary>
/// One of the networks that find persons: found in the registry, checked and loaded at its first run, then shared by all threads. Tensors
/// are used again,
/// one set per run at once.
/// </summary>
internal sealed class PersonModel
{
    private readonly ModelRegistry _registry;
    private readonly string _name;
    private readonly string[] _outputs;
    private readonly Lock _lock = new();
    private readonly ConcurrentBag<PersonTensors> _free = [];
    private GarmentModel? _model;
    private OnnxSession? _session;

    /// <param name="registry">Where the model is looked for.</param>
    /// <param name="name">The name of its card.</param>
    /// <param name="outputs">The outputs that are wanted, by their names on the card.</param>
    public PersonModel(ModelRegistry registry, string name, params string[] outputs) =>
        (_registry, _name, _outputs) = (registry, name, outputs);

    /// <summary>What is known about the model; its weights need not be loaded for that.</summary>
    public GarmentModel Model => _model ??= _registry.Find(_name);

    /// <summary>Fills the input tensor, runs the model, and reads the outputs.</summary>
    /// <param name="fill">Writes the input, height × width × 3 values.</param>
    /// <param name="read">Makes the result of the outputs, which must not be kept.</param>
    /// <exception cref="ModelException">The model is missing, changed, or fails.</exception>
    public TResult Run<TResult>(Action<float[]> fill, Func<float[][], TResult> read)
    {
        var session = Session();
        var input = Model.Card.Input;
        if (!_free.TryTake(out var tensors))
            tensors = new(new float[input.Height * input.Width * 3], [.. _outputs.Select(name =>
                new float[Model.Card.Output(name).Dimensions])]);
        try
        {
            fill(tensors.Input);
            session.Run(tensors.Input, [1, input.Height, input.Width, 3], tensors.Outputs);
            return read(tensors.Outputs);
        }
        finally { _free.Add(tensors); }
    }

    private OnnxSession Session()
    {
        if (Volatile.Read(ref _session) is { } ready) return ready;
        lock (_lock)
        {
            // Not a Lazy: after a failure (weights not installed yet) the next call tries again.
            if (_session is null)
            {
                var verified = Model.LoadVerified();
                var outputs = _outputs.Select(name => verified.Outputs.First(o => o.Name == name).Tensor);
                Volatile.Write(ref _session, new OnnxSession(_name, verified.Bytes, Model.Card.Input.Name, [.. outputs]));
            }
            return _session!;
        }
    }

    private sealed record PersonTensors(float[] Input, float[][] Outputs);
}
