using GarmentTools.Catalogs;

namespace GarmentTools.PowerShell;

/// <summary>A photo that a cmdlet was given: a file of this machine, or a garment of the catalog.</summary>
/// <param name="File">Its full path; null for a garment.</param>
/// <param name="Garment">The garment; null for a file.</param>
internal sealed record PhotoInput(string? File, Garment? Garment)
{
    /// <summary>What an error about it points at.</summary>
    public object Target => Garment is { } garment ? garment.Id : File!;

    /// <summary>The photo as the library wants it.</summary>
    public QueryPhoto ToQuery() => Garment is { } garment ? garment : File!;
}
