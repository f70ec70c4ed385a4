using GarmentTools.Tests;

namespace GarmentTools.PowerShell.Tests;

/// <summary>Files of the repository and of the built module.</summary>
internal static class Repository
{
    public static string Root => TestData.Repository;
    public static string Manifest => Path.Combine(Root, "GarmentTools.psd1");
    public static string ModuleAssembly => Path.Combine(Root, "module", "bin", "GarmentTools.PowerShell.dll");
    public static string Library => Path.Combine(Root, "module", "bin", "lib");
    public static string Help => Path.Combine(Root, "en-US");
}
