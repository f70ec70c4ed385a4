using GarmentTools.Common;
using GarmentTools.Embedding;
using GarmentTools.Search;

namespace GarmentTools.Tests;

public sealed class SearchUsageTests
{
    [Fact]
    public void Defaults_are_the_ten_nearest_by_cosine() =>
        Assert.Equal(new VectorSearchOptions
        {
            Count = 10,
            Metric = DistanceMetric.Cosine,
            MaxDistance = null,
            Filter = null,
            ExcludedIds =
            null,
            Threads = 0
        }, new VectorSearchOptions());

    [Fact]
    public void All_faults_of_the_options_are_named_together()
    {
        using var index = VectorIndex.Create(VectorSets.Make("random", 10, 4));
        using var other = VectorIndex.Create(VectorSets.Make("random", 11, 4));
        var options = new VectorSearchOptions
        {
            Count = 0,
            MaxDistance = float.NaN,
            Threads = -1,
            Metric = (DistanceMetric)9,
            Filter =
            RowFilter.FromIds(other, [])
        };
        string message = Assert.Throws<UsageException>(() => index.Search(new float[4], options)).Message;
        foreach (string part in new[] { "Count is 0", "MaxDistance is NaN", "Threads is -1", "Metric is 9", "11 rows" })
            Assert.Contains(part, message);
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(2.1f)]
    [InlineData(float.PositiveInfinity)]
    public void A_maximum_distance_out_of_range_is_refused(float limit)
    {
        using var index = VectorIndex.Create(VectorSets.Make("random", 10, 4));
        Assert.Throws<UsageException>(() => index.Search(new float[4], new() { MaxDistance = limit }));
    }

    [Fact]
    public void A_query_of_other_dimensions_is_refused_with_both_numbers()
    {
        using var index = VectorIndex.Create(VectorSets.Make("random", 10, 4));
        string message = Assert.Throws<UsageException>(() => index.Search(new float[5])).Message;
        Assert.Contains("5", message);
        Assert.Contains("4", message);
        Assert.Throws<UsageException>(() => index.Search(new float[8]));
        Assert.Throws<UsageException>(() => index.SearchMany(new float[9]));
        Assert.Empty(index.SearchMany([]));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_query_that_is_not_finite_is_refused_by_position(float value)
    {
        using var index = VectorIndex.Create(VectorSets.Make("random", 10, 4));
        Assert.Contains("Query 1 has", Assert.Throws<UsageException>(() => index.SearchMany([1, 2, 3, 4, 1, 2, value, 4])).Message);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(1e6f)]
    public void A_stored_vector_that_is_not_finite_as_float16_is_refused_by_id(float value)
    {
        var source = new EmbeddingTable("f", 2, [3, 9], ["a", "b"], new float[] { 1, 2, value, 4 });
        var error = Assert.ThrowsAny<Exception>(() => VectorIndex.Create(source));
        Assert.Contains("garment 9", Assert.IsType<UsageException>(error).Message);
    }

    [Fact]
    public void Ids_must_ascend()
    {
        foreach (long[] ids in new long[][] { [1, 1], [2, 1] })
            Assert.Contains("ascend", Assert.Throws<UsageException>(() =>
                VectorIndex.Create(new EmbeddingTable("f", 1, ids, ["a", "b"], new float[2]))).Message);
    }

    [Fact]
    public void Rows_out_of_range_are_refused()
    {
        using var index = VectorIndex.Create(VectorSets.Make("random", 10, 4));
        Assert.Throws<UsageException>(() => index.ReadVector(10, new float[4]));
        Assert.Throws<UsageException>(() => index.ReadVector(-1, new float[4]));
        Assert.Throws<UsageException>(() => index.ReadVector(0, new float[3]));
        Assert.Throws<UsageException>(() => index.SearchRows([10]));
    }

    [Fact]
    public void A_stopped_search_stops()
    {
        using var index = VectorIndex.Create(VectorSets.Make("random", 1000, 4));
        var stopped = new CancellationToken(canceled: true);
        foreach (int threads in new[] { 1, 3 })
            Assert.ThrowsAny<OperationCanceledException>(() => index.Search(new float[4], new() { Threads = threads }, stopped));
        Assert.ThrowsAny<OperationCanceledException>(() => VectorIndex.Create(VectorSets.Make("random", 10, 4), cancellation: stopped));
    }

    [Fact]
    public void A_closed_index_says_so()
    {
        var index = VectorIndex.Create(VectorSets.Make("random", 10, 4));
        index.Dispose();
        index.Dispose();
        Assert.Throws<ObjectDisposedException>(() => index.Search(new float[4]));
        Assert.Throws<ObjectDisposedException>(() => index.SearchRows([1]));
        Assert.Throws<ObjectDisposedException>(() => index.ReadVector(0, new float[4]));
        Assert.Throws<ObjectDisposedException>(() => index.Ids.Length);
        Assert.Throws<ObjectDisposedException>(() => index.RowOf(1));
    }
}
