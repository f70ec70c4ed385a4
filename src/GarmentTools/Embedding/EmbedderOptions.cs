using GarmentTools.Common;
using GarmentTools.Imaging;

namespace GarmentTools.Embedding;

/// <summary>How photos are embedded. None of this but the region and the outputs changes a result.</summary>
public sealed record EmbedderOptions
{
    /// <summary>Photos worked on at once. Default 0: one per core; to 1024.</summary>
    public int Threads { get; init; }

    /// <summary>Which outputs of the model are wanted, by the names on its card. Default null: all.</summary>
    public IReadOnlyList<string>? Outputs { get; init; }

    /// <summary>
    /// What a photo may cost: pixels (from 1) and bytes of its file (1 to 2,147,483,591). Default <see cref="ImageLimits.Default"/>:
    /// 100,000,000 pixels, 268,435,456 bytes. A photo over them is refused.
    /// </summary>
    public ImageLimits Limits { get; init; } = ImageLimits.Default;

    internal int EffectiveThreads => Threads > 0 ? Threads : Environment.ProcessorCount;

    internal EmbedderOptions Validate()
    {
        if (Threads is < 0 or > 1024) throw new UsageException($"Threads is {Threads}, expected 0 (one per core) to 1024.");
        if (Outputs is { Count: 0 }) throw new UsageException("Outputs is empty, expected at least one name, or null for all.");
        Limits.Validate();
        return this;
    }
}
