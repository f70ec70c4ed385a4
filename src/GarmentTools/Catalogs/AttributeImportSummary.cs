namespace GarmentTools.Catalogs;

/// <summary>What <see cref="GarmentCatalog.ImportAttributes"/> did.</summary>
/// <param name="Rows">Rows of the file.</param>
/// <param name="Garments">Garments that got attributes.</param>
/// <param name="Names">The columns that became attributes or fields.</param>
/// <param name="NotFound">Files named in the CSV that are no garments of the catalog, with their line.</param>
public sealed record AttributeImportSummary(int Rows, int Garments, IReadOnlyList<string> Names,
    IReadOnlyList<(int Line, string File)> NotFound);
