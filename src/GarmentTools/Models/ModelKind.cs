namespace GarmentTools.Models;

/// <summary>The kinds of model that cards may name.</summary>
public static class ModelKind
{
    /// <summary>A picture in, vectors to compare out. The default.</summary>
    public const string Embedding = "embedding";

    /// <summary>Finds persons and four points of each.</summary>
    public const string PersonDetector = "person-detector";

    /// <summary>Finds 33 points of one person's body.</summary>
    public const string PersonLandmarks = "person-landmarks";

    /// <summary>Tells a person's pixels from the background's.</summary>
    public const string PersonMask = "person-mask";

    internal static readonly string[] All = [Embedding, PersonDetector, PersonLandmarks, PersonMask];
}
