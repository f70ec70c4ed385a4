namespace GarmentTools.Models;

/// <summary>Weights whose hash was checked and whose graph fits the card: ready for ONNX Runtime.</summary>
/// <param name="Bytes">The whole model, the wanted tensors among its outputs.</param>
/// <param name="Outputs">The card's outputs in its order; <see cref="ModelOutput.Tensor"/> is the name ONNX Runtime knows, never
/// <c>@…</c>.</param>
internal sealed record VerifiedModel(byte[] Bytes, IReadOnlyList<ModelOutput> Outputs);
