namespace Benchmarks.Regions;

/// <summary>887 pairs of a worn garment's photo and its shop photo; rows 0 to 442 to choose by, 443 to 886 for the final figure.</summary>
internal static class StreetShop
{
    public const int TestFrom = 443, Count = 887;

    public static string Folder { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("GARMENT_SHARED") ?? Path.Combine(Environment.CurrentDirectory, "..", "shared"), "data",
        "street-shop");

    /// <summary>The pairs' files, street before shop.</summary>
    public static (string[] Street, string[] Shop) Pairs(int from, int to)
    {
        var rows = File.ReadLines(Path.Combine(Folder, "pairs.csv")).Skip(1).Select(line => line.Split(',')).ToArray();
        if (rows.Length != Count) throw new InvalidDataException($"pairs.csv has {rows.Length} pairs, expected {Count}.");
        return ([.. rows[from..to].Select(r => Path.Combine(Folder, r[0]))], [.. rows[from..to].Select(r => Path.Combine(Folder, r[1]))]);
    }
}
