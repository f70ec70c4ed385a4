using System.Diagnostics;

namespace GarmentTools.PowerShell.Tests;

internal static class Processes
{
    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public static string Probe =>
        Path.Combine(Repository.Root, "tests", "GarmentTools.PowerShell.Tests", "LoadProbe", "bin", Configuration, "net10.0",
        "LoadProbe.dll");

    public static async Task<(int ExitCode, string Text)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Repository.Root
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
