namespace GarmentTools.Models;

/// <summary>One line of the list of models.</summary>
/// <param name="Name">What the model is called.</param>
/// <param name="BuiltIn">True where the card is shipped with GarmentTools, false where the user registered it.</param>
/// <param name="Model">The card and the place of its weights; null where the card has faults.</param>
/// <param name="Problem">What is wrong with the card; null where nothing is.</param>
public sealed record ModelInfo(string Name, bool BuiltIn, GarmentModel? Model, string? Problem)
{
    /// <summary>One of <see cref="ModelKind"/>; null where the card has faults.</summary>
    public string? Kind => Model?.Card.Kind;

    /// <summary>What it is good for, in a sentence.</summary>
    public string Description => Model?.Card.Description ?? "";

    /// <summary>True where the weights are there.</summary>
    public bool Installed => Model is { IsInstalled: true };
}
