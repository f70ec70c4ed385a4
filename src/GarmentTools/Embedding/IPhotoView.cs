using GarmentTools.Common;
using GarmentTools.Imaging;
using GarmentTools.Models;
using GarmentTools.Regions;

namespace GarmentTools.Embedding;

/// <summary>What part of a photo the model gets to see, and how: the step between decoding and inference.</summary>
internal interface IPhotoView
{
    /// <summary>All that changes the result, as text; part of the fingerprint.</summary>
    string Identity { get; }

    /// <summary>
    /// Decodes a photo into the pictures that are embedded (their embeddings are averaged), each of the model's input size.
    /// </summary>
    /// <exception cref="ImageException">The photo cannot be read.</exception>
    PreparedPhoto Prepare(byte[] bytes, string name, ModelInput input, ImageLimits limits);
}

/// <summary>What a photo becomes before inference.</summary>
/// <param name="Inputs">Pictures of the model's input size; their embeddings are averaged.</param>
/// <param name="Region">The region that they show; null for the whole photo.</param>
/// <param name="Weights">How much each counts in the average, one number greater than 0 per picture; null where all count alike.</param>
internal sealed record PreparedPhoto(IReadOnlyList<RgbImage> Inputs, PhotoRegion? Region, IReadOnlyList<float>? Weights = null);
