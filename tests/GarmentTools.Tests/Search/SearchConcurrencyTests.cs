using GarmentTools.Search;

namespace GarmentTools.Tests;

public sealed class SearchConcurrencyTests
{
    [Fact]
    public void Many_threads_search_one_index()
    {
        var source = VectorSets.Make("clustered", 4000, 64);
        using var index = VectorIndex.Create(source);
        var queries = VectorSets.Queries(source);
        var expected = queries.Select(q => index.Search(q, new() { Threads = 1 })).ToArray();
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            Assert.Equal(expected[i % queries.Length], index.Search(queries[i % queries.Length], new() { Threads = i % 4 })));
    }

    [Fact]
    public async Task Closing_while_others_search_is_safe()
    {
        var source = VectorSets.Make("random", 4000, 64);
        var query = VectorSets.Queries(source)[2];
        for (int round = 0; round < 20; round++)
        {
            var index = VectorIndex.Create(source);
            var expected = index.Search(query);
            var searches = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                while (true)
                {
                    try
                    {
                        Assert.Equal(expected, index.Search(query));
                    }
                    catch (ObjectDisposedException)
                    {
                        return;
                    }
                }
            })).ToArray();
            Thread.Sleep(5);
            index.Dispose();
            await Task.WhenAll(searches).WaitAsync(TimeSpan.FromSeconds(30));
        }
    }
}
