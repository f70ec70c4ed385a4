namespace GarmentTools.Models;

/// <summary>In which order a model's input tensor holds a picture.</summary>
public enum TensorLayout
{
    /// <summary>Batch, channel, row, column: one plane per color.</summary>
    NCHW,

    /// <summary>Batch, row, column, channel: as pictures lie in memory.</summary>
    NHWC,
}
