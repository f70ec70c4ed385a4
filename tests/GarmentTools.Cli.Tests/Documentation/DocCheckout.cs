using System.Diagnostics;
using System.Text;
using GarmentTools.Catalogs;

namespace GarmentTools.Cli.Tests.Documentation;

/// <summary>
/// A checkout of the reader's own, with the sample photos. README is followed at its root, the pages of docs in <c>notebooks/photos</c>,
/// where README's first command has made a catalog. <c>garment</c> and the module are those that were built with the tests.
/// </summary>
internal sealed class DocCheckout : IDisposable
{
    private const string Catalog = "samples.garments";
    private static readonly Lazy<TempFolder> s_indexed = new(Index);

    private readonly TempFolder _root = new TempFolder().Alone();
    private readonly string _folder;

    public DocCheckout(string page)
    {
        AddSamples(_root);
        _folder = _root.Path;
        if (page != "README.md")
        {
            _folder = _root["notebooks", "photos"];
            var indexed = s_indexed.Value["notebooks", "photos"];
            foreach (var file in Directory.EnumerateFiles(indexed, Catalog + "*"))
                File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }
        AddProgram("garment", $"exec dotnet '{GarmentProcess.Dll}' \"$@\"");
        // What 'dotnet run' would build was built with the tests.
        AddProgram("dotnet", """
            case "$*" in "run --project src/GarmentTools.Cli -- "*) shift 4; exec garment "$@";; esac
            PATH="${PATH#*:}" exec dotnet "$@"
            """);
        Directory.CreateSymbolicLink(_root["modules", "GarmentTools"], DocPages.Root);
    }

    public void Dispose() => _root.Dispose();

    /// <summary>Writes a file into the folder where the page is followed.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Runs a program there; gives both of its streams as one, as a terminal shows them.</summary>
    public (int Code, string Text) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" 2>&1", "sh", program, .. arguments])
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        // Nothing of the machine that the tests run on may show, and nothing of the reader's may stay on it.
        foreach (var name in new[] { CatalogLocator.Variable, "GARMENT_DEBUG", "COLORTERM", "WT_SESSION", "TERM_PROGRAM" })
            start.Environment.Remove(name);
        start.Environment["PATH"] = $"{_root["bin"]}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["PSModulePath"] = _root["modules"];
        start.Environment["HOME"] = Directory.CreateDirectory(_root["home"]).FullName;
        start.Environment["GARMENT_MODELS"] = _root["home", "models"];
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var text = process.StandardOutput.ReadToEndAsync();
        if (process.WaitForExit(TimeSpan.FromMinutes(5))) return (process.ExitCode, text.Result);
        process.Kill(entireProcessTree: true);
        return (-1, $"{text.Result}\n{program} did not end within five minutes");
    }

    private void AddProgram(string name, string script)
    {
        var path = _root["bin", name];
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static void AddSamples(TempFolder root)
    {
        File.WriteAllText(root["GarmentTools.sln"], "");
        var samples = Path.Combine(DocPages.Root, "notebooks", "photos");
        var pictures = Directory.EnumerateFiles(samples, "*.jpg", SearchOption.AllDirectories);
        foreach (var file in pictures.Concat(Directory.EnumerateFiles(samples, "*.csv")))
            File.Copy(file, root["notebooks", "photos", Path.GetRelativePath(samples, file)]);
    }

    private static TempFolder Index()
    {
        var root = new TempFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => root.Dispose();
        AddSamples(root);
        var run = root.Run("similar", "notebooks/photos/street/street-16.jpg");
        Assert.True(run.Code == 0, run.Error);
        return root;
    }
}
