using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace GarmentTools.PowerShell;

/// <summary>
/// The module's own load context: the library and all it stands on (SQLite, ONNX Runtime, …) come from one folder, whatever versions of
/// them
/// PowerShell or other modules have loaded. PowerShell's and the framework's own assemblies are shared.
/// </summary>
internal sealed class GarmentLoadContext(string folder) : AssemblyLoadContext("GarmentTools")
{
    /// <summary>The assemblies that the cmdlets refer to.</summary>
    private static readonly string[] s_libraries = ["GarmentTools", "GarmentTools.Postgres", "GarmentTools.Reports"];

    private static readonly Lock s_lock = new();
    private static GarmentLoadContext? s_context;

    /// <summary>Where the library lies: <c>lib</c> beside the cmdlets' assembly.</summary>
    public static string DefaultFolder => Path.Combine(Path.GetDirectoryName(typeof(GarmentLoadContext).Assembly.Location)!, "lib");

    /// <summary>
    /// Lets the default context, where PowerShell has put the cmdlets, find the library here. Once per process: also a second import,
    /// another
    /// runspace and <c>ForEach-Object -Parallel</c> get the same assembly, so that a type is the same type everywhere.
    /// </summary>
    public static void EnsureRegistered()
    {
        lock (s_lock)
        {
            if (s_context is not null) return;
            s_context = new GarmentLoadContext(DefaultFolder);
            Default.Resolving += (_, name) => s_libraries.Contains(name.Name) ? s_context.LoadFromAssemblyName(name) : null;
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = Path.Combine(folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        // Some packages ask by a bare name (onnxruntime, e_sqlite3), NetVips by the file's own (libvips.so.42, libvips.42.dylib,
        // libvips-42.dll).
        foreach (var path in NativeCandidates(unmanagedDllName))
            if (File.Exists(path)) return LoadUnmanagedDllFromPath(path);
        return 0;
    }

    private IEnumerable<string> NativeCandidates(string name)
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        var rid = $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        var file = OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";
        foreach (var place in new[] { Path.Combine(folder, "runtimes", rid, "native"), folder })
        {
            yield return Path.Combine(place, file);
            yield return Path.Combine(place, name);
        }
    }
}
