namespace GarmentTools.Postgres.Queue;

/// <summary>A photo that the workers gave up on.</summary>
/// <param name="Path">Its path relative to the catalog's folder, with <c>/</c>.</param>
/// <param name="Reason">Why it failed the last time.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="At">When it was given up.</param>
public sealed record DeadLetter(string Path, string Reason, int Attempts, DateTimeOffset At);
