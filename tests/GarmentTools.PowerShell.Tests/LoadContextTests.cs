using GarmentTools.Tests;

namespace GarmentTools.PowerShell.Tests;

/// <summary>The module's own load context, in a process where other versions of what it needs are loaded already.</summary>
public sealed class LoadContextTests
{
    [Fact]
    public async Task Works_beside_clashing_versions_and_keeps_one_identity()
    {
        using var folder = new TempFolder();
        Photos.Write(folder["a.png"], 200, 30, 30);
        var output = await Processes.RunAsync(
            Environment.ProcessPath is { } dotnet && Path.GetFileNameWithoutExtension(dotnet) == "dotnet" ? dotnet : "dotnet",
            "exec", Processes.Probe, Repository.Manifest, folder.Path);
        Assert.Contains("added 1", output.Text, StringComparison.Ordinal);
        Assert.EndsWith("done", output.Text.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("Microsoft.Data.Sqlite: Default, GarmentTools", output.Text, StringComparison.Ordinal);
        Assert.Contains("Microsoft.ML.OnnxRuntime: Default, GarmentTools", output.Text, StringComparison.Ordinal);
    }
}
