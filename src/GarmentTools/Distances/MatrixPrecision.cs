namespace GarmentTools.Distances;

/// <summary>How each distance is stored. The errors are those against float64 on the same vectors.</summary>
public enum MatrixPrecision
{
    /// <summary>float32: relative error at most 1e-5 (17 bits, the default), 2.4e-6 with all 24.</summary>
    Float32,

    /// <summary>float16: relative error at most 5e-4 from 6.1e-5 up, absolute error at most 3e-8 below; distances up to 65504.</summary>
    Float16,

    /// <summary>
    /// Codes of 16 bits: absolute error at most 1.8e-5 (cosine, Euclidean) or 3.6e-5 (squared Euclidean). Unit vectors or cosine only.
    /// </summary>
    UInt16,

    /// <summary>
    /// Codes of 8 bits: absolute error at most 0.004 (cosine, Euclidean) or 0.008 (squared Euclidean). Unit vectors or cosine only.
    /// </summary>
    UInt8,
}
