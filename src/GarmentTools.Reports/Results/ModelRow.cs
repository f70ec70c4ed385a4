using GarmentTools.Models;

namespace GarmentTools.Reports.Results;

/// <summary>One line of the list of models, without the card.</summary>
/// <param name="Name">What the model is called.</param>
/// <param name="Default">Whether it is used where none is named.</param>
/// <param name="Kind">One of <see cref="ModelKind"/>; null where the card has faults.</param>
/// <param name="BuiltIn">Whether the card is shipped with GarmentTools.</param>
/// <param name="Installed">Whether the weights are there.</param>
/// <param name="Outputs">Names and dimensions of what it gives.</param>
/// <param name="Description">What it is good for.</param>
/// <param name="License">Under which license the weights may be used.</param>
/// <param name="Path">Where the weights are or would be; null where the card has faults.</param>
/// <param name="Problem">What is wrong with the card; null where nothing is.</param>
public sealed record ModelRow(string Name, bool Default, string? Kind, bool BuiltIn, bool Installed,
    IReadOnlyDictionary<string, int> Outputs, string Description, string License, string? Path, string? Problem)
{
    /// <summary>The row of a model.</summary>
    public static ModelRow From(ModelInfo info) => new(
        info.Name, info.Name == ModelRegistry.DefaultModel, info.Kind, info.BuiltIn, info.Installed,
        info.Model?.Card.Outputs.ToDictionary(output => output.Name, output => output.Dimensions) ?? [],
        info.Description, info.Model?.Card.License ?? "", info.Model?.Path, info.Problem);
}
