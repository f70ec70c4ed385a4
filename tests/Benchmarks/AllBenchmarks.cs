using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Benchmarks.Embedding;
using Benchmarks.Growth;
using Benchmarks.Indexing;
using GarmentTools;
using GarmentTools.Common;
using GarmentTools.Imaging;

namespace Benchmarks;

/// <summary>
/// Everything in one run: what is printed is kept in <c>tests/Benchmarks/results</c>, with the processor and the versions.
/// </summary>
internal static class AllBenchmarks
{
    public static async Task<int> RunAsync()
    {
        var results = Path.Combine(BenchmarkData.Repository, "tests", "Benchmarks", "results");
        Directory.CreateDirectory(results);
        var name = string.Create(CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyy-MM-dd}-{Slug(Processor())}-{Environment.ProcessorCount}-cores");
        var file = Path.Combine(results, name + ".md");
        var screen = Console.Out;
        var worst = 0;
        await using (var both = new TwoWriters(screen, file))
        {
            Console.SetOut(both);
            Console.WriteLine($"# {name}\n");
            Console.WriteLine($"{Processor()}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}; " +
                $"{RuntimeInformation.FrameworkDescription}, libvips {VipsLibrary.Version}, GarmentTools " +
                $"{typeof(GarmentCatalog).Assembly.GetName().Version}");
            foreach (var (title, run) in Parts(Path.Combine(results, name + "-growth.svg")))
            {
                Console.WriteLine($"\n## {title}\n");
                var others = OtherPrograms.Start();
                try
                {
                    var code = await run();
                    worst = Math.Max(worst, code);
                    Console.WriteLine($"\nexit {code}; other programs, peers among them, took {others.Share():P1} of the cores");
                }
                catch (Exception e) when (e is InvalidOperationException or GarmentException or IOException)
                {
                    worst = 3; // a wrong answer, or a part that could not be measured: the others still are
                    Console.WriteLine($"\nfailed: {e.Message}");
                }
            }
        }
        Console.SetOut(screen);
        Console.WriteLine($"\nkept in {Path.GetRelativePath(BenchmarkData.Repository, file)}");
        return worst;
    }

    private static (string Title, Func<Task<int>> Run)[] Parts(string chart) =>
    [
        ("Photos to embeddings", EmbeddingBenchmark.RunAsync),
        ("Indexing against the bound", IndexBenchmark.RunAsync),
        ("Search", () => Task.FromResult(SearchBenchmark.Run(["--full"]))),
        ("Distances", () => Task.FromResult(DistancesBenchmark.Run([]))),
        ("A cold query", () => Task.FromResult(ColdQueryBenchmark.Run())),
        ("Growth", () => GrowthBenchmark.RunAsync(chart)),
    ];

    private static string Processor()
    {
        const string key = "model name";
        var line = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string Slug(string text) =>
        string.Join('-', new string([.. text.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Writes to the screen and to a file.</summary>
    private sealed class TwoWriters(TextWriter screen, string file) : TextWriter(CultureInfo.InvariantCulture)
    {
        private readonly StreamWriter _file = new(file) { NewLine = "\n" };

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            screen.Write(value);
            _file.Write(value);
        }

        public override void Write(string? value)
        {
            screen.Write(value);
            _file.Write(value);
        }

        public override void WriteLine(string? value) => Write(value + "\n");

        public override async ValueTask DisposeAsync()
        {
            await _file.DisposeAsync();
            await base.DisposeAsync();
        }
    }
}
