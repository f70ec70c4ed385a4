namespace GarmentTools.Search;

/// <summary>How two embeddings are compared. Both look at directions only: vectors are L2-normalized first.</summary>
public enum DistanceMetric
{
    /// <summary>
    /// 1 − cos(x, y), from 0 (same direction) to 2 (opposite). A vector of zeros has no direction: it is at distance 1 from every vector.
    /// </summary>
    Cosine,

    /// <summary>‖x/‖x‖ − y/‖y‖‖ = √(2 · cosine distance), from 0 to 2. A vector of zeros is at distance √2 from every vector.</summary>
    Euclidean,
}
