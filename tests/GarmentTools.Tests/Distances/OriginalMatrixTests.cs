using GarmentTools.Common;
using GarmentTools.Distances;
using GarmentTools.Npz;

namespace GarmentTools.Tests;

/// <summary>The original project's file: a square of float64 under arr_0.</summary>
public sealed class OriginalMatrixTests
{
    private static readonly string[] s_names = ["a.jpg", "b.jpg", "c.jpg"];

    [Fact]
    public void Its_neighbors_are_found_by_name()
    {
        using var folder = new TestFolder();
        Save(folder["o.npz"], 3, 3, 0, 1, 2.5, 1, 0, 2, 2.5, 2, 0);
        using DistanceMatrix matrix = DistanceMatrix.OpenOriginal(folder["o.npz"], s_names);
        Assert.Equal([new MatrixNeighbor(1, 2, 1, "b.jpg", 1), new MatrixNeighbor(2, 2.5f, 0, "a.jpg", 0)],
            matrix.NeighborsOfName("c.jpg"));
        Assert.Equal((MatrixMetric.Euclidean, 3L), (matrix.Metric, matrix.Info.Pairs));
    }

    [Theory]
    [InlineData("not symmetric", "0, 1, 2.5, 1, 0, 2, 2.6, 2, 0")]
    [InlineData("finite", "0, NaN, 2.5, NaN, 0, 2, 2.5, 2, 0")]
    [InlineData("finite", "0, -1, 2.5, -1, 0, 2, 2.5, 2, 0")]
    [InlineData("itself", "0, 1, 2.5, 1, 0.5, 2, 2.5, 2, 0")]
    public void What_holds_no_distances_is_refused(string reason, string values)
    {
        using var folder = new TestFolder();
        Save(folder["o.npz"], 3, 3, [.. values.Split(',').Select(v => double.Parse(v, System.Globalization.CultureInfo.InvariantCulture))]);
        Assert.Contains(reason, Assert.Throws<ArchiveException>(() => DistanceMatrix.OpenOriginal(folder["o.npz"], s_names)).Message);
    }

    [Fact]
    public void Other_shapes_and_counts_of_names_are_refused()
    {
        using var folder = new TestFolder();
        Save(folder["o.npz"], 3, 2, 0, 1, 1, 0, 2, 2);
        Assert.Contains("square", Assert.Throws<ArchiveException>(() => DistanceMatrix.OpenOriginal(folder["o.npz"], s_names)).Message);
        Save(folder["o.npz"], 2, 2, 0, 1, 1, 0);
        Assert.Contains("3 names", Assert.Throws<ArchiveException>(() => DistanceMatrix.OpenOriginal(folder["o.npz"], s_names)).Message);
        Assert.Contains("allowed", Assert.Throws<UsageException>(() =>
            DistanceMatrix.OpenOriginal(folder["o.npz"], ["a", "b"], memoryBudget: 8)).Message);
    }

    private static void Save(string path, int rows, int columns, params double[] values)
    {
        using FileStream stream = File.Create(path);
        var writer = new NpzWriter(stream);
        writer.Write<double>("arr_0", "<f8", values, rows, columns);
        writer.Finish();
    }
}
