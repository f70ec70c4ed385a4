using System.Globalization;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args.FirstOrDefault())
{
    case "distances": return Benchmarks.DistancesBenchmark.Run(args[1..]);
    default:
        Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/Benchmarks -- distances");
        return 2;
}
