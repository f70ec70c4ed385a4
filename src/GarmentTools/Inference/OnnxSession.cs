using GarmentTools.Common;
using Microsoft.ML.OnnxRuntime;

namespace GarmentTools.Inference;

/// <summary>
/// One ONNX Runtime session with one thread per run; any number of runs at once. One picture per run, so that a batch's size can never
/// change a result.
/// </summary>
internal sealed class OnnxSession : IDisposable
{
    private static readonly Lazy<bool> s_environment = new(() =>
    {
        if (!OrtEnv.IsCreated) // the host program may use ONNX Runtime for itself
        {
            var options = new EnvironmentCreationOptions { logId = "garment", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            _ = OrtEnv.CreateInstanceWithOptions(ref options);
        }
        OrtEnv.Instance().DisableTelemetryEvents(); // no network unless asked
        return true;
    });

    private readonly InferenceSession _session;
    private readonly string _name;
    private readonly string[] _outputs;
    private int _uses = 1; // the owner's, and one of each run
    private int _disposed;

    /// <param name="name">What errors call the model.</param>
    /// <param name="model">The bytes of a verified ONNX file.</param>
    /// <param name="input">The name of its one input.</param>
    /// <param name="outputs">The names of the outputs that are wanted.</param>
    public OnnxSession(string name, byte[] model, string input, IReadOnlyList<string> outputs)
    {
        _ = s_environment.Value;
        _name = name;
        InputNames = [input];
        _outputs = [.. outputs];
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        // Processors with AVX2 but no VNNI add products of bytes in 16 bits, where large ones are cut off: int8 models lost a tenth of
        // their hits so. Weights become
        // unsigned instead, which is exact, and the same on every processor.
        options.AddSessionConfigEntry("session.x64quantprecision", "1");
        try { _session = new InferenceSession(model, options); }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException($"The model '{name}' is not one that ONNX Runtime can run: {Tidy(e)}. Export it again (ONNX, opset " +
                "21 or lower), or use another model.", e);
        }
    }

    private string[] InputNames { get; }

    /// <summary>Runs the model on one input tensor and copies its outputs, in the order in which they were asked for.</summary>
    /// <param name="data">The tensor's values; pinned during the run.</param>
    /// <param name="shape">Its shape.</param>
    public float[][] Run<T>(T[] data, ReadOnlySpan<long> shape) where T : unmanaged
    {
        var copies = new float[_outputs.Length][];
        Run(data, shape, (i, values) => copies[i] = values.ToArray());
        return copies;
    }

    /// <summary>Runs the model on one input tensor and copies its outputs into arrays that are used again and again.</summary>
    /// <param name="data">The tensor's values; pinned during the run.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="outputs">One array per output, of the output's length.</param>
    public void Run<T>(T[] data, ReadOnlySpan<long> shape, float[][] outputs) where T : unmanaged => Run(data, shape, (i, values) =>
    {
        if (values.Length != outputs[i].Length)
            throw new ModelException($"The output '{_outputs[i]}' of '{_name}' has {values.Length} numbers, its card says " +
                $"{outputs[i].Length}. Correct 'dimensions' on the card.");
        values.CopyTo(outputs[i]);
    });

    private void Run<T>(T[] data, ReadOnlySpan<long> shape, Action<int, ReadOnlySpan<float>> take) where T : unmanaged
    {
        using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, data.AsMemory(), shape.ToArray());
        using var run = new RunOptions();
        Enter();
        try
        {
            using var results = _session.Run(run, InputNames, [input], _outputs);
            for (var i = 0; i < results.Count; i++) take(i, results[i].GetTensorDataAsSpan<float>());
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException($"The model '{_name}' failed on an input of shape {string.Join('×', shape.ToArray())}: {Tidy(e)}. " +
                "Check the card's input size, layout and type.", e);
        }
        finally { Leave(); }
    }

    /// <summary>
    /// Lets no run begin any more. The memory goes with the last that is under way: taking it from under a run would end the process.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0) Leave();
    }

    private void Enter()
    {
        for (var uses = Volatile.Read(ref _uses); ; uses = Volatile.Read(ref _uses))
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0 || uses == 0, this);
            if (Interlocked.CompareExchange(ref _uses, uses + 1, uses) == uses) return;
        }
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _uses) == 0) _session.Dispose();
    }

    private static string Tidy(OnnxRuntimeException e) => e.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.');
}
