using GarmentTools.Common;
using GarmentTools.Regions;

namespace GarmentTools.PowerShell;

/// <summary>Regions as arguments.</summary>
internal static class Regions
{
    /// <summary>
    /// Reads a region; the four numbers of a rectangle may come as an array, as PowerShell makes of <c>-Region 10,20,300,400</c>.
    /// </summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static RegionRequest? Parse(string[]? region) => region is null ? null : RegionRequest.Parse(string.Join(',', region));

    /// <summary>Whether a request names a part of a person: <c>Auto</c> means the whole photo where there is none.</summary>
    public static bool NamesPerson(RegionRequest? request) => request?.Kind is RegionKind.Upper or RegionKind.Lower or RegionKind.Full;

    /// <summary>Whether a region that was asked for by its name was not found. Auto is not asked for: it takes what it finds.</summary>
    public static bool Missed(PhotoRegion? region) => region is { Found: false } && region.Name != nameof(RegionKind.Auto);
}
