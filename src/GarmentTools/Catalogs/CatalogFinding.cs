namespace GarmentTools.Catalogs;

/// <summary>Something that is wrong with a catalog.</summary>
/// <param name="Kind">A stable name of the kind of damage, such as <c>StaleVectorFile</c>.</param>
/// <param name="Message">What was found, where, and what to do.</param>
/// <param name="Repairable">Whether a repair can mend it without the photos.</param>
/// <param name="Repaired">Whether it was mended.</param>
public sealed record CatalogFinding(string Kind, string Message, bool Repairable, bool Repaired = false);

/// <summary>What a check of a catalog found.</summary>
/// <param name="Path">The catalog.</param>
/// <param name="Garments">Garments that were checked.</param>
/// <param name="Findings">What is wrong; empty where all is well.</param>
public sealed record CatalogCheck(string Path, long Garments, IReadOnlyList<CatalogFinding> Findings)
{
    /// <summary>Whether nothing is wrong, or all that was wrong is mended.</summary>
    public bool IsHealthy => Findings.All(finding => finding.Repaired);
}
