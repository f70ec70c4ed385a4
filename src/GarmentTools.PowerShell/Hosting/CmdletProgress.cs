using System.Globalization;
using GarmentTools.Common;

namespace GarmentTools.PowerShell;

/// <summary>One state of a progress bar.</summary>
/// <param name="Activity">What is being done.</param>
/// <param name="Status">How far, in words.</param>
/// <param name="Percent">0 to 100; −1 while the end is not known.</param>
/// <param name="SecondsRemaining">−1 while that cannot be told.</param>
/// <param name="IsCompleted">Takes the bar away.</param>
internal sealed record CmdletProgress(string Activity, string Status, int Percent, int SecondsRemaining, bool IsCompleted = false)
{
    /// <summary>The bar for the library's progress.</summary>
    public static CmdletProgress From(WorkProgress progress)
    {
        var done = progress.Done.ToString("N0", CultureInfo.CurrentCulture);
        var status = progress.Total is { } total ? $"{done} of {total.ToString("N0", CultureInfo.CurrentCulture)}" : done;
        if (progress.Rate >= 0.05) status += string.Create(CultureInfo.CurrentCulture, $" ({progress.Rate:N1} per second)");
        var percent = progress.Total is > 0 and { } all ? (int)Math.Clamp(100 * progress.Done / all, 0, 100) : -1;
        var seconds = progress.Remaining is { } left ? (int)Math.Min(Math.Ceiling(Math.Max(left.TotalSeconds, 0)), int.MaxValue) : -1;
        return new(progress.Activity, status, percent, seconds);
    }
}
