using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using GarmentTools.Models;

namespace GarmentTools.PowerShell.Tests;

/// <summary>What the build puts into module/bin.</summary>
public sealed class ModuleFolderTests
{
    [Fact]
    public void What_these_tests_run_is_the_modules_own_copy()
    {
        Assert.Equal(Repository.ModuleAssembly, typeof(GarmentCmdlet).Assembly.Location);
        Assert.Equal(Path.Combine(Repository.Library, "GarmentTools.dll"), typeof(GarmentCatalog).Assembly.Location);
        Assert.Empty(Directory.GetFiles(AppContext.BaseDirectory, "GarmentTools*.dll").Select(Path.GetFileName)
            .Except(["GarmentTools.PowerShell.Tests.dll"]));
    }

    [Fact]
    public void Beside_the_cmdlets_lies_nothing_that_PowerShell_could_load_into_its_own_context() =>
        Assert.Equal(["GarmentTools.PowerShell.dll"], Directory.GetFiles(Path.GetDirectoryName(Repository.ModuleAssembly)!)
            .Select(Path.GetFileName));

    [Fact]
    public void All_that_the_library_refers_to_is_there()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        foreach (var assembly in Directory.GetFiles(Repository.Library, "*.dll"))
            foreach (var name in References(assembly))
                Assert.True(File.Exists(Path.Combine(Repository.Library, name + ".dll"))
                    || File.Exists(Path.Combine(framework, name + ".dll")), $"{Path.GetFileName(assembly)} needs {name}");
    }

    [Fact]
    public void Nothing_of_PowerShell_is_shipped() =>
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(Repository.Root, "module", "bin"), "*", SearchOption.AllDirectories),
        file => file.Contains("Management.Automation", StringComparison.Ordinal));

    [Fact]
    public void The_natives_and_models_are_there()
    {
        var natives = Directory.GetFiles(Path.Combine(Repository.Library, "runtimes", Rid(), "native")).Select(Path.GetFileName).ToList();
        foreach (var part in new[] { "e_sqlite3", "onnxruntime", "vips" })
            Assert.Contains(natives, file => file!.Contains(part, StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(Repository.Library, "models", ModelRegistry.DefaultModel + ".onnx")));
        Assert.True(File.Exists(Path.Combine(Repository.Library, "models", ModelRegistry.DefaultModel + ".json")));
    }

    [Fact]
    public void Notices_go_with_it() => Assert.True(File.Exists(Path.Combine(Repository.Library, "THIRD-PARTY-NOTICES.md")));

    private static string Rid()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }

    private static List<string> References(string path)
    {
        using var pe = new PEReader(File.OpenRead(path));
        var metadata = pe.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
