using System.Diagnostics;
using System.Globalization;

namespace Benchmarks;

/// <summary>
/// What share of the processor's time other programs, and a hypervisor's other guests, took between two moments. Linux only: elsewhere it
/// is not known.
/// </summary>
internal sealed class OtherPrograms
{
    private readonly (double Busy, double All, double Own) _start = Now();

    public static OtherPrograms Start() => new();

    /// <summary>From 0 to 1 of all cores since <see cref="Start"/>; null where it cannot be told.</summary>
    public double? Share()
    {
        var now = Now();
        return now.All > _start.All ? Math.Max(0, (now.Busy - _start.Busy - (now.Own - _start.Own)) / (now.All - _start.All)) : null;
    }

    // Seconds since the machine started, over all cores. /proc/stat: user nice system idle iowait irq softirq steal, in hundredths of a
    // second.
    private static (double Busy, double All, double Own) Now()
    {
        if (!OperatingSystem.IsLinux()) return default;
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8)
            .Select(t => double.Parse(t, CultureInfo.InvariantCulture) / 100).ToArray();
        using var own = Process.GetCurrentProcess();
        return (ticks.Sum() - ticks[3] - ticks[4], ticks.Sum(), own.TotalProcessorTime.TotalSeconds);
    }
}
