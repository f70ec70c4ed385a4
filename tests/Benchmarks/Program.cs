using Benchmarks.Indexing;

switch (args.FirstOrDefault())
{
    case "index": return await IndexBenchmark.RunAsync();
    case "memory": return await MemoryBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 10_000);
    case "cold": return ColdQueryBenchmark.Run();
    case "search": return SearchBenchmark.Run(args);
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Benchmarks -- index | memory [PHOTOS] | cold | search [--full]");
        return 2;
}
