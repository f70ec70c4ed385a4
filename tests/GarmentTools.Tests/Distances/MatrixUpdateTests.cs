using GarmentTools.Common;
using GarmentTools.Distances;
using GarmentTools.Embedding;

namespace GarmentTools.Tests;

/// <summary>An updated file has the bytes of a rebuilt one.</summary>
public sealed class MatrixUpdateTests
{
    [Theory]
    [InlineData(MatrixPrecision.Float32, null)]
    [InlineData(MatrixPrecision.Float16, null)]
    [InlineData(MatrixPrecision.UInt16, null)]
    [InlineData(MatrixPrecision.UInt8, null)]
    [InlineData(MatrixPrecision.Float32, 8)]
    [InlineData(MatrixPrecision.Float32, 1000)]
    public void An_update_equals_a_rebuild(MatrixPrecision precision, int? neighbors)
    {
        using var folder = new TestFolder();
        EmbeddingTable catalog = TestVectors.Near(420, 40, true);
        var options = new DistanceMatrixOptions { Precision = precision, Neighbors = neighbors };
        var random = new Random(7);
        int[] held = [.. Enumerable.Range(0, 200)];
        DistanceMatrix.Build(TestVectors.Pick(catalog, held), folder["updated.npz"], options);
        for (int round = 0; round < 8; round++)
        {
            int[] next = round switch
            {
                0 => [.. Enumerable.Range(0, 230)],                    // only additions at the end, as catalogs have them
                1 => [.. Enumerable.Range(0, 230).Where(i => i != 77)], // only a removal
                2 => [],
                3 => [5],
                _ => [.. Enumerable.Range(0, 420).Where(_ => random.Next(3) > 0)],
            };
            EmbeddingTable source = TestVectors.Pick(catalog, next);
            MatrixUpdate update = DistanceMatrix.Update(folder["updated.npz"], source,
                new() { Threads = 1 + round % 3, MemoryBudget = round % 2 == 0 ? null : 6_000_000 });
            DistanceMatrix.Build(source, folder["rebuilt.npz"], options);
            Assert.Equal(File.ReadAllBytes(folder["rebuilt.npz"]), File.ReadAllBytes(folder["updated.npz"]));
            Assert.Equal((next.Except(held).Count(), held.Except(next).Count(), 0, next.Intersect(held).Count()),
                (update.Added, update.Removed, update.Changed, update.Kept));
            held = next;
        }
        Assert.Equal(["rebuilt.npz", "updated.npz"], folder.Files);
    }

    [Fact]
    public void Only_the_new_pairs_are_computed()
    {
        using var folder = new TestFolder();
        EmbeddingTable catalog = TestVectors.Unit(100, 8);
        DistanceMatrix.Build(TestVectors.Pick(catalog, Enumerable.Range(0, 90)), folder["m.npz"]);
        Assert.Equal(90 * 10 + 45, DistanceMatrix.Update(folder["m.npz"], catalog).PairsComputed);

        DateTime written = File.GetLastWriteTimeUtc(folder["m.npz"]);
        MatrixUpdate nothing = DistanceMatrix.Update(folder["m.npz"], catalog);
        Assert.Equal(new MatrixUpdate(0, 0, 0, 100, 0, false), nothing);
        Assert.Equal(written, File.GetLastWriteTimeUtc(folder["m.npz"]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(5)]
    public void A_changed_vector_is_noticed_and_a_new_name_is_written(int? neighbors)
    {
        using var folder = new TestFolder();
        EmbeddingTable before = TestVectors.Unit(60, 16), other = TestVectors.Unit(60, 16, seed: 2);
        var values = new float[60 * 16];
        before.Read(0, values);
        other.Read(31, values.AsSpan(31 * 16, 16));
        EmbeddingTable after = TestVectors.Table(values, 16);
        var renamed = new EmbeddingTable(after.Fingerprint, 16, after.Ids, [.. after.Names.Select(n => "new/" + n)], values);
        var options = new DistanceMatrixOptions { Neighbors = neighbors };

        DistanceMatrix.Build(before, folder["m.npz"], options);
        MatrixUpdate update = DistanceMatrix.Update(folder["m.npz"], after);
        Assert.Equal((0, 0, 1, 59), (update.Added, update.Removed, update.Changed, update.Kept));
        Assert.True(DistanceMatrix.Update(folder["m.npz"], renamed).Written);
        DistanceMatrix.Build(renamed, folder["rebuilt.npz"], options);
        Assert.Equal(File.ReadAllBytes(folder["rebuilt.npz"]), File.ReadAllBytes(folder["m.npz"]));
    }

    [Fact]
    public void Another_fingerprint_dimension_or_metric_is_refused()
    {
        using var folder = new TestFolder();
        EmbeddingTable table = TestVectors.Unit(10, 8);
        DistanceMatrix.Build(table, folder["m.npz"]);
        byte[] before = File.ReadAllBytes(folder["m.npz"]);
        var values = new float[80];
        table.Read(0, values);
        Assert.Contains("fp-2", Assert.Throws<ArchiveException>(() =>
            DistanceMatrix.Update(folder["m.npz"], TestVectors.Table(values, 8, "fp-2"))).Message);
        Assert.Contains("dimensions", Assert.Throws<ArchiveException>(() =>
            DistanceMatrix.Update(folder["m.npz"], TestVectors.Table(values, 16))).Message);
        Assert.Contains("Euclidean", Assert.Throws<ArchiveException>(() =>
            DistanceMatrix.Update(folder["m.npz"], table, new() { Metric = MatrixMetric.Euclidean })).Message);
        Assert.Equal(before, File.ReadAllBytes(folder["m.npz"]));
    }
}
