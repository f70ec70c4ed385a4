using GarmentTools.Imaging;

namespace GarmentTools.Models;

/// <summary>
/// What a model wants to be fed. A byte b of channel c becomes <c>(b × Scale − Mean[c]) / Std[c]</c> where the type is
/// <see cref="TensorType.Float32"/>, and stays b where it is <see cref="TensorType.UInt8"/>.
/// </summary>
public sealed record ModelInput
{
    /// <summary>The input's name in the graph.</summary>
    public required string Name { get; init; }

    /// <summary>Columns of the picture, 1…4096 pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Rows of the picture, 1…4096 pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Order of the tensor's axes.</summary>
    public required TensorLayout Layout { get; init; }

    /// <summary>Type of the tensor's numbers.</summary>
    public required TensorType Type { get; init; }

    /// <summary>What each byte is multiplied by first; greater than 0. Default 1; often 1/255.</summary>
    public float Scale { get; init; } = 1;

    /// <summary>What is then taken away, one number per channel in the model's channel order. Default 0, 0, 0.</summary>
    public IReadOnlyList<float> Mean { get; init; } = [0, 0, 0];

    /// <summary>What it is then divided by, one number greater than 0 per channel in the model's channel order. Default 1, 1, 1.</summary>
    public IReadOnlyList<float> Std { get; init; } = [1, 1, 1];

    /// <summary>How the picture is made to fit. Default <see cref="ResizeMode.Squash"/>.</summary>
    public ResizeMode Resize { get; init; } = ResizeMode.Squash;

    /// <summary>Order of the colors. Default <see cref="ChannelOrder.Rgb"/>.</summary>
    public ChannelOrder Channels { get; init; } = ChannelOrder.Rgb;

    /// <summary>The color around a padded picture: red, green, blue, 0…255 each, whatever the channel order. Default black.</summary>
    public IReadOnlyList<byte> PadColor { get; init; } = [0, 0, 0];
}
