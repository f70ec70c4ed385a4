namespace GarmentTools.PowerShell;

/// <summary>
/// A similar garment with a probability: a type of its own, so that tables have the column where there is something in it.
/// </summary>
public sealed class ProbableGarment : SimilarGarment
{
    internal ProbableGarment(SimilarResult result, Neighbor neighbor) : base(result, neighbor) { }
}
