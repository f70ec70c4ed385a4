using GarmentTools.Tests;

namespace GarmentTools.Packaging.Tests;

/// <summary>Publishes the command line for several platforms, in folders of its own: the projects' own builds go on undisturbed.</summary>
public sealed class Publishing : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Runs <c>dotnet publish -r platform</c> and returns the folder that it filled.</summary>
    public async Task<string> RunAsync(string platform)
    {
        var (output, build) = (_folder["published-" + platform], _folder["build"]);
        // Compiled once for all platforms; the program that starts it is theirs, and an older one would be taken for up to date.
        if (Directory.Exists(build))
        {
            foreach (var starter in Directory.GetFiles(build, "apphost*", SearchOption.AllDirectories)) File.Delete(starter);
        }
        // Code compiled ahead of time and analyzers change nothing of what is looked at here, and take minutes.
        await Dotnet.RunAsync(Dotnet.Program, [
            "publish", Path.Combine(TestData.Repository, "src", "GarmentTools.Cli"), "-c", "Release", "-r", platform,
            "--self-contained", "false", "-o", output,
            "--artifacts-path", build, "-p:ArtifactsPivots=all", "-p:GarmentReadyToRun=false", "-p:RunAnalyzers=false",
            "-p:EnforceCodeStyleInBuild=false", "-v", "quiet", "-nologo", "-nodeReuse:false"]);
        return output;
    }
}
