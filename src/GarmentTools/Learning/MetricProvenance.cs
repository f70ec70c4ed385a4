namespace GarmentTools.Learning;

/// <summary>How well a way of comparing found the products of held-out queries.</summary>
/// <param name="Mrr">Mean of 1/rank of the first photo of the query's product, in 0…1.</param>
/// <param name="HitAt1">Share of queries with such a photo in first place.</param>
/// <param name="HitAt10">Share of queries with such a photo among the first ten.</param>
public sealed record RankFigures(double Mrr, double HitAt1, double HitAt10);

/// <summary>One choice of K and eps with its cross-validated figures.</summary>
/// <param name="Components">K, the dimensions that are kept.</param>
/// <param name="Epsilon">Regularisation as a multiple of the mean eigenvalue of W.</param>
/// <param name="Figures">Over all held-out queries.</param>
public sealed record MetricCandidate(int Components, double Epsilon, RankFigures Figures);

/// <summary>What a learned metric was fitted on, and its cross-validated figures.</summary>
/// <param name="PairsHash">SHA-256 of the pairs: names, products and vectors.</param>
/// <param name="Pairs">How many pairs it was fitted on.</param>
/// <param name="Products">How many products these belong to.</param>
/// <param name="GallerySize">How many shop photos each held-out query was ranked against.</param>
/// <param name="Folds">Folds of the cross-validation over products.</param>
/// <param name="Seed">The seed that dealt the products to the folds.</param>
/// <param name="Learned">Figures of the metric, cross-validated.</param>
/// <param name="Plain">Figures of the plain cosine on the same queries and gallery.</param>
public sealed record MetricProvenance(string PairsHash, int Pairs, int Products, int GallerySize, int Folds, ulong Seed,
    RankFigures Learned, RankFigures Plain);
