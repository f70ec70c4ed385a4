using System.Diagnostics;
using GarmentTools;

namespace Benchmarks.Growth;

/// <summary>
/// Time and memory with 1,000 to 1,000,000 garments: opening, one query, adding a photo, removing a garment, `garment similar` from its
/// start.
/// </summary>
internal static class GrowthBenchmark
{
    private const int Queries = 25, Processes = 3;

    private static readonly int[] s_sizes = [1_000, 10_000, 100_000, 1_000_000];

    public static async Task<int> RunAsync(string? chart)
    {
        var photos = BenchmarkData.Photos();
        var rows = new List<GrowthRow>();
        foreach (var size in s_sizes)
        {
            var folder = Directory.CreateTempSubdirectory("garment-growth-").FullName;
            try { rows.Add(await MeasureAsync(folder, photos, size)); }
            finally { Directory.Delete(folder, recursive: true); }
        }
        Console.WriteLine("| garments | catalog MB | vector file MB | make it s | open + first query ms | one query ms | add a photo s | " +
            "remove + query s | `garment similar` s | its memory MB |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var r in rows)
            Console.WriteLine($"| {r.Garments:N0} | {r.CatalogBytes / 1e6:F1} | {r.VectorBytes / 1e6:F1} | {r.Build:F2} | " +
                $"{r.Open * 1000:F1} | {r.Query * 1000:F2} | {r.Add:F2} | {r.Remove:F2} | {r.Cold:F2} | {r.ColdMemory / 1e6:F0} |");
        if (chart is not null)
        {
            File.WriteAllText(chart, GrowthChart.Draw(rows));
            Console.WriteLine($"chart: {Path.GetRelativePath(BenchmarkData.Repository, chart)}");
        }
        return 0;
    }

    private static async Task<GrowthRow> MeasureAsync(string folder, string[] photos, int size)
    {
        var path = Path.Combine(folder, "made-up.garments");
        MadeUpCatalog.Write(path, size);
        var row = new GrowthRow { Garments = size };
        var clock = Stopwatch.StartNew();
        using (var catalog = GarmentCatalog.Open(path)) catalog.FindSimilar(1L);
        row.Build = clock.Elapsed.TotalSeconds;
        row.VectorBytes = Directory.GetFiles(folder, "*.vectors").Sum(file => new FileInfo(file).Length);

        clock.Restart();
        using (var catalog = GarmentCatalog.Open(path))
        {
            catalog.FindSimilar(1L);
            row.Open = clock.Elapsed.TotalSeconds;
            row.Query = SearchBenchmark.Time(i =>
            {
                var nearest = catalog.FindSimilar(1L + i * (size / Queries)).Neighbors;
                if (nearest.Count != 10 || nearest.Zip(nearest.Skip(1)).Any(pair => pair.First.Distance > pair.Second.Distance))
                    throw new InvalidOperationException("Expected ten garments, nearest first.");
            }, Queries).Median;
            clock.Restart();
            var added = await catalog.UpdateAsync(photos.Take(1));
            row.Add = clock.Elapsed.TotalSeconds;
            if (added.Added != 1 || catalog.FindSimilar(photos[0]).CatalogSize != size + 1)
                throw new InvalidOperationException("The photo was not added.");
            clock.Restart();
            catalog.Remove([2]);
            if (catalog.FindSimilar(1L).CatalogSize != size) throw new InvalidOperationException("The garment was not removed.");
            row.Remove = clock.Elapsed.TotalSeconds;
        }
        row.CatalogBytes = new FileInfo(path).Length;
        var runs = Enumerable.Range(0, Processes).Select(_ => CommandLine.Run("similar", photos[1], "--catalog", path, "--csv")).ToList();
        row.Cold = runs.Select(r => r.Seconds).Order().ElementAt(Processes / 2);
        row.ColdMemory = runs.Max(r => r.WorkingSet);
        return row;
    }
}

/// <summary>What was measured with one number of garments; times in seconds, sizes in bytes.</summary>
internal sealed record GrowthRow
{
    public required int Garments { get; init; }
    public long CatalogBytes { get; set; }
    public long VectorBytes { get; set; }

    /// <summary>Making the vector file from the catalog.</summary>
    public double Build { get; set; }
    public double Open { get; set; }
    public double Query { get; set; }
    public double Add { get; set; }
    public double Remove { get; set; }
    public double Cold { get; set; }
    public long ColdMemory { get; set; }
}
