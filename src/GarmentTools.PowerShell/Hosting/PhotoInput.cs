namespace GarmentTools.PowerShell;

/// <summary>A photo that a cmdlet was given: a file of this machine, or a garment of the catalog.</summary>
/// <param name="Name">How it was named.</param>
/// <param name="File">Its full path; null for a garment.</param>
/// <param name="Id">The garment's id; null for a file.</param>
internal sealed record PhotoInput(string Name, string? File, long? Id)
{
    /// <summary>What an error about it points at.</summary>
    public object Target => Id is { } id ? id : File!;

    /// <summary>The photo as the library wants it.</summary>
    public QueryPhoto ToQuery() => Id is { } id ? id : File!;
}
