using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using GarmentTools.Catalogs;

namespace GarmentTools.Cli.Tests;

/// <summary>What a run of the program did.</summary>
internal sealed record GarmentRun(int Code, string Out, string Error)
{
    /// <summary>
    /// The one line that a failure prints: begins with <c>error:</c>, is a single line, and shows no insides of the program.
    /// </summary>
    public string OnlyError()
    {
        var line = Assert.Single(Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("error: ", line);
        Assert.DoesNotContain("   at ", Error);
        Assert.Empty(Out);
        return line;
    }
}

/// <summary>Runs the program that was built, as its users do.</summary>
internal sealed partial class GarmentProcess(string folder)
{
    public static string Dll { get; } = typeof(GarmentProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "garment.dll").Value!;

    private static readonly string s_noModels = Directory.CreateTempSubdirectory("garment-no-models-").FullName;

    /// <summary>Variables on top of the usual ones.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>What stands before <c>dotnet garment.dll</c>: a program that runs it otherwise.</summary>
    public string[] Prefix { get; init; } = [];

    public GarmentRun Run(params string[] args)
    {
        using var process = Start(args);
        return Finish(process);
    }

    public Process Start(params string[] args)
    {
        string[] line = [.. Prefix, "dotnet", Dll, .. args];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // Nothing of the machine that the tests run on may show.
        foreach (var name in new[] { CatalogLocator.Variable, "GARMENT_DEBUG", "COLORTERM", "NO_COLOR", "WT_SESSION", "TERM_PROGRAM" })
            start.Environment.Remove(name);
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["GARMENT_MODELS"] = s_noModels;
        foreach (var (name, value) in Variables) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    [GeneratedRegex(@"^[A-Z][a-z' ]+: [\d,]+( of [\d,]+)?(, [^\n]*)?\n", RegexOptions.Multiline)]
    private static partial Regex ProgressLine();

    /// <summary>What was printed without the lines of progress: on a busy machine a run may last long enough to tell its own.</summary>
    public static string WithoutProgress(string text) => ProgressLine().Replace(text, "");

    public static GarmentRun Finish(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("the program did not end within two minutes");
        }
        return new GarmentRun(process.ExitCode, output.Result, WithoutProgress(error.Result));
    }
}
