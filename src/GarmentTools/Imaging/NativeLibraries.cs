using System.Reflection;
using System.Runtime.InteropServices;

namespace GarmentTools.Imaging;

/// <summary>
/// The one place where native libraries are looked for: on first use, next to the assembly or under <c>runtimes/&lt;rid&gt;/native</c>,
/// or in the folder that the environment variable <see cref="OverrideVariable"/> names. When that fails, the reason of each attempt is kept and told.
/// </summary>
internal static class NativeLibraries
{
    public const string OverrideVariable = "GARMENT_NATIVES";
    public const string Vips = "garment-vips";

    private static readonly Lazy<bool> s_registered = new(Register);

    /// <summary>Makes the libraries findable; called by whatever touches one of them first. Loads nothing.</summary>
    public static void EnsureRegistered() => _ = s_registered.Value;

    private static bool Register()
    {
        NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, Resolve);
        return true;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (FileNameOf(name) is not { } file) return 0; // not ours: the runtime's usual way
        var reasons = new List<string>();
        foreach (var path in Candidates(file))
        {
            if (!File.Exists(path)) { reasons.Add($"  {path}: not there"); continue; }
            try { return NativeLibrary.Load(path); }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException) { reasons.Add($"  {path}: {e.Message.ReplaceLineEndings(" ")}"); }
        }
        throw new DllNotFoundException(
            $"The native library {file} could not be loaded. Tried:\n{string.Join('\n', reasons)}\n" +
            $"Build again with Node.js installed (npm brings the library for {RuntimeInformation.RuntimeIdentifier}), or set {OverrideVariable} to the folder that holds it.");
    }

    private static string? FileNameOf(string name) => name switch
    {
        Vips => OperatingSystem.IsWindows() ? "libvips-42.dll" : OperatingSystem.IsMacOS() ? "libvips-cpp.dylib" : "libvips-cpp.so",
        _ => null,
    };

    private static IEnumerable<string> Candidates(string file)
    {
        if (Environment.GetEnvironmentVariable(OverrideVariable) is { Length: > 0 } folder) yield return Path.Combine(folder, file);
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        var rid = $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        var home = Path.GetDirectoryName(typeof(NativeLibraries).Assembly.Location);
        foreach (var root in new[] { home, AppContext.BaseDirectory }.Where(root => !string.IsNullOrEmpty(root)).Distinct())
        {
            yield return Path.Combine(root!, file);
            yield return Path.Combine(root!, "runtimes", rid, "native", file);
        }
    }
}
