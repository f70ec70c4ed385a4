using GarmentTools.Common;
using GarmentTools.Regions;

namespace GarmentTools.Embedding;

/// <summary>One of a model's outputs for one photo.</summary>
/// <param name="Name">The output's name on the card: <c>embedding</c>, <c>features</c>, …</param>
/// <param name="Values">The vector, L2-normalized (all zeros where the model gave only zeros).</param>
/// <param name="Norm">The length that the vector had, so that the raw values are <c>Values × Norm</c>.</param>
public sealed record OutputVector(string Name, float[] Values, float Norm);

/// <summary>What a photo became.</summary>
/// <param name="Outputs">The outputs of the model that were asked for, in the order of its card.</param>
/// <param name="Region">The part of the photo that was embedded; null for the whole photo.</param>
public sealed record PhotoEmbedding(IReadOnlyList<OutputVector> Outputs, PhotoRegion? Region)
{
    /// <summary>The L2-normalized vector of an output.</summary>
    /// <exception cref="UsageException">There is no such output.</exception>
    public float[] this[string output] => Outputs.FirstOrDefault(o => o.Name == output)?.Values
        ?? throw new UsageException($"There is no output '{output}', only {string.Join(", ", Outputs.Select(o => $"'{o.Name}'"))}.");
}
