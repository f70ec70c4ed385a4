using System.Diagnostics;
using System.Globalization;
using GarmentTools;

namespace Benchmarks.Indexing;

/// <summary>`garment similar` cold, start to printed result, with 100,000 × 256 embeddings against 1,000: at most 1.5 × as long.</summary>
internal static class ColdQueryBenchmark
{
    private const int Rounds = 7;

    public static int Run()
    {
        var cli = Directory.GetFiles(Path.Combine(BenchmarkData.Repository, "src", "GarmentTools.Cli", "bin", "Release"), "garment.dll", SearchOption.AllDirectories).FirstOrDefault()
            ?? throw new FileNotFoundException("The command line is not built: dotnet build -c Release src/GarmentTools.Cli");
        var photo = BenchmarkData.Photos()[0];
        var folder = Directory.CreateTempSubdirectory("garment-benchmark-").FullName;
        try
        {
            var (small, large) = (Fill(Path.Combine(folder, "small.garments"), 1_000), Fill(Path.Combine(folder, "large.garments"), 100_000));
            foreach (var catalog in new[] { small, large }) Check(catalog, Ask(cli, photo, catalog).Output);
            var times = new Dictionary<string, List<double>> { [small] = [], [large] = [] };
            for (var round = 0; round < Rounds; round++)
                foreach (var catalog in new[] { small, large }) times[catalog].Add(Ask(cli, photo, catalog).Seconds);
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

    /// <summary>A catalog of made-up garments: vectors of chance in a thousand clusters, written through the catalog's own tables.</summary>
    private static string Fill(string path, int count)
    {
        using (var catalog = GarmentCatalog.OpenOrCreate(path, new() { Outputs = ["embedding"] })) { }
        using (var store = CatalogStore.Open(path))
        using (var connection = store.Write())
        {
            var random = new Random(1);
            var centres = Enumerable.Range(0, 1000).Select(_ => Vector(random, null)).ToArray();
            connection.Transaction(() =>
            {
                var writer = new CatalogWriter(connection, ["embedding"]);
                Span<byte> seed = stackalloc byte[8];
                for (var i = 0; i < count; i++)
                {
                    BitConverter.TryWriteBytes(seed, (long)i);
                    var content = writer.AddContent(Sha256Hash.Of(seed), new PhotoEmbedding([new OutputVector("embedding", Vector(random, centres[i % centres.Length]), 1)], null));
                    writer.AddGarment(string.Create(CultureInfo.InvariantCulture, $"photos/{i:D7}.jpg"), content, new PhotoFile("", 1, 1), "shop");
                }
                writer.NextGeneration();
            });
        }
        using (var catalog = GarmentCatalog.Open(path)) catalog.FindSimilar(1L); // makes the vector file, as an update does
        return path;
    }

    private static float[] Vector(Random random, float[]? centre)
    {
        var vector = new float[256];
        double squares = 0;
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = (float)(random.NextDouble() - 0.5) * (centre is null ? 1 : 0.5f) + (centre?[i] ?? 0);
            squares += vector[i] * vector[i];
        }
        for (var i = 0; i < vector.Length; i++) vector[i] /= (float)Math.Sqrt(squares);
        return vector;
    }

    private static (double Seconds, string Output) Ask(string cli, string photo, string catalog)
    {
        var clock = Stopwatch.StartNew();
        var start = new ProcessStartInfo("dotnet", [cli, "similar", photo, "--catalog", catalog, "--csv"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? (clock.Elapsed.TotalSeconds, output) : throw new InvalidOperationException($"garment similar ended with {process.ExitCode}.");
    }

    private static void Check(string catalog, string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length != 11) throw new InvalidOperationException($"{lines.Length} lines from {catalog}, expected a header and ten garments.");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
