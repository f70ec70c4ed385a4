using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json;
using GarmentTools.Distances;

namespace Benchmarks;

/// <summary>
/// The distance matrix beside scikit-learn, SciPy and NumPy of Debian (python3-sklearn, python3-scipy, python3-numpy,
/// libopenblas0-pthread), on the same
/// vectors in the same run. Answers are compared first; then each operation runs in a process of its own. Times are the best of several
/// rounds.
/// </summary>
internal static class DistancesBenchmark
{
    private static readonly string s_folder = Directory.CreateTempSubdirectory("garment-distances-").FullName;
    private static int s_missed;
    private static string s_blas = "";

    private sealed record Result(double Seconds, long Bytes, long Peak, string? Dtype);

    internal static int Run(string[] args)
    {
        if (args.FirstOrDefault() == "ours") return DistancesOperation.Run(args[1..]);
        try
        {
            JsonElement info = Python("info", Write(2, 2), 2, 2);
            s_blas = info.GetProperty("blas").GetString()!;
            Console.WriteLine($"Peers: {info.GetProperty("versions")}; BLAS: {s_blas}");
            Console.WriteLine($"Ours:  .NET {Environment.Version}, " +
                $"{(Vector512.IsHardwareAccelerated ? "Vector512" : Vector256.IsHardwareAccelerated ? "Vector256" : "Vector128")}, " +
                $"{Environment.ProcessorCount} threads");
            foreach ((int count, int dimensions) in ((int, int)[])[(10_000, 256), (3_000, 1280)])
                Compare(count, dimensions, args.Contains("--quick"));
            Bounded();
            Console.WriteLine(s_missed == 0 ? "\nAll bars are met." : $"\n{s_missed} bars are missed.");
            return s_missed == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(s_folder, true);
        }
    }

    private static void Compare(int count, int dimensions, bool quick)
    {
        Console.WriteLine($"\n{count:N0} x {dimensions} float32, unit vectors in clusters, Euclidean");
        string vectors = Write(count, dimensions), ours = Path.Combine(s_folder, "ours.npz"), theirs = Path.Combine(s_folder, "theirs.npz");

        var built = new Dictionary<MatrixPrecision, Result>();
        foreach (MatrixPrecision precision in Enum.GetValues<MatrixPrecision>())
        {
            built[precision] = Ours(precision.ToString(), vectors, count, dimensions, ours);
            JsonElement check = Python("check", vectors, count, dimensions, ours);
            double relative = check.GetProperty("relative").GetDouble(), absolute = check.GetProperty("absolute").GetDouble();
            Console.WriteLine($"  answers {precision,-8} largest error against float64 pdist: relative {relative:0.0e0}, absolute " +
                $"{absolute:0.0e0}; equal vectors at 0: {check.GetProperty("zeros")}"
                + (check.TryGetProperty("sklearn_relative", out JsonElement s) ? $"; scikit-learn's relative {s.GetDouble():0.0e0}" : ""));
            bool right = check.GetProperty("zeros").GetBoolean() && precision switch
            {
                MatrixPrecision.Float32 => relative <= 1e-5,
                MatrixPrecision.Float16 => relative <= 5e-4,
                MatrixPrecision.UInt16 => absolute <= 1.8e-5,
                _ => absolute <= 0.004,
            };
            if (!right) throw new InvalidOperationException("The answers differ; times mean nothing.");
        }

        // Rounds take turns, so that both see the same machine.
        Result[] mine = new Result[quick ? 1 : 3], sklearn = new Result[mine.Length];
        for (int round = 0; round < mine.Length; round++)
        {
            sklearn[round] = Peer("sklearn", vectors, count, dimensions);
            mine[round] = Ours("compute", vectors, count, dimensions);
        }
        Result compute = mine.MinBy(r => r.Seconds)!, euclidean = sklearn.MinBy(r => r.Seconds)!;
        Line("compute, ours (float32, condensed)", compute);
        Line("sklearn.euclidean_distances", euclidean);
        Bar("faster than euclidean_distances", euclidean.Seconds / compute.Seconds, 1.5, $"{s_blas}, {euclidean.Dtype}");
        Result pdist = Peer("pdist", vectors, count, dimensions);
        Line("scipy pdist", pdist);
        Bar("faster than pdist", pdist.Seconds / compute.Seconds, 10, $"no BLAS, 1 thread, {pdist.Dtype}");

        Result original = Peer("original", vectors, count, dimensions, theirs);
        Line("pdist, squareform, savez_compressed", original);
        foreach ((MatrixPrecision precision, Result build) in built)
        {
            Line($"build + save, ours, {precision}", build);
            Bar("faster than the original's way", original.Seconds / build.Seconds, 8, $"no BLAS, 1 thread, {original.Dtype}");
            if (precision != MatrixPrecision.Float16)
                Bar("smaller than its file", (double)original.Bytes / build.Bytes,
                    precision switch { MatrixPrecision.Float32 => 5, MatrixPrecision.UInt16 => 7, _ => 16 },
                    $"{original.Bytes / 1e6:0.0} MB");
        }
        Ours("Float32", vectors, count, dimensions, ours);
        Line("open, ours, Float32", Ours("open", vectors, count, dimensions, ours));
        UpdateCost(vectors, count, dimensions, ours);
    }

