namespace GarmentTools.Models;

/// <summary>A card drafted from a graph, to be looked at by a person.</summary>
/// <param name="Card">The draft.</param>
/// <param name="Guesses">What the graph does not say and was assumed, a sentence each: what, why, what else it might be.</param>
public sealed record ModelCardDraft(ModelCard Card, IReadOnlyList<string> Guesses);
