using GarmentTools.Common;
using GarmentTools.Distances;
using GarmentTools.Embedding;

namespace GarmentTools.Tests;

/// <summary>Every distance against float64 on the same vectors.</summary>
public sealed class DistanceExactnessTests
{
    public static TheoryData<MatrixMetric, int> Cases()
    {
        var data = new TheoryData<MatrixMetric, int>();
        foreach (MatrixMetric metric in Enum.GetValues<MatrixMetric>())
            foreach (int dimensions in (int[])[1, 3, 63, 64, 65, 256, 300, 1280]) data.Add(metric, dimensions);
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Float32_is_within_1e_5_of_float64(MatrixMetric metric, int dimensions)
    {
        foreach (EmbeddingTable table in (EmbeddingTable[])[TestVectors.Unit(70, dimensions), TestVectors.Raw(70, dimensions),
            TestVectors.Near(90, dimensions, true), TestVectors.Near(90, dimensions, false)])
        {
            // Below 1e-24 two directions are the same as far as float64 can tell.
            double floor = metric == MatrixMetric.Cosine ? 1e-24 : 0;
            Assert.InRange(WorstRelative(table, new() { Metric = metric }, floor), 0, 1e-5);
            Assert.InRange(WorstRelative(table, new() { Metric = metric, MantissaBits = 24 }, floor), 0, 2.4e-6);
        }
    }

    [Theory]
    [InlineData(MatrixMetric.Cosine)]
    [InlineData(MatrixMetric.Euclidean)]
    [InlineData(MatrixMetric.SquaredEuclidean)]
    public void Products_that_all_round_the_same_way_do_not_add_up(MatrixMetric metric)
    {
        var random = new Random(4);
        foreach (int dimensions in (int[])[256, 2048])
        {
            const int count = 60;
            float[] constant = new float[count * dimensions], hot = new float[count * dimensions];
            for (int i = 0; i < count; i++)
            {
                float length = 0.01f + random.NextSingle();
                double share = 0.02 + 0.9 * random.NextDouble();
                for (int k = 0; k < dimensions; k++)
                {
                    constant[i * dimensions + k] = length;
                    hot[i * dimensions + k] = random.NextDouble() < share || k < dimensions * 0.6 ? 1 : 0;
                }
            }
            foreach (float[] values in (float[][])[constant, hot, TestVectors.Normalize([.. hot], dimensions)])
                Assert.InRange(WorstRelative(TestVectors.Table(values, dimensions), new() { Metric = metric }, 1e-13), 0, 1e-5);
        }
    }

    [Theory]
    [InlineData(MatrixMetric.Cosine)]
    [InlineData(MatrixMetric.Euclidean)]
    [InlineData(MatrixMetric.SquaredEuclidean)]
    public void Smaller_types_keep_their_stated_errors(MatrixMetric metric)
    {
        EmbeddingTable table = TestVectors.Near(120, 256, true);
        int range = metric == MatrixMetric.SquaredEuclidean ? 4 : 2;
        Assert.InRange(WorstAbsolute(table, new() { Metric = metric, Precision = MatrixPrecision.UInt8 }), 0, range / 255.0 / 2 + 1e-6);
        Assert.InRange(WorstAbsolute(table, new() { Metric = metric, Precision = MatrixPrecision.UInt16 }), 0, range / 65535.0 / 2 + 3e-6);
        var half = new DistanceMatrixOptions { Metric = metric, Precision = MatrixPrecision.Float16 };
        Assert.InRange(WorstRelative(table, half, 0, from: 6.2e-5), 0, 5e-4);
        Assert.InRange(WorstAbsolute(table, half, below: 6.1e-5), 0, 3e-8);
    }

    [Theory]
    [InlineData(MatrixMetric.Cosine)]
    [InlineData(MatrixMetric.Euclidean)]
    [InlineData(MatrixMetric.SquaredEuclidean)]
    public void Equal_vectors_are_at_0_and_only_they(MatrixMetric metric)
    {
        EmbeddingTable table = TestVectors.Near(210, 256, true);
        using var matrix = DistanceMatrix.Compute(table, new() { Metric = metric });
        var (x, y) = (new float[256], new float[256]);
        for (int i = 0; i < table.Count; i++)
            for (int j = i + 1; j < table.Count; j++)
            {
                table.Read(i, x);
                table.Read(j, y);
                if (x.AsSpan().SequenceEqual(y)) Assert.Equal(0f, matrix[i, j]);
                else if (metric != MatrixMetric.Cosine) Assert.True(matrix[i, j] > 0);
            }
    }

    [Fact]
    public void Vectors_of_any_length_have_a_cosine()
    {
        float[] values = [1, 0, 3e-30f, 0, 0, 2e25f, 0, 0, 0, 0, -5e30f, 0, 1e-40f, 1e-40f];
        using var matrix = DistanceMatrix.Compute(TestVectors.Table(values, 2), new() { MantissaBits = 24 });
        float[] expected = [0, 1, 1, 1, 2, (float)(1 - Math.Sqrt(0.5))];
        for (int j = 1; j < 7; j++) Assert.Equal(expected[j - 1], matrix[0, j], 1e-6);
        Assert.Equal(0f, matrix[3, 4]); // two zero vectors are equal
    }

    [Fact]
    public void Tiny_vectors_keep_their_digits()
    {
        float[] values = [1e-20f, 2e-20f, -3e-20f, 5e-20f, 0, 0, 1, 1];
        EmbeddingTable table = TestVectors.Table(values, 2);
        Assert.InRange(WorstRelative(table, new() { Metric = MatrixMetric.Euclidean }, 0), 0, 1e-5);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(1e30f)]
    public void Numbers_no_distance_can_be_made_of_are_refused_by_name(float value)
    {
        float[] values = [1, 2, 3, value];
        var fault = Assert.Throws<UsageException>(() => DistanceMatrix.Compute(TestVectors.Table(values, 2),
            new() { Metric = MatrixMetric.Euclidean }));
        Assert.Contains("shop/größe-8.jpg", fault.Message);
    }

    [Fact]
    public void Codes_are_refused_where_their_range_does_not_hold()
    {
        EmbeddingTable raw = TestVectors.Raw(10, 16);
        Assert.Contains("length 1", Assert.Throws<UsageException>(() =>
            DistanceMatrix.Compute(raw, new() { Metric = MatrixMetric.Euclidean, Precision = MatrixPrecision.UInt8 })).Message);
        DistanceMatrix.Compute(raw, new() { Precision = MatrixPrecision.UInt8 }).Dispose();

        EmbeddingTable far = TestVectors.Table([0, 0, 70000, 0], 2);
        Assert.Contains("65504", Assert.Throws<UsageException>(() =>
            DistanceMatrix.Compute(far, new() { Metric = MatrixMetric.Euclidean, Precision = MatrixPrecision.Float16 })).Message);
    }

    private static double WorstRelative(EmbeddingTable table, DistanceMatrixOptions options, double floor, double from = 0)
    {
        double worst = 0;
        using var matrix = DistanceMatrix.Compute(table, options);
        for (int i = 0; i < table.Count; i++)
            for (int j = i + 1; j < table.Count; j++)
            {
                double expected = TestVectors.Reference(table, options.Metric, i, j), error = Math.Abs(matrix[i, j] - expected);
                if (error > floor && expected >= from) worst = Math.Max(worst, error / expected);
            }
        return worst;
    }

    private static double WorstAbsolute(EmbeddingTable table, DistanceMatrixOptions options, double below = double.PositiveInfinity)
    {
        double worst = 0;
        using var matrix = DistanceMatrix.Compute(table, options);
        for (int i = 0; i < table.Count; i++)
            for (int j = i + 1; j < table.Count; j++)
                if (TestVectors.Reference(table, options.Metric, i, j) is var expected && expected < below)
                    worst = Math.Max(worst, Math.Abs(matrix[i, j] - expected));
        return worst;
    }
}
