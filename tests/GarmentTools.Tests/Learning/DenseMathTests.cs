using GarmentTools.Numerics;

namespace GarmentTools.Tests;

public sealed class DenseMathTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(6, 8, 256)]
    [InlineData(7, 9, 257)]
    [InlineData(50, 3, 600)]
    [InlineData(101, 67, 5)]
    public void Products_equal_a_plain_loop_of_fused_multiply_adds(int rows, int columns, int inner)
    {
        var (a, b) = (Numbers(rows * inner, 1), Numbers(inner * columns, 2));
        var product = DenseMath.Multiply(MatrixView.Of(a, rows, inner), MatrixView.Of(b, inner, columns), default);
        var fromTransposed = DenseMath.Multiply(MatrixView.Of(Transpose(a, rows, inner), inner, rows).T,
            MatrixView.Of(Transpose(b, inner, columns), columns, inner).T, default);
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
            {
                var sum = 0.0;
                for (var p = 0; p < inner; p++) sum = Math.FusedMultiplyAdd(a[i * inner + p], b[p * columns + j], sum);
                Assert.Equal(sum, product[i * columns + j]);
                Assert.Equal(sum, fromTransposed[i * columns + j]);
            }
    }

    [Theory]
    [InlineData(5, 3)]
    [InlineData(77, 300)]
    public void The_half_of_a_symmetric_product_that_is_copied_equals_the_one_computed(int n, int inner)
    {
        var x = MatrixView.Of(Numbers(inner * n, 3), inner, n);
        var half = DenseMath.MultiplySymmetric(x.T, x, default);
        var whole = DenseMath.Multiply(x.T, x, default);
        Assert.Equal(whole, half);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(130)]
    [InlineData(300)]   // beyond the size from which rows go to several threads
    public void Eigenvectors_are_orthonormal_and_belong_to_their_values(int n)
    {
        var x = MatrixView.Of(Numbers(n * n, 4), n, n);
        var matrix = DenseMath.MultiplySymmetric(x.T, x, default);
        var eigen = SymmetricEigen.Compute((double[])matrix.Clone(), n, n, default);
        CheckEigen(matrix, eigen, n);
        Assert.Equal(Enumerable.Range(0, n).Sum(i => matrix[i * n + i]), eigen.Values.Sum(), 1e-10 * eigen.Values[0] * n);
        var leading = SymmetricEigen.Compute((double[])matrix.Clone(), n, (n + 1) / 2, default);
        Assert.Equal(eigen.Vectors[..leading.Vectors.Length], leading.Vectors);
    }

    [Fact]
    public void Repeated_zero_and_negative_eigenvalues_are_found()
    {
        const int n = 40;
        // A rank-one matrix minus the identity in the first ten rows: values 40-ish, 0 and -1, most of them repeated.
        var matrix = new double[n * n];
        Array.Fill(matrix, 1);
        for (var i = 0; i < 10; i++) matrix[i * n + i] -= 1;
        var eigen = SymmetricEigen.Compute((double[])matrix.Clone(), n, n, default);
        CheckEigen(matrix, eigen, n);
        Assert.Equal(9, eigen.Values.Count(v => Math.Abs(v + 1) < 1e-12));
        Assert.Equal(29, eigen.Values.Count(v => Math.Abs(v) < 1e-12));
    }

    [Fact]
    public void Empty_matrices_and_tiny_or_huge_scales_do_no_harm()
    {
        Assert.All(SymmetricEigen.Compute(new double[25], 5, 5, default).Values, v => Assert.Equal(0, v));
        foreach (var scale in (double[])[1e-200, 1e200])
        {
            var eigen = SymmetricEigen.Compute([2 * scale, scale, scale, 2 * scale], 2, 2, default);
            Assert.Equal(3, eigen.Values[0] / scale, 1e-12);
            Assert.Equal(1, eigen.Values[1] / scale, 1e-12);
        }
        Assert.Throws<ArgumentException>(() => SymmetricEigen.Compute([1, double.NaN, double.NaN, 1], 2, 2, default));
    }

    private static void CheckEigen(double[] matrix, SymmetricEigen eigen, int n)
    {
        var scale = eigen.Values.Max(Math.Abs) + 1e-300;
        for (var k = 0; k < n; k++)
        {
            var vector = eigen.Vectors.AsSpan(k * n, n);
            if (k > 0) Assert.True(eigen.Values[k] <= eigen.Values[k - 1]);
            for (var i = 0; i < n; i++)
                Assert.Equal(eigen.Values[k] * vector[i], SymmetricEigen.Dot(matrix.AsSpan(i * n, n), vector), 1e-12 * scale);
            for (var other = 0; other <= k; other++)
                Assert.Equal(other == k ? 1 : 0, SymmetricEigen.Dot(vector, eigen.Vectors.AsSpan(other * n, n)), 1e-12);
        }
    }

    private static double[] Numbers(int count, ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
    }

    private static double[] Transpose(double[] values, int rows, int columns)
    {
        var result = new double[values.Length];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++) result[j * rows + i] = values[i * columns + j];
        return result;
    }
}
