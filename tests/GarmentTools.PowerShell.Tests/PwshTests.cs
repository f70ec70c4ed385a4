namespace GarmentTools.PowerShell.Tests;

/// <summary>The module's acceptance test, on a real PowerShell where there is one.</summary>
public sealed class PwshTests
{
    [Fact]
    public async Task Module_Tests_pass_on_PowerShell()
    {
        var pwsh = Find();
        Assert.SkipWhen(pwsh is null, "needs PowerShell 7.6 or later: pwsh on the PATH, or its path in GARMENT_PWSH");
        var version = await Processes.RunAsync(pwsh!, "-NoProfile", "-NonInteractive", "-Command", "$PSVersionTable.PSVersion.ToString()");
        Assert.SkipUnless(Version.TryParse(version.Text.Trim().Split('-')[0], out var found) && found >= new Version(7, 6), $"needs PowerShell 7.6 or later, {pwsh} is {version.Text.Trim()}");
        var script = Path.Combine(Repository.Root, "tests", "GarmentTools.PowerShell.Tests", "Module.Tests.ps1");
        var (exitCode, text) = await Processes.RunAsync(pwsh!, "-NoProfile", "-NonInteractive", "-File", script);
        Assert.True(exitCode == 0, text);
        Assert.Matches(@"\d+ passed, 0 failed\s*$", text);
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("GARMENT_PWSH") is { Length: > 0 } named) return named;
        var name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }
}
