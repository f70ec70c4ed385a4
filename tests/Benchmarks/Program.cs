switch (args.FirstOrDefault())
{
    case "search": return SearchBenchmark.Run(args);
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Benchmarks -- search [--full]");
        return 2;
}
