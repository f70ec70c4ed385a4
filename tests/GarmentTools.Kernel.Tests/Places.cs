using System.Diagnostics;
using System.Reflection;
using GarmentTools.Catalogs;

namespace GarmentTools.Kernel.Tests;

/// <summary>The program, the repository, and the peers that tests need.</summary>
internal static class Places
{
    public const string Python = "/usr/bin/python3";

    public static string Garment { get; } = typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "garment.dll").Value!;

    public static string Repository { get; } = FindUpward(AppContext.BaseDirectory);

    /// <summary>Skips a test where Debian's Python has not what it needs.</summary>
    public static void NeedPython(params string[] modules)
    {
        Assert.SkipUnless(File.Exists(Python), $"needs {Python}");
        var run = Run(Python, AppContext.BaseDirectory, ["-c", string.Join("; ", modules.Select(m => $"import {m}"))]);
        Assert.SkipUnless(run.Code == 0, $"needs {string.Join(", ", modules)} for {Python} (apt-get install python3-ipykernel " +
            "python3-nbclient jupyter-nbconvert)");
    }

    /// <summary>Runs a program to its end.</summary>
    public static (int Code, string Out, string Error) Run(string program, string folder, IEnumerable<string> args,
        params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput =
            true,
            RedirectStandardError = true
        };
        start.Environment.Remove(CatalogLocator.Variable);
        foreach (var (name, value) in variables) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (process.WaitForExit(TimeSpan.FromMinutes(8))) return (process.ExitCode, output.Result, error.Result);
        process.Kill(entireProcessTree: true);
        throw new TimeoutException($"{program} {string.Join(' ', args)} did not end within eight minutes");
    }

    /// <summary>The program <c>garment</c>.</summary>
    public static (int Code, string Out, string Error) RunGarment(string folder, params string[] args) =>
        Run("dotnet", folder, [Garment, .. args]);

    private static string FindUpward(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "GarmentTools.sln"))) return at.FullName;
        throw new InvalidOperationException($"GarmentTools.sln was not found in or above {folder}.");
    }
}

/// <summary>A folder that is gone when the test is done.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("garment-kernel-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>A notebook of code cells; a cell may begin with <c>[tag]</c>.</summary>
    public string Notebook(string name, params string[] cells)
    {
        var array = cells.Select(cell =>
        {
            var end = cell.StartsWith('[') && !cell.StartsWith("[]", StringComparison.Ordinal) ? cell.IndexOf(']') : -1;
            return new Dictionary<string, object?>
            {
                ["cell_type"] = "code",
                ["metadata"] = end > 0 ? new { tags = new[] { cell[1..end] } } : new { },
                ["source"] = cell[(end + 1)..],
                ["outputs"] = Array.Empty<object>(),
                ["execution_count"] = null,
            };
        });
        File.WriteAllText(this[name], System.Text.Json.JsonSerializer.Serialize(new
        {
            cells = array,
            metadata = new { },
            nbformat = 4,
            nbformat_minor = 4
        }));
        return this[name];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
