namespace GarmentTools.Models;

/// <summary>Where cards and weights lie.</summary>
internal static class ModelFolders
{
    public const string Variable = "GARMENT_MODELS";

    public static string BuiltIn() => Path.Combine(AppContext.BaseDirectory, "models") is var beside && Directory.Exists(beside)
        ? beside
        : Path.Combine(Path.GetDirectoryName(typeof(ModelFolders).Assembly.Location) is { Length: > 0 } folder ? folder
            : AppContext.BaseDirectory, "models");

    public static string User()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return named;
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(data.Length > 0 ? data : AppContext.BaseDirectory, "GarmentTools", "models");
    }

    public static IReadOnlyList<string> Cards(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw ModelErrors.FolderUnreadable(folder, reason);
        }
    }

    // Without the separator at the end that people give, so that two spellings of one folder are equal.
    public static string Full(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    public static bool Contains(string folder, string path) => Path.GetDirectoryName(path) == folder;
}
