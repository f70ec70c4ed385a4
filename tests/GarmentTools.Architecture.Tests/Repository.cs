using System.Diagnostics;

namespace GarmentTools.Architecture.Tests;

/// <summary>The checkout that these tests were built from.</summary>
internal static class Repository
{
    public static string Folder { get; } = FindUpward(AppContext.BaseDirectory);

    /// <summary>The files that are committed or about to be, by the ends of their names; relative, with <c>/</c>.</summary>
    public static IReadOnlyList<string> Files(params string[] ends)
    {
        var start = new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory =
            Folder,
            RedirectStandardOutput = true
        };
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return [.. output.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(file => ends.Any(end => file.EndsWith(end, StringComparison.Ordinal)) && File.Exists(Path.Combine(Folder, file)))
            .Order(StringComparer.Ordinal)];
    }

    public static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    private static string FindUpward(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, "GarmentTools.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("These tests need the checkout that they were built from.");
    }
}
