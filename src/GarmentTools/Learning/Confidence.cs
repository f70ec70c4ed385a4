using GarmentTools.Common;

namespace GarmentTools.Learning;

/// <summary>One bin of a reliability table: predicted probabilities of a range against what came true.</summary>
/// <param name="From">Lower edge of the range.</param>
/// <param name="To">Upper edge of the range.</param>
/// <param name="Count">Results that fell into it.</param>
/// <param name="Predicted">Their mean predicted probability; 0 where there are none.</param>
/// <param name="Observed">The share that was of the query's product; 0 where there are none.</param>
public sealed record ReliabilityBin(double From, double To, int Count, double Predicted, double Observed);

/// <summary>What a cut-off does to the first result, cross-validated.</summary>
/// <param name="MinProbability">The cut-off.</param>
/// <param name="Answered">Share of the queries, with and without their product in the gallery, whose first result is kept.</param>
/// <param name="Correct">Share of those answers that are right.</param>
/// <param name="FalseAlarms">Share of the queries without their product in the gallery that are answered all the same.</param>
public sealed record CutOffRow(double MinProbability, double Answered, double Correct, double FalseAlarms);

/// <summary>
/// The probability that a result is the query's product: logistic in the result's distance and in its margin (how much nearer it is than
/// the
/// best other result). Fitted on held-out queries of cross-validation, each once with and once without its product in the gallery.
/// </summary>
/// <remarks>
/// It holds for galleries of about <see cref="GallerySize"/> photos and for queries of which the share <see cref="Prior"/> has its product
/// there;
/// with a larger gallery or fewer such queries the true probability is lower. Several photos of one product in the gallery share their
/// probability's
/// evidence: each of them then has a small margin.
/// </remarks>
/// <param name="Intercept">Log-odds at distance 0 and margin 0.</param>
/// <param name="DistanceWeight">Change of the log-odds per unit of cosine distance.</param>
/// <param name="MarginWeight">Change of the log-odds per unit of margin.</param>
/// <param name="Prior">Share of the queries whose product was in the gallery: 0.5, as each was asked with and without it.</param>
/// <param name="GallerySize">Photos in the gallery of the fit.</param>
/// <param name="Queries">Held-out queries behind it.</param>
/// <param name="BrierScore">Mean squared difference of probability and truth over the top-10 results, cross-validated; 0 is
/// perfect.</param>
/// <param name="BrierOfBaseRate">The same for a constant answer, the share of right results.</param>
/// <param name="Reliability">Ten bins, cross-validated.</param>
/// <param name="CutOffs">What cut-offs from 0.1 to 0.9 do, cross-validated.</param>
public sealed record Confidence(double Intercept, double DistanceWeight, double MarginWeight, double Prior, int GallerySize, int Queries,
    double BrierScore, double BrierOfBaseRate, IReadOnlyList<ReliabilityBin> Reliability, IReadOnlyList<CutOffRow> CutOffs)
{
    /// <summary>The probabilities of a list of results.</summary>
    /// <param name="distances">Cosine distances under the learned metric, ascending, best first; a list of one result should be asked for
    /// with two, to have a margin.</param>
    /// <returns>One probability per result, in 0…1.</returns>
    /// <exception cref="UsageException">The distances do not ascend, or one is not finite.</exception>
    public double[] Probabilities(ReadOnlySpan<double> distances)
    {
        var result = new double[distances.Length];
        for (var i = 0; i < distances.Length; i++)
        {
            if (!double.IsFinite(distances[i]) || i > 0 && distances[i] < distances[i - 1])
                throw new UsageException($"Probabilities need finite distances in ascending order; result {i + 1} has {distances[i]}.");
            result[i] = Sigmoid(Intercept + DistanceWeight * distances[i] + MarginWeight * Margin(distances, i));
        }
        return result;
    }

    /// <summary>How many of the first results reach a probability; 0 means "no confident match".</summary>
    /// <param name="distances">As for <see cref="Probabilities"/>.</param>
    /// <param name="minProbability">The cut-off, 0…1.</param>
    /// <returns>The length of the leading part of the list that is kept. The list is cut at the first result below the cut-off.</returns>
    /// <exception cref="UsageException">The cut-off is outside of 0…1, or as for <see cref="Probabilities"/>.</exception>
    public int CountConfident(ReadOnlySpan<double> distances, double minProbability)
    {
        if (!(minProbability is >= 0 and <= 1)) throw new UsageException($"A probability is a number from 0 to 1; found {minProbability}.");
        var count = 0;
        foreach (var probability in Probabilities(distances))
        {
            if (probability < minProbability) break;
            count++;
        }
        return count;
    }

    // The first result is compared with the second, every other with the first.
    internal static double Margin(ReadOnlySpan<double> distances, int i) =>
        distances.Length < 2 ? 0 : (i == 0 ? distances[1] : distances[0]) - distances[i];

    internal static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));
}
