using GarmentTools.Distances;
using GarmentTools.Learning;

namespace GarmentTools.Tests;

/// <summary>Damaged <c>.npz</c> files of all kinds: their bytes, and their members behind right checksums.</summary>
public sealed class HostileArchiveTests : IDisposable
{
    private const long Budget = 64 << 20;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(MatrixPrecision.Float32)]
    [InlineData(MatrixPrecision.UInt16)]
    [InlineData(MatrixPrecision.UInt8)]
    public void Damaged_distance_matrices(MatrixPrecision precision)
    {
        var path = _folder["whole.npz"];
        DistanceMatrix.Build(TestVectors.Unit(40, 16, seed: 5), path, new DistanceMatrixOptions { Precision = precision });
        Mutants.Try(_folder, path, Ask);
        Mutants.TryMembers(_folder, path, Ask);
    }

    [Fact]
    public void Damaged_neighbor_matrices()
    {
        var path = _folder["near.npz"];
        DistanceMatrix.Build(TestVectors.Unit(40, 16, seed: 6), path, new DistanceMatrixOptions { Neighbors = 5 });
        Mutants.Try(_folder, path, Ask);
        Mutants.TryMembers(_folder, path, Ask);
    }

    [Fact]
    public void Damaged_learned_metrics()
    {
        var path = _folder["metric.npz"];
        MetricLearner.Fit(Synthetic.PairsOf(Synthetic.Disturbed(80, 24)),
            new MetricOptions { Components = [8], Epsilons = [0.1] }).Metric!.Save(path);
        var values = Enumerable.Range(1, 24).Select(i => (float)i).ToArray();
        Mutants.Try(_folder, path, Use);
        Mutants.TryMembers(_folder, path, Use);

        void Use(string file)
        {
            var metric = LearnedMetric.Load(file);
            metric.Project(values, metric.Domains[0], new float[metric.Components]);
            _ = metric.Confidence?.Probabilities([0.1, 0.4]);
        }
    }

    private static void Ask(string file)
    {
        using var matrix = DistanceMatrix.Open(file, memoryBudget: Budget);
        for (var i = 0; i < matrix.Count; i++) _ = matrix.Neighbors(i, 5);
    }
}
