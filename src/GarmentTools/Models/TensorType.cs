namespace GarmentTools.Models;

/// <summary>What numbers a model's input tensor is made of.</summary>
public enum TensorType
{
    /// <summary>Bytes 0…255; the model normalizes for itself.</summary>
    UInt8,

    /// <summary>
    /// Numbers made from bytes by <see cref="ModelInput.Scale"/>, <see cref="ModelInput.Mean"/> and <see cref="ModelInput.Std"/>.
    /// </summary>
    Float32,
}
