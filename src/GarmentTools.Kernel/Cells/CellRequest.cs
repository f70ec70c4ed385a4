namespace GarmentTools.Kernel;

/// <summary>A cell to be run.</summary>
/// <param name="Id">What the reply carries.</param>
/// <param name="Code">Its text.</param>
/// <param name="Number">The number in the brackets before it.</param>
internal sealed record CellRequest(long Id, string Code, int Number);
