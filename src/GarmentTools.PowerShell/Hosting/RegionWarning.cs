using GarmentTools.Regions;

namespace GarmentTools.PowerShell;

/// <summary>What is said where a region of a person was named and there was none.</summary>
internal static class RegionWarning
{
    /// <summary>Whether a request names a part of a person: <c>Auto</c> means the whole photo where there is none.</summary>
    public static bool NamesPerson(RegionRequest? request) => request?.Kind is RegionKind.Upper or RegionKind.Lower or RegionKind.Full;

    /// <summary>Warns about one photo, where there is reason to.</summary>
    public static void WarnOfRegion(this ICmdletSink sink, string photo, RegionRequest? request, bool found)
    {
        if (!found && NamesPerson(request))
            sink.WriteWarning($"No person was found in '{photo}', so the whole photo stands for the region {request}. Name a rectangle (-Region 'x,y,w,h') to choose the part yourself.");
    }
}
