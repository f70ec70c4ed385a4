using System.Text.Json;

namespace GarmentTools.Tests;

/// <summary>
/// The files that the program of version 0.1 wrote (tests/data/v0.1, see its README), and what it answered when it was asked about them.
/// </summary>
internal static class OldFiles
{
    /// <summary>How far a distance may be from the old one where it comes from stored vectors alone.</summary>
    public const double Stored = 1e-5;

    /// <summary>How far a distance may be from the old one where a photo was embedded again, on whatever processor.</summary>
    public const double Embedded = 2e-3;

    private static readonly Lazy<JsonElement> s_expected = new(() => Read(Path.Combine(Folder, "expected.json")));

    /// <summary>The folder of the files; read only, tests that change something take a copy.</summary>
    public static string Folder => TestData.Committed("v0.1");

    /// <summary>What the old program answered, by the name that make.sh gave it.</summary>
    public static JsonElement Expected(string name) => s_expected.Value.GetProperty(name);

    /// <summary>The rows of such an answer.</summary>
    public static IEnumerable<JsonElement> Rows(string name) => Expected(name).EnumerateArray();

    /// <summary>The garment of a row.</summary>
    public static long Id(JsonElement row) => row.GetProperty("Id").GetInt64();

    /// <summary>A JSON file.</summary>
    public static JsonElement Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.Clone();
    }

    /// <summary>Copies all files into an empty folder, as their owner has them.</summary>
    public static void CopyTo(string folder)
    {
        foreach (var file in Directory.GetFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
