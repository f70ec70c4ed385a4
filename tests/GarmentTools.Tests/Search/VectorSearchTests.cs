using GarmentTools.Embedding;
using GarmentTools.Search;

namespace GarmentTools.Tests;

public sealed class VectorSearchTests
{
    public static TheoryData<string, int> Sets()
    {
        var data = new TheoryData<string, int>();
        foreach (string kind in VectorSets.Kinds)
        {
            foreach (int dimensions in new[] { 1, 3, 16, 33, 100, 256, 300, 1280 })
                data.Add(kind, dimensions);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Answers_are_those_of_brute_force_bit_for_bit(string kind, int dimensions)
    {
        var source = VectorSets.Make(kind, dimensions > 300 ? 400 : 1000, dimensions);
        using var index = VectorIndex.Create(source);
        var queries = VectorSets.Queries(source);
        foreach (var metric in Enum.GetValues<DistanceMetric>())
        {
            var options = new VectorSearchOptions { Metric = metric, Threads = 1 };
            foreach (var query in queries)
                Assert.Equal(BruteForce.Search(index, query, options), index.Search(query, options));
        }
    }

    [Theory]
    [InlineData("random")]
    [InlineData("ties")]
    [InlineData("zeros")]
    [InlineData("dynamic")]
    public void Every_dimension_up_to_66_agrees(string kind)
    {
        for (int dimensions = 1; dimensions <= 66; dimensions++)
        {
            var source = VectorSets.Make(kind, 200, dimensions);
            using var index = VectorIndex.Create(source);
            foreach (var query in VectorSets.Queries(source))
                Assert.Equal(BruteForce.Search(index, query, new()), index.Search(query));
        }
    }

    [Theory]
    [InlineData("random", 256)]
    [InlineData("clustered", 33)]
    [InlineData("ties", 100)]
    [InlineData("dynamic", 1280)]
    public void Registers_and_threads_change_no_bit(string kind, int dimensions)
    {
        var source = VectorSets.Make(kind, 600_000 / dimensions, dimensions);
        using var index = VectorIndex.Create(source);
        var queries = VectorSets.Queries(source);
        var flat = queries.SelectMany(q => q).ToArray();
        index.Width = SimdWidth.Scalar;
        var expected = queries.Select(q => index.Search(q, new() { Threads = 1 })).ToArray();
        foreach (var width in Enum.GetValues<SimdWidth>())
        {
            index.Width = width;
            for (int threads = 1; threads <= 4; threads++)
            {
                var options = new VectorSearchOptions { Threads = threads };
                Assert.Equal(expected, queries.Select(q => index.Search(q, options)));
                Assert.Equal(expected, index.SearchMany(flat, options));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(130)]
    [InlineData(300)]
    public void Many_queries_answer_as_one_by_one(int queries)
    {
        var source = VectorSets.Make("clustered", 3000, 48);
        using var index = VectorIndex.Create(source);
        var asked = VectorSets.Make("clustered", queries, 48, seed: 2);
        var flat = new float[queries * 48];
        asked.Read(0, flat);
        var many = index.SearchMany(flat);
        Assert.Equal(queries, many.Length);
        for (int i = 0; i < queries; i++)
            Assert.Equal(index.Search(flat.AsSpan(i * 48, 48)), many[i]);
    }

    [Theory]
    [InlineData("duplicated")]
    [InlineData("equal")]
    public void Rows_of_the_index_leave_out_themselves_and_keep_their_duplicates(string kind)
    {
        var source = VectorSets.Make(kind, 400, 20);
        using var index = VectorIndex.Create(source);
        int[] rows = [0, 399, 200, 200];
        var options = new VectorSearchOptions { Count = 7 };
        var found = index.SearchRows(rows, options);
        for (int i = 0; i < rows.Length; i++)
        {
            var stored = new float[20];
            index.ReadVector(rows[i], stored);
            Assert.Equal(BruteForce.Search(index, stored, options, rows[i]), found[i]);
            Assert.Equal(0f, found[i][0].Distance * (kind == "equal" ? 1 : 0));
        }
    }

    [Fact]
    public void Equal_vectors_are_at_distance_exactly_0_whatever_their_length()
    {
        foreach (string kind in VectorSets.Kinds.Where(kind => kind != "zeros"))
        {
            foreach (int dimensions in new[] { 1, 7, 256, 1280 })
            {
                var source = VectorSets.Make(kind, 200, dimensions);
                using var index = VectorIndex.Create(source);
                for (int row = 0; row < 200; row += 40)
                {
                    var query = VectorSets.Row(source, row);
                    VectorIndex.RoundAsStored(query, query);
                    if (query.All(v => v == 0))
                        continue;
                    foreach (float factor in new[] { 1f, 1024f, 1f / 4096 })
                    {
                        var hits = index.Search([.. query.Select(v => v * factor)], new() { Count = 200 });
                        Assert.Equal(0f, hits.Single(hit => hit.Row == row).Distance);
                    }
                }
            }
        }
    }

    [Fact]
    public void Near_pairs_keep_their_precision()
    {
        var values = new float[] { 1, 0, 1, 1 / 1024f };
        using var index = VectorIndex.Create(new EmbeddingTable("f", 2, [1, 2], ["a", "b"], values));
        var hits = index.Search([1f, 0f]);
        Assert.Equal(0f, hits[0].Distance);
        double exact = 1 - 1 / Math.Sqrt(1 + 1.0 / (1024 * 1024));
        Assert.Equal(exact, hits[1].Distance, exact * 1e-4);
    }

    [Fact]
    public void Zeros_have_no_direction()
    {
        using var index = VectorIndex.Create(new EmbeddingTable("f", 2, [1, 2], ["a", "b"], new float[] { 0, 0, 3, 4 }));
        Assert.Equal([1f, 1f], index.Search([0f, 0f]).Select(hit => hit.Distance));
        Assert.Equal([(2L, 0f), (1L, 1f)], index.Search([3f, 4f]).Select(hit => (hit.Id, hit.Distance)));
        Assert.Equal(MathF.Sqrt(2), index.Search([3f, 4f], new() { Metric = DistanceMetric.Euclidean })[1].Distance);
    }

    [Fact]
    public void Opposites_are_at_distance_2()
    {
        var source = VectorSets.Make("random", 50, 17);
        using var index = VectorIndex.Create(source);
        var opposite = VectorSets.Row(source, 20).Select(v => -v).ToArray();
        VectorIndex.RoundAsStored(opposite, opposite);
        foreach (var metric in Enum.GetValues<DistanceMetric>())
        {
            var last = index.Search(opposite, new() { Count = 50, Metric = metric })[^1];
            Assert.Equal((20, 2f), (last.Row, MathF.Round(last.Distance, 5)));
            Assert.True(last.Distance <= 2);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(130)]
    public void More_wanted_than_there_are_gives_all(int count)
    {
        var source = VectorSets.Make("random", count, 12);
        using var index = VectorIndex.Create(source);
        var query = VectorSets.Queries(source)[2];
        var options = new VectorSearchOptions { Count = 100_000 };
        Assert.Equal(BruteForce.Search(index, query, options), index.Search(query, options));
        Assert.Equal(count, index.Search(query, options).Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(2499)]
    [InlineData(2501)]
    [InlineData(4999)]
    public void Any_count_agrees(int wanted)
    {
        foreach (string kind in new[] { "random", "equal" })
        {
            var source = VectorSets.Make(kind, 5000, 24);
            using var index = VectorIndex.Create(source);
            var query = VectorSets.Queries(source)[2];
            var options = new VectorSearchOptions { Count = wanted, Threads = 2 };
            Assert.Equal(BruteForce.Search(index, query, options), index.Search(query, options));
        }
    }

    [Fact]
    public void A_great_many_equal_rows_are_decided_by_several_threads()
    {
        var source = VectorSets.Make("equal", 60_000, 4);
        using var index = VectorIndex.Create(source);
        var hits = index.Search([1f, 2f, 3f, 4f], new() { Count = 500, Threads = 3 });
        Assert.Equal(source.Ids.Take(500), hits.Select(hit => hit.Id));
        Assert.All(hits, hit => Assert.Equal(0f, hit.Distance));
    }
}
