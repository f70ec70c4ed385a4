using System.Globalization;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using GarmentTools.Common;

namespace GarmentTools.PowerShell;

/// <summary>
/// The library's progress, told at once on the thread that reports it; keeps the newest state for the thread that shows it.
/// </summary>
internal sealed class CmdletProgress : IProgress<WorkProgress>
{
    private StrongBox<WorkProgress>? _latest;

    /// <inheritdoc/>
    public void Report(WorkProgress value) => Volatile.Write(ref _latest, new StrongBox<WorkProgress>(value));

    /// <summary>The bar of the newest state; null where there is none that was not taken yet.</summary>
    public ProgressRecord? Take() => Interlocked.Exchange(ref _latest, null) is { } latest ? Bar(latest.Value) : null;

    /// <summary>The bar for one state: −1 percent while the end is not known, −1 seconds while what is left cannot be told.</summary>
    internal static ProgressRecord Bar(WorkProgress progress)
    {
        var done = progress.Done.ToString("N0", CultureInfo.CurrentCulture);
        var status = progress.Total is { } total ? $"{done} of {total.ToString("N0", CultureInfo.CurrentCulture)}" : done;
        if (progress.Rate >= 0.05) status += string.Create(CultureInfo.CurrentCulture, $" ({progress.Rate:N1} per second)");
        return new ProgressRecord(0, progress.Activity, status)
        {
            PercentComplete = progress.Total is > 0 and { } all ? (int)Math.Clamp(100 * progress.Done / all, 0, 100) : -1,
            SecondsRemaining = progress.Remaining is { } left ? (int)Math.Clamp(Math.Ceiling(left.TotalSeconds), 0, int.MaxValue) : -1,
        };
    }
}
