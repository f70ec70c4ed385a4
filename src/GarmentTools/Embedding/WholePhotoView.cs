using GarmentTools.Imaging;
using GarmentTools.Models;

namespace GarmentTools.Embedding;

/// <summary>The whole photo, resized as the model's card says.</summary>
internal sealed class WholePhotoView : IPhotoView
{
    public static WholePhotoView Instance { get; } = new();

    public string Identity => "whole";

    public PreparedPhoto Prepare(byte[] bytes, string name, ModelInput input, ImageLimits limits) =>
        new([Read(bytes, name, input, limits)], null);

    private static RgbImage Read(byte[] bytes, string name, ModelInput input, ImageLimits limits) => input.Resize == ResizeMode.Pad
        ? ImageReader.ReadInside(bytes, name, input.Width, input.Height, limits).PadTo(input.Width, input.Height, [.. input.PadColor])
        : ImageReader.Read(bytes, name, input.Width, input.Height, input.Resize, limits);
}
