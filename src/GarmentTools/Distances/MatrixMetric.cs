namespace GarmentTools.Distances;

/// <summary>How two vectors of a distance matrix are compared.</summary>
public enum MatrixMetric
{
    /// <summary>
    /// 1 − x·y / (|x| |y|), from 0 to 2. A zero vector is at 1 from every other vector and at 0 from another zero vector.
    /// </summary>
    Cosine,

    /// <summary>|x − y|, from 0; at most 2 between unit vectors.</summary>
    Euclidean,

    /// <summary>|x − y|², from 0; at most 4 between unit vectors.</summary>
    SquaredEuclidean,
}
