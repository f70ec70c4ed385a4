using GarmentTools.Common;
using GarmentTools.Insights;
using GarmentTools.Studies;

namespace GarmentTools.Tests;

public sealed class OutlierTests
{
    [Fact]
    public void The_one_far_away_comes_first_and_copies_are_no_company()
    {
        var vectors = InsightSets.Of([.. Enumerable.Range(0, 8).Select(i => InsightSets.At(3 * i)), InsightSets.At(160),
            InsightSets.At(160)], i =>
            Math.Min(i, 8));
        var found = OutlierFinder.Find(vectors, new() { Count = 3, Neighbors = 2 }, k => PairScan.Nearest(vectors, k, null, default));
        Assert.Equal([1, 2, 3], found.Select(o => o.Rank));
        Assert.Equal(9, found[0].Garment.Id);
        Assert.Equal(8, found[0].Nearest.Id);
        Assert.Equal(1 - Math.Cos((160 - 21) * Math.PI / 180), found[0].NearestDistance, 1e-5);
        Assert.True(found[0].Ratio > 10);
        Assert.Empty(OutlierFinder.Find(InsightSets.Of([[1, 0]]), new(), k =>
            PairScan.Nearest(InsightSets.Of([[1, 0]]), k, null, default)));
        Assert.Throws<UsageException>(() => OutlierFinder.Find(vectors, new() { Count = 0 }, _ => default));
    }
}
