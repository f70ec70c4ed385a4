using GarmentTools.Common;
using GarmentTools.Numerics;

namespace GarmentTools.Learning;

/// <summary>Alpha query expansion (Radenović, Tolias, Chum: Fine-tuning CNN image retrieval with no human annotation, 2018).</summary>
public static class QueryExpansion
{
    /// <summary>
    /// A query moved towards its first results: q/|q| + Σ max(0, cos(q, gᵢ))^alpha · gᵢ/|gᵢ|, scaled to length 1. A second search with it finds
    /// what resembles the results as well. It helps where a gallery holds several photos of a product, and hurts where the first results are wrong.
    /// </summary>
    /// <param name="query">The query's vector.</param>
    /// <param name="neighbors">Vectors of its first results, row-major; usually 1 to 10 of them. Empty: the query itself.</param>
    /// <param name="destination">As many values as the query has.</param>
    /// <param name="alpha">From 0; 0 counts every result like the query, large values only near-identical ones. Default 3.</param>
    /// <exception cref="UsageException">The lengths do not fit together, or alpha is below 0.</exception>
    public static void Expand(ReadOnlySpan<float> query, ReadOnlySpan<float> neighbors, Span<float> destination, double alpha = 3)
    {
        if (query.Length == 0 || neighbors.Length % query.Length != 0 || destination.Length != query.Length)
            throw new UsageException($"{neighbors.Length} values are no results of {query.Length} numbers for {destination.Length}.");
        if (!(alpha >= 0)) throw new UsageException($"Alpha must be 0 or more; found {alpha}.");
        var unit = new double[query.Length];
        UnitVector.AddTo(unit, query, 1);
        var sum = (double[])unit.Clone();
        for (var at = 0; at < neighbors.Length; at += query.Length)
        {
            var neighbor = neighbors.Slice(at, query.Length);
            var (dot, squares) = (0.0, 0.0);
            for (var i = 0; i < unit.Length; i++)
            {
                dot += unit[i] * neighbor[i];
                squares += (double)neighbor[i] * neighbor[i];
            }
            var cosine = squares > 0 ? dot / Math.Sqrt(squares) : 0;
            // 0^0 is 1: with alpha 0 only a result on the far side is passed over.
            if (cosine > 0) UnitVector.AddTo(sum, neighbor, Math.Pow(cosine, alpha));
        }
        UnitVector.Write(sum, destination);
    }
}
