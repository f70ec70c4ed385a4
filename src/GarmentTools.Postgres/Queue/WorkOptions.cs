using GarmentTools.Common;
using GarmentTools.Imaging;

namespace GarmentTools.Postgres.Queue;

/// <summary>How <see cref="CatalogQueue.WorkAsync"/> works.</summary>
public sealed record WorkOptions
{
    /// <summary>Photos worked on at once. Default 0: one per core.</summary>
    public int Threads { get; init; }

    /// <summary>Ends when nothing is left in the queue, dead letters aside. Default false: waits for more, until it is stopped.</summary>
    public bool UntilEmpty { get; init; }

    /// <summary>
    /// After this time without a word from a worker its photos go to others. Default 60 seconds, at least 2 seconds, at most an hour.
    /// A worker speaks up three times as often.
    /// </summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How often a photo is tried before it becomes a dead letter. Default 5, from 1 to 100. A photo that is no picture is rejected at
    /// once.
    /// </summary>
    public int Attempts { get; init; } = 5;

    /// <summary>
    /// What a photo may cost: pixels (from 1) and bytes of its file (1 to 2,147,483,591). Default <see cref="ImageLimits.Default"/>:
    /// 100,000,000 pixels, 268,435,456 bytes. A photo over them is refused.
    /// </summary>
    public ImageLimits Limits { get; init; } = ImageLimits.Default;

    /// <summary>
    /// Told, at once, of what goes wrong and right again: rejected photos, dead letters, a server or a folder that is gone and back.
    /// Default null.
    /// </summary>
    public IProgress<string>? Messages { get; init; }

    internal WorkOptions Validate()
    {
        var faults = new List<string>();
        if (Threads is < 0 or > 1024) faults.Add($"Threads is {Threads}, expected 0 (one per core) to 1024.");
        if (Lease < TimeSpan.FromSeconds(2) || Lease > TimeSpan.FromHours(1))
            faults.Add($"Lease is {Lease.TotalSeconds:0.###} seconds, expected 2 to 3,600.");
        if (Attempts is < 1 or > 100) faults.Add($"Attempts is {Attempts}, expected 1 to 100.");
        if (faults.Count > 0) throw new UsageException(string.Join(' ', faults));
        Limits.Validate();
        return this;
    }
}
