namespace GarmentTools.Postgres.Queue;

/// <summary>What the queue of a catalog holds, and who works on it.</summary>
public sealed record QueueStatus
{
    /// <summary>Photos that nobody has taken yet.</summary>
    public required long Queued { get; init; }

    /// <summary>Photos that a worker has.</summary>
    public required long Running { get; init; }

    /// <summary>Photos that failed, or whose worker is gone, and that are tried again.</summary>
    public required long Retrying { get; init; }

    /// <summary>Photos that the workers gave up on.</summary>
    public required long Dead { get; init; }

    /// <summary>The workers, the one that was seen last first.</summary>
    public required IReadOnlyList<QueueWorkerInfo> Workers { get; init; }

    /// <summary>The photos that the workers gave up on, in the order of their paths; at most the first 1,000.</summary>
    public required IReadOnlyList<DeadLetter> DeadLetters { get; init; }
}

/// <summary>A worker, as it tells of itself.</summary>
/// <param name="Name">Its machine and process.</param>
/// <param name="Threads">Photos that it works on at once.</param>
/// <param name="Running">Photos that it has.</param>
/// <param name="Photos">Photos that it has finished.</param>
/// <param name="Rate">Photos per second while it had any.</param>
/// <param name="Started">Time since it began.</param>
/// <param name="Seen">Time since it was heard of; much longer than a lease means that it is gone.</param>
public sealed record QueueWorkerInfo(string Name, int Threads, long Running, long Photos, double Rate, TimeSpan Started, TimeSpan Seen);
