using System.Diagnostics;
using GarmentTools;

namespace Benchmarks;

internal static class DistancesBenchmark
{
    internal static int Run(string[] args)
    {
        foreach ((int n, int d) in new[] { (10_000, 256), (3_000, 1280) })
        {
            var r = new Random(1);
            var v = new float[n * d];
            for (int i = 0; i < n; i++)
            {
                double s = 0;
                for (int k = 0; k < d; k++) { double x = Math.Sqrt(-2 * Math.Log(1 - r.NextDouble())) * Math.Cos(2 * Math.PI * r.NextDouble()); v[i * d + k] = (float)x; s += x * x; }
                for (int k = 0; k < d; k++) v[i * d + k] /= (float)Math.Sqrt(s);
            }
            var t = new EmbeddingTable("f", d, [.. Enumerable.Range(0, n).Select(i => (long)i)], [.. Enumerable.Range(0, n).Select(i => $"shop/{i:d6}.jpg")], v);
            foreach (MatrixMetric m in Enum.GetValues<MatrixMetric>())
                for (int rep = 0; rep < 4; rep++)
                {
                    var s = Stopwatch.StartNew();
                    using var c = DistanceMatrix.Compute(t, new() { Metric = m });
                    Console.WriteLine($"{n}x{d} {m} compute {s.Elapsed.TotalSeconds:f3}  {(double)n * n * d / s.Elapsed.TotalSeconds / 1e9:f1} GF");
                }
            Console.WriteLine(DistanceMatrix.Plan(t, "/tmp/dist/g.npz", new() { Metric = MatrixMetric.Euclidean }));
            foreach (MatrixPrecision p in Enum.GetValues<MatrixPrecision>())
                for (int rep = 0; rep < 2; rep++)
                {
                    var s = Stopwatch.StartNew();
                    DistanceMatrix.Build(t, $"/tmp/dist/g{n}-{p}.npz", new() { Metric = MatrixMetric.Euclidean, Precision = p });
                    Console.Write($"{n}x{d} {p} build {s.Elapsed.TotalSeconds:f3} {new FileInfo($"/tmp/dist/g{n}-{p}.npz").Length / 1e6:f1} MB");
                    s.Restart();
                    using var o = DistanceMatrix.Open($"/tmp/dist/g{n}-{p}.npz");
                    Console.WriteLine($" open {s.Elapsed.TotalSeconds:f3}");
                }
        }
        return 0;
    }
}
