using System.Buffers.Binary;
using System.IO.Compression;
using GarmentTools.Common;
using GarmentTools.Distances;
using GarmentTools.Embedding;
using static GarmentTools.Tests.TestArchives;

namespace GarmentTools.Tests;

/// <summary>Matrix files that are damaged, of something else, or saved again by others.</summary>
public sealed class MatrixArchiveTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(4)]
    public void A_matrix_with_any_byte_changed_or_any_end_cut_off_never_gives_other_distances(int? neighbors)
    {
        using var folder = new TestFolder();
        DistanceMatrix.Build(TestVectors.Unit(40, 8), folder["m.npz"], new() { Neighbors = neighbors });
        byte[] good = File.ReadAllBytes(folder["m.npz"]);
        MatrixNeighbor[][] expected;
        using (DistanceMatrix matrix = DistanceMatrix.Open(folder["m.npz"])) expected = [.. Enumerable.Range(0, 40)
            .Select(i => matrix.Neighbors(i, 4))];

        var random = new Random(11);
        for (int round = 0; round < 400; round++)
        {
            byte[] bad = round % 4 == 0 ? good[..random.Next(good.Length)] : [.. good];
            if (round % 4 != 0) bad[random.Next(bad.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(folder["bad.npz"], bad);
            foreach (long budget in (long[])[long.MaxValue, 3000])
                try
                {
                    // What may change unseen (a date in the zip, a version, the bits said to be kept) must not change an answer.
                    using DistanceMatrix matrix = DistanceMatrix.Open(folder["bad.npz"], budget);
                    Assert.Equal(expected, [.. Enumerable.Range(0, 40).Select(i => matrix.Neighbors(i, 4))]);
                }
                catch (ArchiveException) { }
        }
    }

    [Fact]
    public void A_wrong_shape_or_a_matrix_of_something_else_is_refused()
    {
        using var folder = new TestFolder();
        Zip(folder["a.npz"], ("x.npy", Npy(Plain, 4)));
        Assert.Contains("not a distance matrix", Assert.Throws<ArchiveException>(() => DistanceMatrix.Open(folder["a.npz"])).Message);
        Zip(folder["b.npz"], ("arr_0.npy", Npy(Plain, 4)));
        Assert.Contains("original project", Assert.Throws<ArchiveException>(() => DistanceMatrix.Open(folder["b.npz"])).Message);

        DistanceMatrix.Build(TestVectors.Unit(5, 8), folder["c.npz"]);
        Rewrite(folder["c.npz"], "distances.npy", Npy("{'descr': '<f4', 'fortran_order': False, 'shape': (9,), }", 36));
        Assert.Contains("(10,)", Assert.Throws<ArchiveException>(() => DistanceMatrix.Open(folder["c.npz"])).Message);
        byte[] nan = Npy("{'descr': '<f4', 'fortran_order': False, 'shape': (10,), }", 40);
        BinaryPrimitives.WriteSingleLittleEndian(nan.AsSpan(128), float.NaN);
        Rewrite(folder["c.npz"], "distances.npy", nan);
        using DistanceMatrix matrix = DistanceMatrix.Open(folder["c.npz"]);
        Assert.Contains("NaN", Assert.Throws<ArchiveException>(() => matrix.Neighbors(1)).Message);
    }

    [Theory]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.NoCompression)]
    public void A_matrix_saved_again_by_another_program_is_read_and_updated(CompressionLevel level)
    {
        using var folder = new TestFolder();
        EmbeddingTable table = TestVectors.Unit(60, 8);
        DistanceMatrix.Build(TestVectors.Pick(table, Enumerable.Range(0, 50)), folder["m.npz"]);
        Rewrite(folder["m.npz"], "", [], level);
        using (DistanceMatrix matrix = DistanceMatrix.Open(folder["m.npz"])) Assert.Equal(49, matrix.Neighbors(0, 100).Length);
        Assert.Throws<ArchiveException>(() => DistanceMatrix.Open(folder["m.npz"], 4000));
        DistanceMatrix.Update(folder["m.npz"], table);
        DistanceMatrix.Build(table, folder["rebuilt.npz"]);
        Assert.Equal(File.ReadAllBytes(folder["rebuilt.npz"]), File.ReadAllBytes(folder["m.npz"]));
    }
}
