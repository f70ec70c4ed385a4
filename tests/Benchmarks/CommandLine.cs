using System.Diagnostics;

namespace Benchmarks;

/// <summary>Runs <c>garment</c> as users do, in a process of its own.</summary>
internal static class CommandLine
{
    private static readonly Lazy<string> s_program = new(() =>
        Directory.GetFiles(Path.Combine(BenchmarkData.Repository, "src", "GarmentTools.Cli", "bin", "Release"), "garment.dll",
            SearchOption.AllDirectories).FirstOrDefault()
        ?? throw new FileNotFoundException("The command line is not built: dotnet build -c Release src/GarmentTools.Cli"));

    /// <summary>
    /// Seconds from the start to the last line, what it printed, and the largest working set in bytes that was seen (asked for every few
    /// milliseconds).
    /// </summary>
    public static (double Seconds, string Output, long WorkingSet) Run(params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [s_program.Value, .. arguments])
        {
            RedirectStandardOutput =
            true
        })!;
        long largest = 0;
        using var sampler = new Timer(_ =>
        {
            try
            {
                process.Refresh();
                largest = Math.Max(largest, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException) { } // it has just ended
        }, null, 0, 5);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? (clock.Elapsed.TotalSeconds, output, largest)
            : throw new InvalidOperationException($"garment {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
