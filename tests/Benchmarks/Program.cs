using System.Globalization;
using Benchmarks;
using Benchmarks.Embedding;
using Benchmarks.Growth;
using Benchmarks.Indexing;
using Benchmarks.Regions;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args.FirstOrDefault())
{
    case "all": return await AllBenchmarks.RunAsync();
    case "growth": return await GrowthBenchmark.RunAsync(args.Length > 1 ? Path.GetFullPath(args[1]) : null);
    case "index": return await IndexBenchmark.RunAsync();
    case "embedding": return await EmbeddingBenchmark.RunAsync();
    case "memory": return await MemoryBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10_000);
    case "cold": return ColdQueryBenchmark.Run();
    case "search": return SearchBenchmark.Run(args);
    case "regions": return RegionBenchmark.Run(args[1..]);
    case "distances": return DistancesBenchmark.Run(args[1..]);
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Benchmarks -- all | embedding | index | growth [CHART.svg] " +
            "| memory [PHOTOS] | cold | search [--full] | regions [levers|cost|fit] | distances");
        return 2;
}
