namespace GarmentTools.PowerShell;

/// <summary>Completes how embeddings are compared; files complete as ever where no word fits.</summary>
internal sealed class SearchMetricCompleter : GarmentCompleter
{
    /// <inheritdoc/>
    internal override IEnumerable<Suggestion> Suggest(CompletionContext context) =>
        Matching(context, [("Cosine", "1 - cos"), ("Euclidean", "The distance of vectors of length 1")]);
}

/// <summary>Completes how the vectors of a distance matrix are compared.</summary>
internal sealed class MatrixMetricCompleter : GarmentCompleter
{
    /// <inheritdoc/>
    internal override IEnumerable<Suggestion> Suggest(CompletionContext context) =>
        Matching(context, [("Cosine", "1 - cos"), ("Euclidean", "The distance of vectors"), ("SquaredEuclidean", "Its square")]);
}

/// <summary>Completes the metric of an evaluation.</summary>
internal sealed class StudyMetricCompleter : GarmentCompleter
{
    /// <inheritdoc/>
    internal override IEnumerable<Suggestion> Suggest(CompletionContext context) =>
        Matching(context, [("none", "The plain cosine"), ("learn", "A metric learned on the rows of -Train")]);
}
