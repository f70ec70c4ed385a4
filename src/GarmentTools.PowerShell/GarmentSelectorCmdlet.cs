using System.Management.Automation;

namespace GarmentTools.PowerShell;

/// <summary>A cmdlet that works on garments of the catalog, whether their photos are still there or not.</summary>
public abstract class GarmentSelectorCmdlet : GarmentInputCmdlet
{
    private IReadOnlyList<Garment>? _all;

    /// <summary>The garments that this record names; what is no garment is reported.</summary>
    private protected IEnumerable<Garment> Garments()
    {
        foreach (var id in Id ?? [])
            if (FindGarment(id) is { } garment) yield return garment;
        foreach (var path in LiteralPath ?? [])
            if (ByName(path) is { } garment) yield return garment;
        foreach (var path in Path ?? [])
            foreach (var garment in Sink.HasWildcards(path) ? Matching(path) : ByName(path) is { } one ? [one] : [])
                yield return garment;
    }

    private Garment? ByName(string path)
    {
        var (full, error) = Sink.FullPath(path);
        var garment = (error is null ? OpenCatalog().Find(full) : null) ?? OpenCatalog().Find(path);
        if (garment is null)
            Sink.WriteError(error ?? CmdletError.GarmentNotFound(path, $"'{path}' is no garment of the catalog '{OpenCatalog().Path}'. Update-GarmentCatalog adds photos, Get-Garment lists the garments."));
        return garment;
    }

    // Against the whole path on this machine, and against the path as the catalog has it. The photos need not be there.
    private IEnumerable<Garment> Matching(string pattern)
    {
        var (full, error) = Sink.FullPath(pattern);
        var matchesFull = Sink.Wildcard(error is null ? full : pattern);
        var matches = Sink.Wildcard(pattern.Replace('\\', '/'));
        var found = (_all ??= OpenCatalog().List()).Where(garment => matchesFull(garment.FullPath) || matches(garment.Path)).ToList();
        if (found.Count == 0)
            Sink.WriteError(CmdletError.GarmentNotFound(pattern, $"No garment of the catalog '{OpenCatalog().Path}' matches '{pattern}'. A name with brackets is given with -LiteralPath."));
        return found;
    }
}
