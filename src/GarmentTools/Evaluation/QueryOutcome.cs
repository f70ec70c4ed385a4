namespace GarmentTools.Evaluation;

/// <summary>Where the right answers of one query stand.</summary>
/// <param name="Query">The query.</param>
/// <param name="Ranks">Ranks (from 1, ascending) of the relevant photos or products that were found.</param>
/// <param name="Relevant">R, how many relevant there are in the query's gallery, found or not; 0 leaves the query out of the
/// figures.</param>
/// <param name="GallerySize">Photos or products this query was ranked against.</param>
public sealed record QueryOutcome(EvaluationItem Query, IReadOnlyList<int> Ranks, int Relevant, int GallerySize)
{
    /// <summary>Rank of the first right answer; null where none was found.</summary>
    public int? FirstRank => Ranks.Count > 0 ? Ranks[0] : null;

    /// <summary>
    /// Names of the gallery photos that stood first, nearest first, at most five: what a report shows. Empty where it is not known.
    /// </summary>
    public IReadOnlyList<string> Nearest { get; init; } = [];

    /// <summary>Name of the first right answer, or of one that was not found; null where it is not known.</summary>
    public string? RightAnswer { get; init; }

    // What the bootstrap draws: queries of one product stand or fall together.
    internal string Cluster => Query.Product is { Length: > 0 } product ? "product\n" + product : "query\n" + Query.Name;
}
