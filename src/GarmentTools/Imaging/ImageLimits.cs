using GarmentTools.Common;

namespace GarmentTools.Imaging;

/// <summary>What a picture may cost before it is refused, so that one hostile or mistaken file cannot take the machine down.</summary>
public sealed record ImageLimits
{
    /// <summary>The limits that hold unless others are given.</summary>
    public static ImageLimits Default { get; } = new();

    /// <summary>Pixels (columns × rows), checked before decoding. Default 100,000,000; from 1.</summary>
    public long MaxPixels { get; init; } = 100_000_000;

    /// <summary>Bytes of the file, checked before reading. Default 268,435,456 (256 MiB); from 1 to 2,147,483,591.</summary>
    public long MaxBytes { get; init; } = 256L << 20;

    internal ImageLimits Validate()
    {
        var faults = new List<string>();
        if (MaxPixels < 1) faults.Add($"MaxPixels is {MaxPixels}, expected at least 1.");
        if (MaxBytes is < 1 or > int.MaxValue - 56) faults.Add($"MaxBytes is {MaxBytes}, expected 1 to {int.MaxValue - 56}.");
        return faults.Count == 0 ? this : throw new UsageException("Image limits that cannot be: " + string.Join(" ", faults));
    }
}
