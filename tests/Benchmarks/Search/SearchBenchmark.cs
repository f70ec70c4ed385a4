using System.Diagnostics;
using System.Runtime.InteropServices;
using GarmentTools.Search;

/// <summary>
/// Exact search against FAISS, NumPy and the memory's bandwidth. Answers are compared first; times are the shortest and the median of many.
/// </summary>
internal static class SearchBenchmark
{
    private const int Count = 10;

    public static int Run(string[] args)
    {
        Console.WriteLine($"{RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} cores, registers " +
            $"{SimdWidths.Widest}; times in ms: shortest (median)");
        bool right = Measure(100_000);
        if (args.Contains("--full"))
            right &= Measure(1_000_000);
        return right ? 0 : 3;
    }

    private static bool Measure(int rows)
    {
        string folder = Directory.CreateTempSubdirectory("garment-search-").FullName;
        try
        {
            Console.WriteLine($"\n== {rows:N0} × {SearchData.Dimensions}, the {Count} nearest by cosine ==");
            var data = new SearchData(rows);
            data.Save(Path.Combine(folder, "vectors.f32"));
            var queries = data.Queries();
            File.WriteAllBytes(Path.Combine(folder, "queries.f32"), MemoryMarshal.AsBytes(queries.AsSpan()));
            string path = Path.Combine(folder, "benchmark.vectors");
            var clock = Stopwatch.StartNew();
            VectorIndex.Write(path, data, 1);
            double writing = clock.Elapsed.TotalSeconds;
            clock.Restart();
            using var index = VectorIndex.Open(path);
            double opening = clock.Elapsed.TotalMilliseconds;
            index.Search(queries.AsSpan(0, SearchData.Dimensions));
            Console.WriteLine($"write {writing:F2} s (makes the vectors too), open {opening:F2} ms, open + first query " +
                $"{clock.Elapsed.TotalMilliseconds:F1} ms, file {new FileInfo(path).Length / 1e6:F0} MB");
            bool right = true;
            int[] threadCounts = Environment.ProcessorCount > 1 ? [1, 2] : [1];
            foreach (int threads in threadCounts)
                right &= Measure(index, data, queries, folder, threads);
            return right;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool Measure(VectorIndex index, SearchData data, float[] queries, string folder, int threads)
    {
        var options = new VectorSearchOptions { Count = Count, Threads = threads };
        var peers = SearchPeers.Run(folder, data, Count, threads);
        var ours = index.SearchMany(queries, options);
        int wrong = 0;
        if (peers is not null)
            wrong = SearchPeers.Disagreements(folder, "faiss", ours) + SearchPeers.Disagreements(folder, "faiss1", ours);
        Console.WriteLine($"\n{threads} thread(s). " + (peers is null
            ? "python3-faiss or python3-numpy is not installed: no peers."
            : $"FAISS {peers.Faiss} ({peers.FaissOptions}), NumPy {peers.Numpy}, {peers.Kernel}, peers float32. Ranks that disagree with " +
                $"FAISS beyond float noise: {wrong}"));

        int few = Math.Max(12, 6_000_000 / data.Rows), several = Math.Max(3, 500_000 / data.Rows);
        // One query reads this much: codes, scales and error bounds. The same amount is read plainly, to know what the memory can give.
        long bytes = (long)data.Rows * (SearchData.Dimensions + 8);
        var read = ReadSpeed.Measure(bytes, threads, few);
        var one = Time(i => index.Search(Query(queries, i), options), few);
        var many = Time(_ => index.SearchMany(queries, options), several);
        Console.WriteLine($"  {"one query, int8 + float16 → float32",-38} {Show(one)}   {bytes / one.Best / 1e9:F1} GB/s = " +
            $"{read.Best / one.Best:P0} of reading {bytes / 1e6:F0} MB at {bytes / read.Best / 1e9:F1} GB/s");
        Compare("  FAISS IndexFlatIP, one query", peers?.FaissOne, one);
        Compare("  NumPy X @ q, argpartition", peers?.NumpyOne, one);
        Console.WriteLine($"  {SearchData.QueryCount + " queries at once",-38} {Show(many)}   " +
            $"{many.Best / SearchData.QueryCount * 1000:F3} ms each");
        Compare($"  FAISS IndexFlatIP, {SearchData.QueryCount} queries", peers?.FaissMany, many);
        Compare($"  NumPy Q @ Xᵀ, {SearchData.QueryCount} queries", peers?.NumpyMany, many);
        foreach (double share in new[] { 0.5, 0.05, 0.001 })
        {
            var random = new Random(1);
            var filter = RowFilter.FromIds(index, data.Ids.Where(_ => random.NextDouble() < share));
            var filtered = options with { Filter = filter };
            // By turns, because the machine's speed drifts between one measurement and the next.
            var (plain, time) = TimeByTurns(i => index.Search(Query(queries, i), options), i => index.Search(Query(queries, i), filtered),
                few);
            var (plainMany, group) = TimeByTurns(_ => index.SearchMany(queries, options), _ => index.SearchMany(queries, filtered),
                several);
            Console.WriteLine($"  {$"filter keeps {share:P1}: one query",-38} {Show(time)}   {plain.Median / time.Median:F2} × as fast " +
                $"as without; {SearchData.QueryCount} queries {Show(group)}, {plainMany.Median / group.Median:F2} × (medians)");
        }
        return wrong == 0;
    }

    private static ReadOnlySpan<float> Query(float[] queries, int i) =>
        queries.AsSpan(i % SearchData.QueryCount * SearchData.Dimensions, SearchData.Dimensions);

    private static void Compare(string what, double[]? peer, (double Best, double Median) ours)
    {
        if (peer is not null)
            Console.WriteLine($"  {what,-38} {Show((peer[0], peer[1]))}   we are {peer[0] / ours.Best:F2} × as fast (median " +
                $"{peer[1] / ours.Median:F2} ×)");
    }

    private static string Show((double Best, double Median) time) => $"{time.Best * 1000,8:F2} ({time.Median * 1000,8:F2})";

    internal static (double Best, double Median) Time(Action<int> work, int repeats)
    {
        for (int i = 0; i < 3; i++)
            work(i);
        var taken = new double[repeats];
        for (int i = 0; i < repeats; i++)
        {
            long begin = Stopwatch.GetTimestamp();
            work(i);
            taken[i] = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }
        return Summary(taken);
    }

    private static ((double Best, double Median) First, (double Best, double Median) Second) TimeByTurns(Action<int> first,
        Action<int> second, int repeats)
    {
        var (a, b) = (new double[repeats], new double[repeats]);
        for (int i = -3; i < repeats; i++)
        {
            long begin = Stopwatch.GetTimestamp();
            first(Math.Abs(i));
            long middle = Stopwatch.GetTimestamp();
            second(Math.Abs(i));
            if (i >= 0)
                (a[i], b[i]) = (Stopwatch.GetElapsedTime(begin, middle).TotalSeconds, Stopwatch.GetElapsedTime(middle).TotalSeconds);
        }
        return (Summary(a), Summary(b));
    }

    private static (double Best, double Median) Summary(double[] seconds)
    {
        Array.Sort(seconds);
        return (seconds[0], seconds[seconds.Length / 2]);
    }
}
