using GarmentTools.Imaging;
using GarmentTools.Models;

namespace GarmentTools.Inference;

/// <summary>Lays a picture's pixels out as a model wants them.</summary>
internal static class InputTensor
{
    /// <summary>The shape of a tensor of one picture.</summary>
    public static long[] Shape(ModelInput input) => input.Layout == TensorLayout.NHWC
        ? [1, input.Height, input.Width, 3]
        : [1, 3, input.Height, input.Width];

    /// <summary>Runs a session on a picture that has the input's size.</summary>
    public static float[][] Run(OnnxSession session, ModelInput input, RgbImage image)
    {
        if (image.Width != input.Width || image.Height != input.Height)
            throw new ArgumentException($"The model takes {input.Width} × {input.Height} pixels, not {image.Width} × {image.Height}.");
        return input.Type == TensorType.UInt8
            ? session.Run(Bytes(input, image), Shape(input))
            : session.Run(Floats(input, image), Shape(input));
    }

    private static byte[] Bytes(ModelInput input, RgbImage image)
    {
        if (input is { Layout: TensorLayout.NHWC, Channels: ChannelOrder.Rgb }) return image.Pixels;
        var tensor = new byte[image.Pixels.Length];
        for (var c = 0; c < 3; c++)
        {
            var (from, to, step) = Channel(input, c);
            for (var p = from; p < image.Pixels.Length; p += 3, to += step) tensor[to] = image.Pixels[p];
        }
        return tensor;
    }

    private static float[] Floats(ModelInput input, RgbImage image)
    {
        var tensor = new float[image.Pixels.Length];
        var values = new float[256]; // a channel has only 256 values: compute each once
        for (var c = 0; c < 3; c++)
        {
            for (var b = 0; b < 256; b++) values[b] = (b * input.Scale - input.Mean[c]) / input.Std[c];
            var (from, to, step) = Channel(input, c);
            for (var p = from; p < image.Pixels.Length; p += 3, to += step) tensor[to] = values[image.Pixels[p]];
        }
        return tensor;
    }

    // Channel c of the model: where it is in a pixel, where it begins in the tensor, and the way to the next pixel there.
    private static (int From, int To, int Step) Channel(ModelInput input, int c)
    {
        var from = input.Channels == ChannelOrder.Rgb ? c : 2 - c;
        return input.Layout == TensorLayout.NHWC ? (from, c, 3) : (from, c * input.Width * input.Height, 1);
    }
}
