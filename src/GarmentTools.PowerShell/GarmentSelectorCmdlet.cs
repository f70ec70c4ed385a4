using System.Management.Automation;
using GarmentTools.Catalogs;

namespace GarmentTools.PowerShell;

/// <summary>A cmdlet that works on garments of the catalog, whether their photos are still there or not.</summary>
public abstract class GarmentSelectorCmdlet : GarmentInputCmdlet
{
    private IReadOnlyList<Garment>? _all;

    /// <summary>The garments that this record names; what is no garment is reported.</summary>
    private protected IEnumerable<Garment> Garments()
    {
        foreach (var garment in OwnGarments()) yield return garment;
        foreach (var id in Id ?? [])
            if (FindGarment(id) is { } garment) yield return garment;
        foreach (var path in LiteralPath ?? [])
            if (ByName(path) is { } garment) yield return garment;
        foreach (var path in Path ?? [])
            foreach (var garment in WildcardPattern.ContainsWildcardCharacters(path) ? Matching(path) : ByName(path) is { } one ? [one]
                : [])
                yield return garment;
    }

    private Garment? ByName(string path)
    {
        var (full, error) = this.FullPath(path);
        var garment = (error is null ? OpenCatalog().Find(full) : null) ?? OpenCatalog().Find(path);
        if (garment is null)
            WriteError(error ?? CmdletError.GarmentNotFound(path, $"'{path}' is no garment of the catalog '{OpenCatalog().Path}'. " +
                "Update-GarmentCatalog adds photos, Get-Garment lists the garments."));
        return garment;
    }

    // Against the path on this machine, and against the path as the catalog has it. The photos need not be there.
    private IEnumerable<Garment> Matching(string pattern)
    {
        // What stands before the wildcards is a folder of the session; brackets in the session's location are none of the pattern.
        pattern = pattern.Replace('\\', '/');
        var cut = pattern.LastIndexOfAny(['/', ':'], pattern.AsSpan().IndexOfAny('*', '?', '[')) + 1;
        var (folder, error) = this.FullPath(cut == 0 ? "." : pattern[..cut]);
        if (error is null) folder = System.IO.Path.GetFullPath(folder).Replace('\\', '/').TrimEnd('/') + '/';
        var (matches, matchesBelow) = (WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase),
            WildcardPattern.Get(pattern[cut..], WildcardOptions.IgnoreCase));
        var found = (_all ??= OpenCatalog().List()).Where(garment => matches.IsMatch(garment.CatalogPath) || error is null
            && IsBelow(garment.Path.Replace('\\', '/'))).ToList();
        if (found.Count == 0)
            WriteError(CmdletError.GarmentNotFound(pattern, $"No garment of the catalog '{OpenCatalog().Path}' matches '{pattern}'. A " +
                "name with brackets is given with -LiteralPath."));
        return found;

        bool IsBelow(string path) =>
            path.StartsWith(folder, StringComparison.OrdinalIgnoreCase) && matchesBelow.IsMatch(path[folder.Length..]);
    }
}
