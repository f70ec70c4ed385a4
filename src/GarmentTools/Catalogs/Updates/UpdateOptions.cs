using GarmentTools.Common;
using GarmentTools.Imaging;

namespace GarmentTools.Catalogs.Updates;

/// <summary>
/// How <see cref="GarmentCatalog.UpdateAsync(IEnumerable{string}, UpdateOptions?, IProgress{WorkProgress}?, CancellationToken)"/> works.
/// </summary>
public sealed record UpdateOptions
{
    /// <summary>Photos worked on at once. Default 0: one per core.</summary>
    public int Threads { get; init; }

    /// <summary>Where new photos come from: <c>shop</c> (default) or <c>street</c>.</summary>
    public string Domain { get; init; } = "shop";

    /// <summary>Garments whose file is gone are removed. Default false: they are reported and stay.</summary>
    public bool RemoveMissing { get; init; }

    /// <summary>Everything is embedded again, with the model that the catalog was opened with. Default false.</summary>
    public bool Reembed { get; init; }

    /// <summary>Files that were rejected before are tried again though they have not changed. Default false.</summary>
    public bool RetryRejected { get; init; }

    /// <summary>
    /// What a photo may cost: pixels (from 1) and bytes of its file (1 to 2,147,483,591). Default <see cref="ImageLimits.Default"/>:
    /// 100,000,000 pixels, 268,435,456 bytes. A photo over them is refused.
    /// </summary>
    public ImageLimits Limits { get; init; } = ImageLimits.Default;
}
