using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using GarmentTools.Distances;
using GarmentTools.Embedding;

namespace Benchmarks;

/// <summary>
/// One operation of ours in a process of its own, as the peers have theirs: <c>distances ours OPERATION VECTORS COUNT DIMENSIONS [FILE]
/// [BUDGET]</c>.
/// </summary>
internal static class DistancesOperation
{
    internal static int Run(string[] args)
    {
        string operation = args[0];
        int count = int.Parse(args[2]), dimensions = int.Parse(args[3]);
        string file = args.ElementAtOrDefault(4) ?? "";
        long? budget = args.Length > 5 ? long.Parse(args[5]) : null;
        var values = new float[count * dimensions];
        using (FileStream stream = File.OpenRead(args[1])) stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        var source = new EmbeddingTable("benchmark", dimensions, [.. Enumerable.Range(1, count).Select(i => (long)i)],
            [.. Enumerable.Range(1, count).Select(i => $"shop/dresses/{i:d6}.jpg")], values);

        (double Seconds, int Rounds) done = operation switch
        {
            "compute" => Timed(6, () => DistanceMatrix.Compute(source, new() { Metric = MatrixMetric.Euclidean, MantissaBits = 24 })
                .Dispose()),
            "open" => Timed(3, () => DistanceMatrix.Open(file).Dispose()),
            "update" => Timed(1, () => DistanceMatrix.Update(file, source)),
            "neighbors" => Timed(1, () => DistanceMatrix.Build(source, file,
            new() { Metric = MatrixMetric.Euclidean, Neighbors = 50, MemoryBudget = budget })),
            _ => Timed(budget is null ? 3 : 1, () => DistanceMatrix.Build(source, file,
                new() { Metric = MatrixMetric.Euclidean, Precision = Enum.Parse<MatrixPrecision>(operation), MemoryBudget = budget })),
        };
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            seconds = done.Seconds,
            rounds = done.Rounds,
            bytes = file.Length > 0 ? new FileInfo(file).Length : 0,
            peak = PeakMemory(),
        }));
        return 0;
    }

    private static (double, int) Timed(int rounds, Action work)
    {
        double best = double.PositiveInfinity;
        for (int i = 0; i < rounds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return (best, rounds);
    }

    /// <summary>The most memory the process has held, as the kernel counts it.</summary>
    private static long PeakMemory()
    {
        string? line = File.Exists("/proc/self/status") ? File.ReadLines("/proc/self/status")
            .FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)) : null;
        return line is null ? Process.GetCurrentProcess().PeakWorkingSet64
            : long.Parse(line.AsSpan(6, line.Length - 6 - 3).Trim(), CultureInfo.InvariantCulture) * 1024;
    }
}
