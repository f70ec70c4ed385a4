using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GarmentTools.Kernel;

/// <summary>
/// The small file by which Jupyter finds the kernel: <c>kernels/garment-csharp/kernel.json</c> in one of Jupyter's data folders.
/// </summary>
internal static class KernelSpec
{
    public const string Name = "garment-csharp", DisplayName = "C# (GarmentTools)";

    private static readonly JsonSerializerOptions s_json = new()
    { WriteIndented = true, IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Jupyter's data folder of the user.</summary>
    public static string UserFolder()
    {
        if (Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } named) return named;
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows())
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter");
        if (OperatingSystem.IsMacOS()) return Path.Combine(home, "Library", "Jupyter");
        return Path.Combine(Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } data ? data
            : Path.Combine(home, ".local", "share"), "jupyter");
    }

    /// <summary>The data folder of a Python environment.</summary>
    public static string PrefixFolder(string prefix) => Path.Combine(Path.GetFullPath(prefix), "share", "jupyter");

    /// <summary>The environment of the Python on the PATH (a virtual one, where it is active).</summary>
    /// <exception cref="KernelException">There is no Python.</exception>
    public static string SystemPrefix() => AskPython("import sys; print(sys.prefix)") is { Length: > 0 } prefix ? prefix
        : throw new KernelException("No Python was found on the PATH (tried python3 and python): expected the one that Jupyter runs on. " +
            "Activate its environment, or name it with --prefix.");

    /// <summary>What the Python on the PATH lacks for the kernel; null where it has all, or where there is no Python there.</summary>
    public static string? Lacks() =>
        AskPython("import importlib.util as u; print('' if u.find_spec('ipykernel') else 'ipykernel')") is { Length: > 0 } lacking ? lacking
            : null;

    /// <summary>Writes the file.</summary>
    /// <returns>The folder that it lies in.</returns>
    public static string Install(string dataFolder)
    {
        var folder = FolderIn(dataFolder);
        Directory.CreateDirectory(folder);
        var spec = new JsonObject
        {
            // 'python3' stands for the Python that Jupyter itself runs on, which has ipykernel.
            ["argv"] = new JsonArray(["python3", HostCommand.Wrapper, .. HostCommand.Line.Select(word => (JsonNode)word), "--", "-f",
                "{connection_file}"]),
            ["display_name"] = DisplayName,
            ["language"] = "C#",
            ["interrupt_mode"] = "signal",
            ["metadata"] = new JsonObject { ["debugger"] = false },
        };
        File.WriteAllText(Path.Combine(folder, "kernel.json"), spec.ToJsonString(s_json) + "\n");
        return folder;
    }

    /// <summary>Takes the folder away; false where there is none.</summary>
    public static bool Uninstall(string dataFolder, out string folder)
    {
        folder = FolderIn(dataFolder);
        if (!Directory.Exists(folder)) return false;
        Directory.Delete(folder, recursive: true);
        return true;
    }

    private static string FolderIn(string dataFolder) => Path.Combine(dataFolder, "kernels", Name);

    private static string? AskPython(string code)
    {
        foreach (var name in new[] { "python3", "python" })
        {
            try
            {
                using var python = Process.Start(new ProcessStartInfo(name, ["-c", code])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true
                })!;
                var answer = python.StandardOutput.ReadToEnd().Trim();
                python.WaitForExit();
                if (python.ExitCode == 0) return answer;
            }
            catch (System.ComponentModel.Win32Exception) { } // not there
        }
        return null;
    }
}
