using GarmentTools.Common;
using GarmentTools.Search;

namespace GarmentTools.Tests;

public sealed class SearchFilterTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.001)]
    [InlineData(0.01)]
    [InlineData(0.05)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    [InlineData(1)]
    public void Filters_of_any_density_come_before_the_nearest_are_taken(double density)
    {
        foreach (string kind in new[] { "random", "duplicated" })
        {
            var source = VectorSets.Make(kind, 4501, 40);
            using var index = VectorIndex.Create(source);
            var random = new Random(3);
            var filter = RowFilter.FromIds(index, source.Ids.Where(_ => random.NextDouble() < density));
            var queries = VectorSets.Queries(source);
            foreach (int threads in new[] { 1, 3 })
            {
                var options = new VectorSearchOptions { Filter = filter, Threads = threads };
                var expected = queries.Select(q => BruteForce.Search(index, q, options)).ToArray();
                Assert.Equal(expected, queries.Select(q => index.Search(q, options)));
                Assert.Equal(expected, index.SearchMany(queries.SelectMany(q => q).ToArray(), options));
            }
        }
    }

    [Theory]
    [InlineData(DistanceMetric.Cosine, 0f)]
    [InlineData(DistanceMetric.Cosine, 0.7f)]
    [InlineData(DistanceMetric.Cosine, 2f)]
    [InlineData(DistanceMetric.Euclidean, 0f)]
    [InlineData(DistanceMetric.Euclidean, 1.2f)]
    [InlineData(DistanceMetric.Euclidean, 2f)]
    public void No_hit_lies_beyond_the_maximum_distance(DistanceMetric metric, float limit)
    {
        foreach (string kind in new[] { "random", "duplicated", "ties", "zeros" })
        {
            var source = VectorSets.Make(kind, 1000, 20);
            using var index = VectorIndex.Create(source);
            foreach (var query in VectorSets.Queries(source))
            {
                foreach (int count in new[] { 10, 5000 })
                {
                    var options = new VectorSearchOptions { Count = count, Metric = metric, MaxDistance = limit };
                    Assert.Equal(BruteForce.Search(index, query, options), index.Search(query, options));
                }
            }
        }
    }

    [Fact]
    public void The_distance_of_a_hit_is_within_itself_as_a_limit()
    {
        var source = VectorSets.Make("random", 3000, 64);
        using var index = VectorIndex.Create(source);
        var query = VectorSets.Queries(source)[2];
        foreach (var metric in Enum.GetValues<DistanceMetric>())
        {
            var hits = index.Search(query, new() { Metric = metric, Count = 40 });
            Assert.Equal(hits[..25], index.Search(query, new() { Metric = metric, Count = 40, MaxDistance = hits[24].Distance }));
        }
    }

    [Fact]
    public void Excluded_ids_make_room_for_the_next()
    {
        var source = VectorSets.Make("duplicated", 4000, 32);
        using var index = VectorIndex.Create(source);
        var query = VectorSets.Queries(source)[0];
        var first = index.Search(query, new() { Count = 15 });
        var options = new VectorSearchOptions { ExcludedIds = [.. first.Take(5).Select(hit => hit.Id), 1, long.MaxValue, first[0].Id] };
        Assert.Equal(first[5..], index.Search(query, options));
        var filtered = options with { Filter = RowFilter.FromIds(index, source.Ids.Where((_, row) => row % 3 != 0)) };
        Assert.Equal(BruteForce.Search(index, query, filtered), index.Search(query, filtered));
    }

    [Fact]
    public void Excluding_everything_leaves_nothing()
    {
        var source = VectorSets.Make("random", 500, 8);
        using var index = VectorIndex.Create(source);
        var query = VectorSets.Queries(source)[0];
        Assert.Empty(index.Search(query, new() { ExcludedIds = [.. source.Ids] }));
        Assert.All(index.SearchMany(new float[16], new() { ExcludedIds = [.. source.Ids] }), Assert.Empty);
    }

    [Fact]
    public void Filters_combine()
    {
        var source = VectorSets.Make("random", 1001, 4);
        using var index = VectorIndex.Create(source);
        var even = RowFilter.FromIds(index, source.Ids.Where((_, row) => row % 2 == 0));
        var third = RowFilter.FromIds(index, source.Ids.Where((_, row) => row % 3 == 0).Reverse());
        for (int row = 0; row < 1001; row++)
        {
            Assert.Equal(row % 6 == 0, even.And(third)[row]);
            Assert.Equal(row % 2 == 0 || row % 3 == 0, even.Or(third)[row]);
            Assert.Equal(row % 2 != 0, even.Not()[row]);
        }
        Assert.Equal((501, 500, 1001), (even.Count, even.Not().Count, even.Or(even.Not()).Count));
        Assert.Throws<ArgumentOutOfRangeException>(() => even[1001]);
        using var other = VectorIndex.Create(VectorSets.Make("random", 10, 4));
        Assert.Contains("same index", Assert.Throws<UsageException>(() => even.And(RowFilter.FromIds(other, []))).Message);
    }

    [Fact]
    public void Unknown_ids_have_no_row()
    {
        var source = VectorSets.Make("random", 300, 4);
        using var index = VectorIndex.Create(source);
        for (int row = 0; row < 300; row++)
            Assert.Equal(row, index.RowOf(source.Ids[row]));
        foreach (long id in Enumerable.Range(-5, 1000).Select(i => (long)i).Except(source.Ids).Append(long.MinValue).Append(long.MaxValue))
            Assert.Equal(-1, index.RowOf(id));
    }
}
