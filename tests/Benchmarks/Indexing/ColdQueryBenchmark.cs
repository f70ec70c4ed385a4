using GarmentTools;

namespace Benchmarks.Indexing;

/// <summary>`garment similar` cold, start to printed result, with 100,000 × 256 embeddings against 1,000: at most 1.5 × as long.</summary>
internal static class ColdQueryBenchmark
{
    private const int Rounds = 7;

    public static int Run()
    {
        var photo = BenchmarkData.Photos()[0];
        var folder = Directory.CreateTempSubdirectory("garment-benchmark-").FullName;
        try
        {
            var (small, large) = (Fill(Path.Combine(folder, "small.garments"), 1_000),
                Fill(Path.Combine(folder, "large.garments"), 100_000));
            foreach (var catalog in new[] { small, large }) Check(catalog, Ask(photo, catalog).Output);
            var times = new Dictionary<string, List<double>> { [small] = [], [large] = [] };
            for (var round = 0; round < Rounds; round++)
                foreach (var catalog in new[] { small, large }) times[catalog].Add(Ask(photo, catalog).Seconds);
            double a = Median(times[small]), b = Median(times[large]);
            Console.WriteLine("| catalog | seconds, start to printed result (median of 7 processes) |");
            Console.WriteLine("| --- | --- |");
            Console.WriteLine($"| 1,000 × 256 | {a:F3} |");
            Console.WriteLine($"| 100,000 × 256 | {b:F3} |");
            Console.WriteLine($"ratio: {b / a:F2}, asked for: 1.5 or less");
            return b / a <= 1.5 ? 0 : 1;
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    private static string Fill(string path, int count)
    {
        MadeUpCatalog.Write(path, count);
        using var catalog = GarmentCatalog.Open(path);
        catalog.FindSimilar(1L); // makes the vector file, as an update does
        return path;
    }

    private static (double Seconds, string Output, long WorkingSet) Ask(string photo, string catalog) =>
        CommandLine.Run("similar", photo, "--catalog", catalog, "--csv");

    private static void Check(string catalog, string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length != 11)
            throw new InvalidOperationException($"{lines.Length} lines from {catalog}, expected a header and ten garments.");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
