using System.Diagnostics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Benchmarks.Embedding;

/// <summary>Pillow and PyTorch in a process that waits for commands, so that neither imports nor loading are measured.</summary>
internal sealed class EmbeddingPeer : IDisposable
{
    private const int Dimensions = 256;
    private const string Needed = "(Debian: python3-torch, python3-pil, python3-onnx)";

    private readonly Process _process;

    private EmbeddingPeer(Process process) => _process = process;

    internal sealed record Info(string Versions, string Kernels, string Settings, string Dtype, int Batch);

    /// <summary>Seconds on the clock and of processor; of one thread also the parts.</summary>
    internal sealed record Result(double Seconds, double Cpu, double Decode, double Inference);

    /// <summary>Null, and a line that says why, where something that the peer needs is not installed.</summary>
    public static EmbeddingPeer? Start(string model, string photos)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", [Script(), model, photos])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true
        };
        // The one matrix product is small; OpenBLAS' own threads would only be in the way of torch's.
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        // Threads of a team that spin while they wait take the cores from the decoders: on a busy machine 60 photos took 11.8 s, with this
        // 0.6 s (once each).
        start.Environment["OMP_WAIT_POLICY"] = "passive";
        start.Environment["PYTHONWARNINGS"] = "ignore";
        try
        {
            var peer = new EmbeddingPeer(Process.Start(start)!);
            var ready = peer.Read();
            if (!ready.TryGetProperty("missing", out var reason)) return peer;
            peer.Dispose();
            Console.WriteLine($"The peer is skipped: {reason.GetString()} {Needed}.");
        }
        catch (System.ComponentModel.Win32Exception e) { Console.WriteLine($"The peer is skipped: {e.Message} {Needed}."); }
        return null;
    }

    public Info Describe() => Ask("info").Deserialize<Info>(JsonSerializerOptions.Web)!;

    /// <summary>Every <paramref name="step"/>th photo to embeddings.</summary>
    public Result Run(int threads, int first, int step, string answers) =>
        Ask("run", $"{threads}", $"{first}", $"{step}", answers).Deserialize<Result>(JsonSerializerOptions.Web)!;

    /// <summary>Our pictures to its embeddings.</summary>
    public void Pixels(string pixels, string answers) => Ask("pixels", pixels, answers);

    /// <summary>The smallest and the mean cosine of answers with ours; rows first, first + step, … of ours.</summary>
    public static (double Least, double Mean) Cosines(string answers, float[][] ours, int first = 0, int step = 1)
    {
        var theirs = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(answers));
        var mine = ours.Where((_, i) => i % step == first).ToArray();
        if (theirs.Length != mine.Length * Dimensions)
            throw new InvalidDataException($"The peer gave {theirs.Length} numbers for {mine.Length} photos, expected " +
                $"{mine.Length * Dimensions}.");
        var cosines = new double[mine.Length];
        for (var i = 0; i < mine.Length; i++)
            cosines[i] = TensorPrimitives.CosineSimilarity(theirs.Slice(i * Dimensions, Dimensions), mine[i]);
        return (cosines.Min(), cosines.Average());
    }

    public void Dispose()
    {
        _process.StandardInput.Close(); // the end of its commands is the end of the peer
        if (!_process.WaitForExit(5000)) _process.Kill();
        _process.Dispose();
    }

    private JsonElement Ask(params string[] command)
    {
        _process.StandardInput.WriteLine(string.Join('\t', command));
        return Read();
    }

    private JsonElement Read() => _process.StandardOutput.ReadLine() is { } line
        ? JsonDocument.Parse(line).RootElement
        : throw new InvalidOperationException("embedding_peers.py ended before its answer; its message is above.");

    private static string Script([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "embedding_peers.py");
}
