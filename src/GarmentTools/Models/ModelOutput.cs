namespace GarmentTools.Models;

/// <summary>One thing a model gives per picture, and where it is in the graph.</summary>
public sealed record ModelOutput
{
    /// <summary>
    /// The graph's last global average pool (GlobalAveragePool, or ReduceMean over the picture), as <see cref="Tensor"/>.
    /// </summary>
    public const string LastPool = "@last-pool";

    /// <summary>What goes into the graph's last Gemm or MatMul with constant weights (the classifier), as <see cref="Tensor"/>.</summary>
    public const string LastGemmInput = "@last-gemm-input";

    /// <summary>Our word for it: <c>embedding</c>, <c>features</c>, …; small letters, digits and <c>-</c>.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// A tensor of the graph: one of its outputs, any tensor inside it, <see cref="LastPool"/> or <see cref="LastGemmInput"/>.
    /// What is not an output yet becomes one in memory; the file is not changed.
    /// </summary>
    public required string Tensor { get; init; }

    /// <summary>Numbers per picture, 1…1,048,576: the product of all axes but the batch's.</summary>
    public required int Dimensions { get; init; }

    /// <summary>True where the model itself gives vectors of length 1 (L2). Default false.</summary>
    public bool Normalized { get; init; }
}
