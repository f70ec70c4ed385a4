namespace GarmentTools.Models;

/// <summary>One operation of a graph.</summary>
/// <param name="Name">The node's own name, often empty.</param>
/// <param name="OpType">What it does: Conv, Gemm, …</param>
/// <param name="Inputs">Names of the tensors it reads; "" for one left out.</param>
/// <param name="Outputs">Names of the tensors it makes; "" for one left out.</param>
/// <param name="Axes">How many axes its attribute <c>axes</c> names; 0 where it has none.</param>
/// <param name="TransposedWeights">Gemm's attribute <c>transB</c>.</param>
internal sealed record OnnxNode(
    string Name, string OpType, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, int Axes, bool TransposedWeights);
