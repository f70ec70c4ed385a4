namespace GarmentTools.PowerShell;

/// <summary>A similar garment with the probability that it is the query's product: what a learned metric that was calibrated on pairs gives.</summary>
public sealed class ProbableGarment : SimilarGarment
{
    internal ProbableGarment(SimilarResult result, Neighbor neighbor) : base(result, neighbor) { }

    /// <summary>How likely it is the query's product, 0 to 1.</summary>
    public double Probability => Row.Probability!.Value;
}
