namespace GarmentTools;

/// <summary>Whether a card fits the graph it describes.</summary>
internal static class ModelFit
{
    public static VerifiedModel Fit(ModelCard card, string cardPath, byte[] bytes) => new(bytes, card.Outputs);
}
