using GarmentTools.Distances;
using GarmentTools.Insights;

namespace GarmentTools.Tests;

public sealed class PairScanTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(57, 5)]
    [InlineData(400, 15)]
    public void The_nearest_are_those_of_brute_force(int count, int k)
    {
        var vectors = InsightSets.Of(InsightSets.Clouds(1, count, 24, 1));
        k = Math.Min(k, count - 1);
        var (rows, distances) = PairScan.Nearest(vectors, k, null, default);
        for (var row = 0; row < count; row++)
        {
            var expected = Enumerable.Range(0, count).Where(r => r != row).OrderBy(r => vectors.Distance(row, r)).Take(k).ToArray();
            Assert.Equal(expected, rows[(row * k)..((row + 1) * k)]);
            for (var i = 0; i < k; i++) Assert.Equal(vectors.Distance(row, expected[i]), distances[row * k + i], 1e-5f);
        }
    }

    [Fact]
    public void All_pairs_are_where_the_condensed_order_has_them_and_near_ones_are_among_them()
    {
        var vectors = InsightSets.Of(InsightSets.Clouds(3, 70, 17, 0.4));
        var all = PairScan.All(vectors, null, default);
        var expected = new List<RowPair>();
        for (var a = 0; a < vectors.Count; a++)
            for (var b = a + 1; b < vectors.Count; b++)
            {
                var distance = all[PairLayout.Place(a, b, vectors.Count)];
                Assert.Equal(vectors.Distance(a, b), distance, 1e-5f);
                if (distance <= 0.1f) expected.Add(new(a, b, distance));
            }
        Assert.NotEmpty(expected);
        Assert.Equal(expected.OrderBy(p => p.Distance).ThenBy(p => p.First).ThenBy(p => p.Second),
            PairScan.Within(vectors, 0.1f, 1_000_000, null, default));
        Assert.Null(PairScan.Within(vectors, 0.1f, expected.Count - 1, null, default));
    }
}
