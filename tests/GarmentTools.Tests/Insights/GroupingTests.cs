using GarmentTools.Common;
using GarmentTools.Insights;
using GarmentTools.Studies;

namespace GarmentTools.Tests;

public sealed class GroupingTests
{
    [Fact]
    public void A_chain_of_near_pairs_is_no_group()
    {
        // Ten degrees from one to the next: each is near its neighbors, the ends are far apart.
        var vectors = InsightSets.Of([.. Enumerable.Range(0, 10).Select(i => InsightSets.At(10 * i))]);
        var limit = 1 - (float)Math.Cos(21 * Math.PI / 180);
        var groups = new GroupFinder(vectors, new() { MaxDistance = limit }, null, default).Find();
        Assert.True(groups.Count > 3);
        Assert.All(groups, group => Assert.True(group.MinSimilarity >= 1 - limit));
        Assert.Equal(10, groups.Sum(group => group.Members.Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Both_ways_of_complete_link_agree_and_none_can_be_joined_further(ulong seed)
    {
        var vectors = InsightSets.Of(InsightSets.Clouds(6, 12, 8, 0.6, seed));
        const float limit = 0.3f;
        var all = PairScan.All(vectors, null, default);
        var sparse = SparseLinkage.Group(vectors.Count, PairScan.Within(vectors, limit, int.MaxValue, null, default)!, default);
        var dense = CompleteLinkage.Group([.. all], vectors.Count, sparse.Count, default);
        Assert.Equal(Text(dense), Text(sparse));
        Assert.All(sparse, rows => Assert.True(MedoidSearch.Spread(vectors, rows, default) <= limit + 1e-5f));
        for (var a = 0; a < sparse.Count; a++)
            for (var b = a + 1; b < sparse.Count; b++)
                Assert.True(MedoidSearch.Spread(vectors, [.. sparse[a], .. sparse[b]], default) > limit - 1e-5f);

        static string Text(List<int[]> groups) => string.Join(";", groups.Select(rows => string.Join(",", rows)));
    }

    [Theory]
    [InlineData(GroupMethod.CompleteLink)]
    [InlineData(GroupMethod.Medoids)]
    public void Clouds_are_found_again_with_a_medoid_inside_and_described(GroupMethod method)
    {
        var vectors = InsightSets.Of(InsightSets.Clouds(2, 30, 32, 0.3)); // cloud and parity of the garment go together
        var groups = new GroupFinder(vectors, new() { Count = 2, Method = method }, null, default).Find();
        Assert.Equal([30, 30], groups.Select(group => group.Members.Count));
        Assert.Equal([1, 2], groups.Select(group => group.Number));
        foreach (var group in groups)
        {
            Assert.Single(group.Members.Select(m => m.Garment.Id % 2).Distinct());
            Assert.Equal(group.Medoid.Id, group.Members[0].Garment.Id);
            Assert.Equal(1, Assert.Single(group.Traits).Share, 9);
            var least = group.Members.Min(a => group.Members.Min(b => 1 - vectors.Distance((int)a.Garment.Id - 1, (int)b.Garment.Id - 1)));
            Assert.Equal(least, group.MinSimilarity, 1e-5f);
        }
    }

    [Fact]
    public void The_medoid_has_the_least_sum_of_distances()
    {
        var vectors = InsightSets.Of(InsightSets.Clouds(1, 40, 16, 1));
        int[] rows = [.. Enumerable.Range(3, 30)];
        Assert.Equal(rows.MinBy(a => rows.Sum(b => (double)vectors.Distance(a, b))), MedoidSearch.MedoidOf(vectors, rows));
    }

    [Fact]
    public void Small_and_empty_catalogs_have_groups_too()
    {
        var one = new GroupFinder(InsightSets.Of([[1, 0]]), new(), null, default).Find();
        Assert.Equal(1f, Assert.Single(one).MinSimilarity);
        Assert.Equal(3, new GroupFinder(InsightSets.Of([[1, 0], [0, 1], [-1, 0]]), new() { Count = 9 }, null, default).Find().Count);
        Assert.Equal([3], new GroupFinder(InsightSets.Of([[1, 0], [1, 0], [1, 0]], _ => 0), new() { Count = 1 }, null, default).Find()
            .Select(g => g.Members.Count));
    }

    [Fact]
    public void What_cannot_be_is_refused_at_once()
    {
        var vectors = InsightSets.Of([[1, 0]]);
        var fault = Assert.Throws<UsageException>(() => new GroupFinder(vectors, new() { Count = 0, MaxDistance = 3 }, null, default)
            .Find());
        Assert.Contains("Count is 0", fault.Message);
        Assert.Contains("MaxDistance is 3", fault.Message);
        Assert.Throws<UsageException>(() => new GroupFinder(vectors, new() { Method = GroupMethod.Medoids, MaxDistance = 0.1f }, null,
            default).Find());
    }
}
