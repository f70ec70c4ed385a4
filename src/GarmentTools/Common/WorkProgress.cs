namespace GarmentTools.Common;

/// <summary>How far a long piece of work has come.</summary>
/// <param name="Activity">What is being done, as a person would say it ("Embedding photos").</param>
/// <param name="Done">Units finished.</param>
/// <param name="Total">Units in all, or null while that is not known.</param>
/// <param name="Elapsed">Time since the work began.</param>
public readonly record struct WorkProgress(string Activity, long Done, long? Total, TimeSpan Elapsed)
{
    /// <summary>Units per second so far; 0 before the first.</summary>
    public double Rate => Elapsed.TotalSeconds > 0 ? Done / Elapsed.TotalSeconds : 0;

    /// <summary>The time that is left at the present rate; null while it cannot be told.</summary>
    public TimeSpan? Remaining => Total is { } total && Rate > 0 ? TimeSpan.FromSeconds((total - Done) / Rate) : null;
}
