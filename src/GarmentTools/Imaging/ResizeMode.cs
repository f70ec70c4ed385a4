using GarmentTools.Models;

namespace GarmentTools.Imaging;

/// <summary>How a picture of any shape becomes the rectangle a model wants.</summary>
public enum ResizeMode
{
    /// <summary>The whole picture, its aspect changed.</summary>
    Squash,

    /// <summary>Aspect kept: the smaller side fits, what sticks out is cut off evenly at both ends.</summary>
    Crop,

    /// <summary>Aspect kept: the larger side fits, the rest is filled evenly at both ends with <see cref="ModelInput.PadColor"/>.</summary>
    Pad,
}
