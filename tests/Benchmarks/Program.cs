using Benchmarks.Regions;

switch (args.FirstOrDefault())
{
    case "regions": return RegionBenchmark.Run(args[1..]);
    default:
        Console.Error.WriteLine("Which benchmark? regions [levers]");
        return 2;
}
