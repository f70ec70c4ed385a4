namespace GarmentTools;

/// <summary>How a picture is brought to a model's input size.</summary>
public enum ResizeMode
{
    /// <summary>The whole picture, stretched to the size; the ratio of its sides is lost.</summary>
    Squash,
    /// <summary>Scaled until it covers the size; what stands out on the longer side is cut off evenly.</summary>
    Crop,
    /// <summary>Scaled until it fits into the size; the rest is filled.</summary>
    Pad,
}
