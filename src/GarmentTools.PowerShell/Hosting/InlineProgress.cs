using GarmentTools.Common;

namespace GarmentTools.PowerShell;

/// <summary>Progress that is told at once, on the thread that reports it.</summary>
internal sealed class InlineProgress(Action<WorkProgress> report) : IProgress<WorkProgress>
{
    /// <inheritdoc/>
    public void Report(WorkProgress value) => report(value);
}
