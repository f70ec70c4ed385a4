namespace Benchmarks.Regions;
internal static class RegionLevers { public static int Run() => 0; }
