using GarmentTools.Common;
using GarmentTools.Numerics;

namespace GarmentTools.Learning;

/// <summary>One vector from several views (flips, crops) of a photo.</summary>
public static class EmbeddingAverage
{
    /// <summary>The mean of the views' unit vectors, scaled to length 1. Every view counts the same, whatever its length.</summary>
    /// <param name="views">views × dimensions values, row-major.</param>
    /// <param name="dimensions">Numbers per view, from 1.</param>
    /// <param name="destination">Dimensions values; 0 where the views cancel out.</param>
    /// <param name="weights">One weight per view, from 0; empty for equal ones.</param>
    /// <exception cref="UsageException">The lengths do not fit together.</exception>
    public static void Average(ReadOnlySpan<float> views, int dimensions, Span<float> destination, ReadOnlySpan<float> weights = default)
    {
        var count = dimensions > 0 ? views.Length / dimensions : 0;
        if (count == 0 || count * dimensions != views.Length || destination.Length != dimensions || weights.Length != 0
            && weights.Length != count)
            throw new UsageException($"{views.Length} values and {weights.Length} weights are not one or more views of {dimensions} " +
                $"numbers for {destination.Length}.");
        var sum = new double[dimensions];
        for (var view = 0; view < count; view++)
            UnitVector.AddTo(sum, views.Slice(view * dimensions, dimensions), weights.Length == 0 ? 1 : weights[view]);
        UnitVector.Write(sum, destination);
    }
}
