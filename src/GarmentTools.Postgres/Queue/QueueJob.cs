namespace GarmentTools.Postgres.Queue;

/// <summary>A photo that a worker has taken from the queue.</summary>
/// <param name="Id">Its place in the queue.</param>
/// <param name="Path">Its path relative to the catalog's folder, with <c>/</c>.</param>
/// <param name="Size">Bytes, when it was queued.</param>
/// <param name="Modified">When it was last written, when it was queued: ticks in UTC.</param>
/// <param name="Domain">Where it comes from: <c>shop</c> or <c>street</c>.</param>
/// <param name="Attempts">How often it was taken, this time included.</param>
internal sealed record QueueJob(long Id, string Path, long Size, long Modified, string Domain, int Attempts);
