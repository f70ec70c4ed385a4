using GarmentTools.Common;
using GarmentTools.Learning;

namespace GarmentTools.Tests;

/// <summary>One vector from several views of a photo.</summary>
public sealed class EmbeddingAverageTests
{
    [Fact]
    public void Views_are_averaged_by_direction()
    {
        var mean = new float[2];
        EmbeddingAverage.Average([3, 0, 0, 0.5f], 2, mean);
        Assert.Equal([MathF.Sqrt(0.5f), MathF.Sqrt(0.5f)], mean);
        EmbeddingAverage.Average([3, 0, 0, 0.5f], 2, mean, [1, 0]);
        Assert.Equal([1, 0], mean);
        EmbeddingAverage.Average([1, 0, -1, 0], 2, mean);
        Assert.Equal([0, 0], mean);
        Assert.Throws<UsageException>(() => EmbeddingAverage.Average([1, 2, 3], 2, new float[2]));
        Assert.Throws<UsageException>(() => EmbeddingAverage.Average([], 2, new float[2]));
    }
}
