using GarmentTools.Tests;

namespace GarmentTools.Packaging.Tests;

/// <summary>The PowerShell module's folder, as <c>dotnet publish src/GarmentTools.PowerShell</c> makes it for several platforms.</summary>
public sealed class ModulePackageTests : IDisposable
{
    private static readonly string[] s_platforms = ["linux-arm64", "linux-x64", "osx-arm64", "win-arm64", "win-x64"];
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Has_the_natives_of_each_platform_that_was_asked_for_where_the_module_looks_for_them()
    {
        var module = _folder["GarmentTools"];
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        await Dotnet.RunAsync(Dotnet.Program, [
            "msbuild", Path.Combine(TestData.Repository, "src", "GarmentTools.PowerShell"), "-t:CopyModule",
            $"-p:Configuration={configuration}", $"-p:ModulePackage={module}/", $"-p:GarmentRuntimes={string.Join('+', s_platforms)}",
            "-v:quiet", "-nologo", "-nodeReuse:false"]);

        var runtimes = Path.Combine(module, "module", "bin", "lib", "runtimes");
        Assert.Equal(s_platforms, Directory.GetDirectories(runtimes).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var platform in s_platforms)
        {
            var natives = Directory.GetFiles(Path.Combine(runtimes, platform, "native"));
            Assert.All(natives, file => Assert.Equal(platform, NativeFile.Platform(file)));
            foreach (var part in new[] { "e_sqlite3", "onnxruntime.", "vips" })
                Assert.Single(natives, file => Path.GetFileName(file).Contains(part, StringComparison.Ordinal));
        }
        Assert.All(
            new[] { "GarmentTools.psd1", "LICENSE", "THIRD-PARTY-NOTICES.md", "module/bin/lib/GarmentTools.dll" },
            file => Assert.True(File.Exists(Path.Combine(module, file)), file));
    }
}
