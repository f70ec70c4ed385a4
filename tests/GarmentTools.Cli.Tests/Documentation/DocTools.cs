using System.Diagnostics;

namespace GarmentTools.Cli.Tests.Documentation;

/// <summary>The programs that pages are followed with.</summary>
internal static class DocTools
{
    public const string Python = "/usr/bin/python3";

    /// <summary>PowerShell 7.6 or later; null where there is none.</summary>
    public static string? PowerShell { get; } = FindPowerShell();

    /// <summary>Why blocks of a language cannot run on this machine; null where they can.</summary>
    public static string? WhyNot(string language) => language switch
    {
        "bash" => File.Exists("/bin/bash") ? null : "needs bash",
        "powershell" => PowerShell is null ? "needs PowerShell 7.6 or later: pwsh on the PATH, or its path in GARMENT_PWSH" : null,
        "python" => HasNumPy() ? null : $"needs NumPy and SciPy for {Python}",
        _ => null,
    };

    private static bool HasNumPy() => File.Exists(Python) && Run(Python, "-c", "import numpy, scipy").Code == 0;

    private static string? FindPowerShell()
    {
        var named = Environment.GetEnvironmentVariable("GARMENT_PWSH");
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var onPath = folders.Select(folder => Path.Combine(folder, "pwsh")).FirstOrDefault(File.Exists);
        var found = string.IsNullOrEmpty(named) ? onPath : named;
        if (found is null) return null;
        var (_, text) = Run(found, "-NoProfile", "-NonInteractive", "-Command", "$PSVersionTable.PSVersion.ToString()");
        return Version.TryParse(text.Trim().Split('-')[0], out var version) && version >= new Version(7, 6) ? found : null;
    }

    private static (int Code, string Text) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        _ = error.Result;
        return (process.ExitCode, text);
    }
}
