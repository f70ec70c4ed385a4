namespace GarmentTools.PowerShell.Tests;

/// <summary>The module's acceptance test, on a PowerShell of its own: the one of the repository's tools, unless another is named.</summary>
public sealed class PwshTests
{
    private static readonly string[] s_options = ["-NoProfile", "-NonInteractive"];

    [Fact]
    public async Task Module_Tests_pass_on_PowerShell()
    {
        var named = Environment.GetEnvironmentVariable("GARMENT_PWSH");
        string[] pwsh = string.IsNullOrEmpty(named) ? ["dotnet", "tool", "run", "pwsh", "--"] : [named];
        var version = await Run([.. pwsh, .. s_options, "-Command", "$PSVersionTable.PSVersion.ToString()"]);
        var said = version.Text.Trim();
        Assert.SkipUnless(version.ExitCode == 0, $"needs PowerShell: 'dotnet tool restore' brings it, or GARMENT_PWSH names one ({said})");
        Assert.SkipUnless(Version.TryParse(said.Split('-')[0], out var found) && found >= new Version(7, 6),
            $"needs PowerShell 7.6 or later, found {said}");
        var script = Path.Combine(Repository.Root, "tests", "GarmentTools.PowerShell.Tests", "Module.Tests.ps1");
        var (exitCode, text) = await Run([.. pwsh, .. s_options, "-File", script]);
        Assert.True(exitCode == 0, text);
        Assert.Matches(@"\d+ passed, 0 failed\s*$", text);
    }

    private static Task<(int ExitCode, string Text)> Run(string[] command) => Processes.RunAsync(command[0], command[1..]);
}
