using Benchmarks.Regions;

switch (args.FirstOrDefault())
{
    case "search": return SearchBenchmark.Run(args);
    case "regions": return RegionBenchmark.Run(args[1..]);
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Benchmarks -- search [--full] | regions [levers|cost]");
        return 2;
}
