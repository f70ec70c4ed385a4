using GarmentTools.Distances;
using GarmentTools.Embedding;

namespace GarmentTools.Tests;

/// <summary>The bytes of a file depend on the vectors and the options that show in it, and on nothing else.</summary>
public sealed class DistanceDeterminismTests
{
    public static TheoryData<MatrixMetric, MatrixPrecision> Kinds()
    {
        var data = new TheoryData<MatrixMetric, MatrixPrecision>();
        foreach (MatrixMetric metric in Enum.GetValues<MatrixMetric>())
            foreach (MatrixPrecision precision in Enum.GetValues<MatrixPrecision>()) data.Add(metric, precision);
        return data;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Threads_budget_and_simd_do_not_show(MatrixMetric metric, MatrixPrecision precision)
    {
        using var folder = new TestFolder();
        EmbeddingTable table = TestVectors.Near(450, 70, true);
        var options = new DistanceMatrixOptions { Metric = metric, Precision = precision, Threads = 1, MemoryBudget = 1L << 30 };
        byte[] expected = Bytes(options);
        Assert.Equal(expected, Bytes(options with { Threads = 3 }));
        foreach (TilePath path in Enum.GetValues<TilePath>()) Assert.Equal(expected, Bytes(options with { Path = path }));
        Assert.All(Budgets(table, options with { Threads = 2 }), budget =>
            Assert.Equal(expected, Bytes(options with { Threads = 2, MemoryBudget = budget })));

        byte[] Bytes(DistanceMatrixOptions o)
        {
            DistanceMatrix.Build(table, folder["f.npz"], o);
            return File.ReadAllBytes(folder["f.npz"]);
        }
    }

    [Fact]
    public void Neighbors_are_the_same_however_they_are_found()
    {
        using var folder = new TestFolder();
        EmbeddingTable table = TestVectors.Near(450, 70, true);
        var options = new DistanceMatrixOptions { Neighbors = 12, Threads = 1, MemoryBudget = 1L << 30 };
        byte[] expected = Bytes(options);
        Assert.Equal(expected, Bytes(options with { Threads = 3 }));
        Assert.Equal(expected, Bytes(options with { Path = TilePath.Vector128 }));
        Assert.All(Budgets(table, options with { Threads = 2 }), budget =>
            Assert.Equal(expected, Bytes(options with { Threads = 2, MemoryBudget = budget })));

        byte[] Bytes(DistanceMatrixOptions o)
        {
            DistanceMatrix.Build(table, folder["f.npz"], o);
            return File.ReadAllBytes(folder["f.npz"]);
        }
    }

    [Fact]
    public void A_pair_has_one_distance_whatever_its_place_and_order()
    {
        EmbeddingTable table = TestVectors.Near(200, 130, true);
        using var all = DistanceMatrix.Compute(table, new() { MantissaBits = 24 });
        int[] places = [.. Enumerable.Range(0, 200).Where(i => i % 3 != 1)];
        using var some = DistanceMatrix.Compute(TestVectors.Pick(table, places), new() { MantissaBits = 24 });
        for (int i = 0; i < places.Length; i++)
            for (int j = 0; j < places.Length; j++)
                Assert.Equal(all[places[i], places[j]], some[i, j]);

        var turned = new float[200 * 130];
        for (int i = 0; i < 200; i++) table.Read(199 - i, turned.AsSpan(i * 130, 130));
        using var back = DistanceMatrix.Compute(TestVectors.Table(turned, 130), new() { MantissaBits = 24 });
        for (int i = 0; i < 200; i++)
            for (int j = i + 1; j < 200; j++)
                Assert.Equal(all[i, j], back[199 - i, 199 - j]);
    }

    /// <summary>
    /// One budget for each way the work is cut up: vectors in memory or in blocks, tall strips or a few rows, fewer threads.
    /// </summary>
    private static List<long> Budgets(EmbeddingTable table, DistanceMatrixOptions options)
    {
        var budgets = new List<long>();
        var seen = new HashSet<(bool, int, int)>();
        for (long budget = 64 << 20; ; budget = budget * 19 / 20)
        {
            WorkLayout layout = options.Neighbors is { } k
                ? WorkLayout.ChooseForNeighbors(table.Count, table.Dimensions, k, options.Threads, budget)
                : WorkLayout.Choose(table.Count, table.Dimensions, options.Values.Size, options.Threads, budget);
            if (layout.MemoryBytes > budget) break;
            if (seen.Add((layout.Cached, layout.StripRows, layout.Threads)))
                budgets.Add(budget + table.Count * 8L * (options.Neighbors ?? 0));
        }
        Assert.Contains(seen, s => s.Item1);
        Assert.Contains(seen, s => !s.Item1);
        return budgets;
    }
}
