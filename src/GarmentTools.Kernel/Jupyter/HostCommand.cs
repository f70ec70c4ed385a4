using System.Runtime.InteropServices;

namespace GarmentTools.Kernel;

/// <summary>The command line that starts the program that runs cells.</summary>
internal static class HostCommand
{
    public static string Folder { get; } = Path.GetDirectoryName(typeof(HostCommand).Assembly.Location)!;

    /// <summary>What Jupyter starts in Python.</summary>
    public static string Wrapper { get; } = Path.Combine(Folder, "garment_kernel.py");

    /// <summary>The program, by the <c>dotnet</c> that this one runs on: the one on the PATH may be another.</summary>
    public static IReadOnlyList<string> Line { get; } = [Dotnet(), Path.Combine(Folder, "garment-kernel.dll")];

    private static string Dotnet()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return Path.Combine(root, name) is var path && File.Exists(path) ? path : name;
    }
}
