using System.Diagnostics;
using GarmentTools;
using GarmentTools.Common;

namespace Benchmarks.Indexing;

/// <summary>The working set while indexing 10,000 photos: under 600 MB, and not growing with the number.</summary>
internal static class MemoryBenchmark
{
    private const long Limit = 600L << 20;

    public static async Task<int> RunAsync(int count)
    {
        var folder = Directory.CreateTempSubdirectory("garment-benchmark-").FullName;
        try
        {
            BenchmarkData.Multiply(BenchmarkData.Photos(), Path.Combine(folder, "photos"), count);
            var samples = new List<(long Done, long Bytes)>();
            using var process = Process.GetCurrentProcess();
            var progress = new Sampler(p =>
            {
                process.Refresh();
                samples.Add((p.Done, process.WorkingSet64));
            });
            using (var catalog = GarmentCatalog.OpenOrCreate(Path.Combine(folder, "b.garments")))
            {
                var summary = await catalog.UpdateAsync(Path.Combine(folder, "photos"), null, progress);
                if (summary.Added != count || summary.Embedded != count)
                    throw new InvalidOperationException($"{summary.Added} of {count} photos were added.");
            }
            Console.WriteLine("| photos | working set MB (largest so far) |");
            Console.WriteLine("| --- | --- |");
            foreach (var part in Enumerable.Range(1, 10))
                Console.WriteLine($"| {count * part / 10} | {samples.Where(s => s.Done <= count * part / 10).Max(s => s.Bytes) / 1e6:F0} " +
                    "|");
            var peak = samples.Max(s => s.Bytes);
            // Growth: the second half against the quarter before it, when all is warm.
            double early = samples.Where(s => s.Done > count / 4 && s.Done <= count / 2).Average(s => s.Bytes), late =
                samples.Where(s => s.Done > count / 2).Average(s => s.Bytes);
            Console.WriteLine($"largest {peak / 1e6:F0} MB (limit {Limit / 1e6:F0}); second half / second quarter: {late / early:F3}");
            return peak < Limit && late < early * 1.1 ? 0 : 1;
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    private sealed class Sampler(Action<WorkProgress> report) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => report(value);
    }
}
