using GarmentTools.Common;
using GarmentTools.Distances;
using GarmentTools.Embedding;

namespace GarmentTools.Tests;

/// <summary>Building, opening and asking.</summary>
public sealed class DistanceMatrixTests
{
    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(60_000)]
    public void Neighbors_are_ordered_by_distance_and_id_and_leave_out_the_query_alone(long budget)
    {
        using var folder = new TestFolder();
        // Places 3, 4 and 9 are equal; 1 and 6 are equally far from them.
        float[] angles = [0.0f, 0.5f, 2.0f, 1.0f, 1.0f, 2.5f, 0.5f, 3.0f, 1.2f, 1.0f];
        float[] values = [.. angles.SelectMany(a => new[] { MathF.Cos(a), MathF.Sin(a) })];
        EmbeddingTable small = TestVectors.Table(values, 2);
        DistanceMatrix.Build(small, folder["m.npz"]);
        using DistanceMatrix matrix = DistanceMatrix.Open(folder["m.npz"], budget);
        MatrixNeighbor[] found = matrix.Neighbors(4, 5);
        Assert.Equal([3, 9, 8, 1, 6], found.Select(n => n.Index));
        Assert.Equal([1, 2, 3, 4, 5], found.Select(n => n.Rank));
        Assert.Equal([0f, 0f], found.Take(2).Select(n => n.Distance));
        Assert.Equal(found[3].Distance, found[4].Distance);
        Assert.Equal(found, matrix.NeighborsOfId(small.Ids[4], 5));
        Assert.Equal(found, matrix.NeighborsOfName(small.Names[4], 5));
        Assert.Equal([3, 9], matrix.Neighbors(4, 5, maxDistance: 0f).Select(n => n.Index));
        Assert.Equal(9, matrix.Neighbors(4, 1000).Length);
    }

    [Theory]
    [InlineData(MatrixPrecision.Float32)]
    [InlineData(MatrixPrecision.Float16)]
    [InlineData(MatrixPrecision.UInt16)]
    [InlineData(MatrixPrecision.UInt8)]
    public void A_file_larger_than_the_budget_answers_as_one_in_memory(MatrixPrecision precision)
    {
        using var folder = new TestFolder();
        EmbeddingTable table = TestVectors.Near(900, 24, true);
        DistanceMatrix.Build(table, folder["m.npz"], new() { Precision = precision });
        using DistanceMatrix memory = DistanceMatrix.Open(folder["m.npz"]), file =
            DistanceMatrix.Open(folder["m.npz"], 300_000, threads: 3);
        Assert.True(memory.Info.InMemory);
        Assert.False(file.Info.InMemory);
        foreach (int i in (int[])[0, 1, 450, 777, 898, 899])
        {
            Assert.Equal(memory.Distances(i), file.Distances(i));
            Assert.Equal(memory.Neighbors(i, 20), file.Neighbors(i, 20));
            Assert.Equal(memory[i, 5], file[5, i]);
        }
    }

    [Fact]
    public void Nearest_neighbors_equal_those_of_all_pairs()
    {
        using var folder = new TestFolder();
        EmbeddingTable table = TestVectors.Near(300, 24, true);
        DistanceMatrix.Build(table, folder["all.npz"]);
        DistanceMatrix.Build(table, folder["near.npz"], new() { Neighbors = 9 });
        using DistanceMatrix all = DistanceMatrix.Open(folder["all.npz"]), near = DistanceMatrix.Open(folder["near.npz"]);
        Assert.Equal((300 * 9L, (int?)9), (near.Info.Pairs, near.Info.Neighbors));
        for (int i = 0; i < 300; i++) Assert.Equal(all.Neighbors(i, 9), near.Neighbors(i, 9));
        MatrixNeighbor last = near.Neighbors(4, 9)[^1];
        Assert.Equal(last.Distance, near[last.Index, 4]);
        Assert.Contains("9 neighbors", Assert.Throws<UsageException>(() => near.Neighbors(4, 10)).Message);
        Assert.Contains("nearest neighbors", Assert.Throws<UsageException>(() => near.Distances(4)).Message);
        int far = all.Neighbors(4, 299)[^1].Index;
        Assert.Contains("farther", Assert.Throws<UsageException>(() => near[4, far]).Message);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, null)]
    [InlineData(2, null)]
    [InlineData(0, 5)]
    [InlineData(1, 5)]
    [InlineData(3, 5)]
    public void Very_small_catalogs_have_a_matrix(int count, int? neighbors)
    {
        using var folder = new TestFolder();
        EmbeddingTable table = TestVectors.Pick(TestVectors.Unit(3, 8), Enumerable.Range(0, count));
        DistanceMatrix.Build(table, folder["m.npz"], new() { Neighbors = neighbors });
        using DistanceMatrix matrix = DistanceMatrix.Open(folder["m.npz"]);
        Assert.Equal(table.Ids, matrix.Ids);
        Assert.Equal(table.Names, matrix.Names);
        for (int i = 0; i < count; i++) Assert.Equal(count - 1, matrix.Neighbors(i).Length);
    }

    [Fact]
    public void Info_says_what_the_file_holds()
    {
        using var folder = new TestFolder();
        DistanceMatrix.Build(TestVectors.Unit(50, 12), folder["m.npz"],
            new() { Metric = MatrixMetric.SquaredEuclidean, MantissaBits = 20 });
        using DistanceMatrix matrix = DistanceMatrix.Open(folder["m.npz"]);
        Assert.Equal(new MatrixInfo(folder["m.npz"], 50, 1225, 12, MatrixMetric.SquaredEuclidean, MatrixPrecision.Float32, 20, null, "fp-1",
            new FileInfo(folder["m.npz"]).Length, true), matrix.Info);
        Assert.Contains("no garment 4.", Assert.Throws<UsageException>(() => matrix.NeighborsOfId(4)).Message);
        Assert.Contains("a.jpg", Assert.Throws<UsageException>(() => matrix.NeighborsOfName("a.jpg")).Message);
        Assert.Contains("0 to 49", Assert.Throws<UsageException>(() => matrix.Neighbors(50)).Message);
    }

    [Fact]
    public void What_does_not_fit_is_refused_before_it_starts()
    {
        using var folder = new TestFolder();
        EmbeddingTable table = TestVectors.Unit(400, 64);
        Assert.Contains("is allowed", Assert.Throws<UsageException>(() =>
            DistanceMatrix.Build(table, folder["m.npz"], new() { MemoryBudget = 10_000 })).Message);
        Assert.Contains("free", Assert.Throws<ArchiveException>(() =>
            DistanceMatrix.Build(table, folder["m.npz"], new() { Free = (1L << 30, 20_000) })).Message);
        Assert.Empty(folder.Files);
        MatrixPlan plan = DistanceMatrix.Plan(table, folder["m.npz"]);
        DistanceMatrix.Build(table, folder["m.npz"]);
        Assert.InRange(plan.DiskBytes, new FileInfo(folder["m.npz"]).Length * 0.8, new FileInfo(folder["m.npz"]).Length * 1.3);
        Assert.Contains("memory", plan.ToString());
    }

    [Fact]
    public void Stopping_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TestFolder();
        EmbeddingTable table = TestVectors.Unit(600, 64);
        File.WriteAllText(folder["m.npz"], "old");
        foreach (int? neighbors in (int?[])[null, 5])
        {
            using var stop = new CancellationTokenSource();
            var options = new DistanceMatrixOptions { Neighbors = neighbors, Threads = 2, MemoryBudget = 3_200_000 };
            var progress = new Told(_ => stop.Cancel());
            Assert.ThrowsAny<OperationCanceledException>(() => DistanceMatrix.Build(table, folder["m.npz"], options, progress, stop.Token));
            Assert.Equal(["m.npz"], folder.Files);
            Assert.Equal("old", File.ReadAllText(folder["m.npz"]));
        }
    }

    [Fact]
    public void A_source_that_fails_stops_the_work_with_its_own_exception()
    {
        using var folder = new TestFolder();
        var source = new Failing(TestVectors.Unit(600, 64), 410);
        var fault = Assert.Throws<IOException>(() => DistanceMatrix.Build(source, folder["m.npz"],
            new() { Threads = 3, MemoryBudget = 3_500_000 }));
        Assert.Equal("the catalog went away", fault.Message);
        Assert.Empty(folder.Files);
    }

    [Fact]
    public void Options_have_their_defaults_and_name_all_faults_at_once()
    {
        var options = new DistanceMatrixOptions();
        Assert.Equal((MatrixMetric.Cosine, MatrixPrecision.Float32, 17, null, null, 0),
            (options.Metric, options.Precision, options.MantissaBits, options.Neighbors, options.MemoryBudget, options.Threads));
        var wrong = new DistanceMatrixOptions
        {
            Metric = (MatrixMetric)9,
            Precision = (MatrixPrecision)9,
            MantissaBits = 25,
            Neighbors = 0,
            MemoryBudget = 0,
            Threads = -1
        };
        string message = Assert.Throws<UsageException>(wrong.Check).Message;
        foreach (string name in (string[])["Metric", "Precision", "MantissaBits", "Neighbors", "MemoryBudget", "Threads"])
            Assert.Contains(name + " is", message);
    }

    [Fact]
    public void A_place_where_nothing_can_be_written_is_named()
    {
        using var folder = new TestFolder();
        EmbeddingTable table = TestVectors.Unit(4, 4);
        Assert.Contains("does not exist", Assert.Throws<ArchiveException>(() => DistanceMatrix.Build(table, folder["none/m.npz"])).Message);
        Directory.CreateDirectory(folder["d.npz"]);
        Assert.Contains("folder", Assert.Throws<ArchiveException>(() => DistanceMatrix.Build(table, folder["d.npz"])).Message);
    }

    private sealed class Told(Action<WorkProgress> told) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => told(value);
    }

    private sealed class Failing(EmbeddingTable inner, int reads) : IEmbeddingSource
    {
        private int _reads;
        public int Count => inner.Count;
        public int Dimensions => inner.Dimensions;
        public string Fingerprint => inner.Fingerprint;
        public IReadOnlyList<long> Ids => inner.Ids;
        public IReadOnlyList<string> Names => inner.Names;

        public void Read(int firstRow, Span<float> rows)
        {
            if (Interlocked.Increment(ref _reads) > reads) throw new IOException("the catalog went away");
            inner.Read(firstRow, rows);
        }
    }
}
