using System.Diagnostics;

namespace GarmentTools.Packaging.Tests;

/// <summary>Runs programs as a user would.</summary>
internal static class Dotnet
{
    public static string Program { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Runs a program and returns what it printed; fails the test, with all of it, unless the program ends with 0.</summary>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, string? home = null, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        if (home is not null) start.Environment["HOME"] = home;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        var printed = await output;
        var line = $"{program} {string.Join(' ', arguments)}";
        Assert.True(process.ExitCode == 0, $"{line} ended with {process.ExitCode}:\n{printed}{await error}");
        return printed;
    }
}
