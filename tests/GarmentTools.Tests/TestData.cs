namespace GarmentTools.Tests;

/// <summary>Where tests find real photos (the optional shared data folder), reference files, and room of their own.</summary>
internal static class TestData
{
    /// <summary>The root of the repository.</summary>
    public static string Repository { get; } = FindUpward(AppContext.BaseDirectory, "GarmentTools.sln");

    /// <summary>The shared folder with models and photos, named by GARMENT_SHARED or beside the repository; may be absent.</summary>
    public static string Shared { get; } = Environment.GetEnvironmentVariable("GARMENT_SHARED")
        ?? Path.GetFullPath(Path.Combine(Repository, "..", "shared"));

    /// <summary>Committed reference data.</summary>
    public static string Committed(string name) => Path.Combine(Repository, "tests", "data", name);

    /// <summary>A shared photo or folder; skips the test, saying so, where the folder is absent.</summary>
    public static string SharedOrSkip(params string[] parts)
    {
        var path = Path.Combine([Shared, .. parts]);
        Assert.SkipUnless(Path.Exists(path), $"needs {string.Join('/', parts)} of the optional shared folder (looked for {path})");
        return path;
    }

    /// <summary>The drawn sample photos of the repository.</summary>
    public static string Samples(params string[] parts) => Path.Combine([Repository, "notebooks", "photos", .. parts]);

    private static string FindUpward(string folder, string file)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, file))) return at.FullName;
        throw new InvalidOperationException($"{file} was not found in or above {folder}.");
    }
}

/// <summary>A folder that is gone when the test is done.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("garment-test-").FullName;

    public string this[params string[] parts]
    {
        get
        {
            var path = System.IO.Path.Combine([Path, .. parts]);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            return path;
        }
    }

    public void Dispose()
    {
        try { Directory.Delete(Path, recursive: true); }
        catch (IOException) { } // a file that is still mapped on Windows: the system cleans up
    }
}
