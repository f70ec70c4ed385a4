using GarmentTools.Catalogs;

namespace GarmentTools.Reports.Results;

/// <summary>What an import of attributes did, as JSON has it.</summary>
/// <param name="Rows">Rows of the file.</param>
/// <param name="Garments">Garments that got attributes.</param>
/// <param name="Names">The columns that became attributes or fields.</param>
/// <param name="NotFound">Rows that name no garment of the catalog.</param>
public sealed record AttributeImportRow(int Rows, int Garments, IReadOnlyList<string> Names, IReadOnlyList<AttributeRowNotFound> NotFound)
{
    /// <summary>The row of a summary.</summary>
    public static AttributeImportRow From(AttributeImportSummary summary) =>
        new(summary.Rows, summary.Garments, summary.Names, [.. summary.NotFound.Select(row =>
            new AttributeRowNotFound(row.Line, row.File))]);
}

/// <summary>A row of a CSV that names no garment of the catalog.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="File">What it names.</param>
public sealed record AttributeRowNotFound(int Line, string File);