    /// <summary>A matrix that lacks the last hundredth of the garments, brought in step.</summary>
    private static void UpdateCost(string vectors, int count, int dimensions, string file)
    {
        Ours("Float32", vectors, count - count / 100, dimensions, file);
        Line($"update with {count / 100} more, ours, Float32", Ours("update", vectors, count, dimensions, file));
    }

    private static void Bounded()
    {
        const int count = 20_000, dimensions = 256;
        string vectors = Write(count, dimensions), file = Path.Combine(s_folder, "ours.npz");
        long condensed = (long)count * (count - 1) / 2 * 4;
        Console.WriteLine($"\n{count:N0} x {dimensions} in bounded memory (condensed float32 alone is {condensed >> 20} MB, the vectors " +
            $"{(long)count * dimensions * 4 >> 20} MB)");
        long before = Ours("Float32", Write(500, dimensions), 500, dimensions, file, 1L << 30).Peak + (long)count * dimensions * 4;
        Console.WriteLine($"  the runtime and the vectors as the benchmark holds them: {before >> 20} MB");
        vectors = Write(count, dimensions);
        foreach (long budget in (long[])[32L << 20, 128L << 20])
            Line($"build + save within {budget >> 20} MB", Ours("Float32", vectors, count, dimensions, file, budget));
        Line("50 nearest of each within 128 MB", Ours("neighbors", vectors, count, dimensions, file, 128L << 20));
    }

    private static void Line(string what, Result r) => Console.WriteLine(
        $"  {what,-40} {r.Seconds,8:0.000} s  {(r.Bytes > 0 ? $"{r.Bytes / 1e6,7:0.0} MB file" : ""),15}  peak {r.Peak >> 20,5} " +
        $"MB{(r.Dtype is null ? "" : "  " + r.Dtype)}");

    private static void Bar(string what, double ratio, double bar, string against)
    {
        if (ratio < bar) s_missed++;
        Console.WriteLine($"      {(ratio >= bar ? "ok    " : "MISSED")} {ratio:0.00} x {what} (bar {bar}; {against})");
    }

    private static Result Ours(string operation, string vectors, int count, int dimensions, string file = "", long? budget = null) =>
        Parse(Start(Environment.ProcessPath!, [.. Host(), "distances", "ours", operation, vectors, $"{count}", $"{dimensions}", file,
            .. budget is { } b ? new[] { $"{b}" } : []]));

    /// <summary>Under `dotnet run` the process is the application itself; under `dotnet x.dll` it needs the name of the assembly.</summary>
    private static string[] Host() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(DistancesBenchmark).Assembly.Location] : [];

    private static Result Peer(string operation, string vectors, int count, int dimensions, string file = "") =>
        Parse(Python(operation, vectors, count, dimensions, file));

    private static Result Parse(JsonElement json) =>
        new(json.GetProperty("seconds").GetDouble(), json.TryGetProperty("bytes", out JsonElement b) ? b.GetInt64() : 0,
        json.GetProperty("peak").GetInt64(), json.TryGetProperty("dtype", out JsonElement d) ? d.GetString() : null);

    private static JsonElement Python(string operation, string vectors, int count, int dimensions, string file = "",
        [CallerFilePath] string source = "") =>
        Start("/usr/bin/python3", [Path.Combine(Path.GetDirectoryName(source)!, "peers.py"), operation, vectors, $"{count}",
            $"{dimensions}", file]);

    private static JsonElement Start(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        return JsonDocument.Parse(output).RootElement;
    }

    /// <summary>
    /// Unit vectors in 40 clusters, tight and wide, with a near pair and a duplicate in every hundred; written as raw float32.
    /// </summary>
    private static string Write(int count, int dimensions)
    {
        var random = new Random(20);
        float[] Gaussian(int n)
        {
            var v = new float[n];
            for (int i = 0; i < n; i++)
                v[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
            return v;
        }
        float[] common = Gaussian(dimensions), centers = Gaussian(40 * dimensions), values = Gaussian(count * dimensions);
        for (int i = 0; i < count; i++)
        {
            Span<float> row = values.AsSpan(i * dimensions, dimensions);
            int center = random.Next(40);
            double square = 0;
            for (int k = 0; k < dimensions; k++)
            {
                if (i > 0 && i % 100 < 2) row[k] = values[(i - 1) * dimensions + k] + (i % 100 == 0 ? 0 : row[k] * 1e-4f);
                else row[k] = common[k] + 0.7f * centers[center * dimensions + k] + (0.4f + 0.02f * center) * row[k];
                square += (double)row[k] * row[k];
            }
            for (int k = 0; k < dimensions && (i == 0 || i % 100 != 0); k++) row[k] /= (float)Math.Sqrt(square);
        }
        string path = Path.Combine(s_folder, $"{count}x{dimensions}.f32");
        using FileStream stream = File.Create(path);
        stream.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        return path;
    }
}
