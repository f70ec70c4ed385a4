using System.Numerics.Tensors;
using GarmentTools.Common;
using GarmentTools.Embedding;
using GarmentTools.Learning;
using GarmentTools.Search;

namespace GarmentTools.Tests;

public sealed class LearnedMetricTests
{
    // Made once with numpy 1.24 by the formula as it is written in the issue, on Synthetic.Pairs in double precision: unit vectors, means
    // per side,
    // W = d.T @ d / n, e, V = eigh(W), T = V / sqrt(e + eps*e.mean()), eigh of the covariance of (X @ T), M = T @ leading K; cosines of
    // street × shop.
    [Theory]
    [InlineData(6, 20, 4, 1.0, new[] { 0.9995668, -0.7105606, -0.1569497, 0.0273174, -0.6940118, 0.9999911, -0.5020369, -0.0230815,
        -0.1807127, -0.4948816, 0.9999324, -0.4713022 })]
    [InlineData(30, 8, 5, 0.5, new[] { 0.7241452, -0.2865914, -0.6879243, 0.4588782, 0.2739856, 0.7080104, -0.3439476, -0.7635523,
        -0.9285726, -0.0840236, 0.9135735, 0.1126149 })]
    public void The_projection_equals_numpys_by_the_formula(int n, int d, int components, double epsilon, double[] expected)
    {
        var sides = Synthetic.Pairs(n, d);
        var metric = Synthetic.Solve(Synthetic.PairsOf(sides), components, epsilon);
        Assert.Equal((d, components), (metric.Dimensions, metric.Components));
        var (street, shop) = (Synthetic.Values(metric.Project(sides.Street, _ => "street")),
            Synthetic.Values(metric.Project(sides.Shop, _ => "shop")));
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 4; j++)
                Assert.Equal(expected[i * 4 + j], TensorPrimitives.Dot<float>(street.AsSpan(i * components, components),
                    shop.AsSpan(j * components, components)), 2e-5);
    }

    [Fact]
    public void One_vector_and_a_batch_and_every_width_of_registers_give_the_same_bits()
    {
        var sides = Synthetic.Pairs(200, 37);
        var metric = Synthetic.Solve(Synthetic.PairsOf(sides), 19, 2);
        var vectors = Synthetic.Values(sides.Street);
        var widest = ProjectionKernel.Width;
        var results = new List<float[]>();
        try
        {
            foreach (var width in Enum.GetValues<SimdWidth>())
            {
                ProjectionKernel.Width = width;
                var batch = new float[200 * 19];
                metric.Project(vectors, row => row % 2 == 0 ? "street" : "shop", batch);
                results.Add(batch);
            }
        }
        finally
        {
            ProjectionKernel.Width = widest;
        }
        Assert.All(results, batch => Assert.Equal(results[0], batch));
        var one = new float[19];
        for (var row = 0; row < 200; row++)
        {
            metric.Project(vectors.AsSpan(row * 37, 37), row % 2 == 0 ? "street" : "shop", one);
            Assert.Equal(results[0][(row * 19)..(row * 19 + 19)], one);
        }
    }

    [Fact]
    public void Projected_vectors_have_length_1_whatever_the_length_of_what_goes_in()
    {
        var sides = Synthetic.Pairs(40, 12);
        var metric = Synthetic.Solve(Synthetic.PairsOf(sides), 6, 1);
        var vector = Synthetic.Values(sides.Street)[..12];
        var (y, scaled) = (new float[6], new float[6]);
        metric.Project(vector, "street", y);
        metric.Project([.. vector.Select(x => x * 1000)], "street", scaled);
        Assert.Equal(1, TensorPrimitives.Norm<float>(y), 1e-6);
        Assert.True(TensorPrimitives.CosineSimilarity<float>(y, scaled) > 0.999999);
        metric.Project(new float[12], "shop", y);
        Assert.All(y, value => Assert.Equal(0, value));
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_what_was_found_and_expected()
    {
        var metric = Synthetic.Solve(Synthetic.PairsOf(Synthetic.Pairs(10, 6)), 3, 1);
        var domain = Assert.Throws<UsageException>(() => metric.Project(new float[6], "outlet", new float[3]));
        Assert.Contains("shop, street", domain.Message);
        Assert.Contains("'outlet'", domain.Message);
        Assert.Contains("6 numbers", Assert.Throws<UsageException>(() => metric.Project(new float[5], "shop", new float[3])).Message);
        Assert.Contains("Row 0", Assert.Throws<UsageException>(() =>
            metric.Project([1, 2, float.NaN, 4, 5, 6], "shop", new float[3])).Message);
        Assert.Contains("Row 150", Assert.Throws<UsageException>(() => metric.Project(
            Enumerable.Range(0, 200 * 6).Select(i => i == 150 * 6 + 2 ? float.PositiveInfinity : 1).ToArray(), _ =>
            "shop", new float[200 * 3])).Message);
        Assert.Contains("'other'", Assert.Throws<UsageException>(() => metric.CheckFits("shop", "other", 6)).Message);
        metric.CheckFits("shop", "test", 6);
        Assert.Throws<UsageException>(() => metric.Mean("Shop"));
    }

    [Fact]
    public void Columns_are_fixed_in_sign_and_nested_in_K()
    {
        var pairs = Synthetic.PairsOf(Synthetic.Pairs(30, 8));
        var (five, three) = (Synthetic.Solve(pairs, 5, 1).Projection.ToArray(), Synthetic.Solve(pairs, 3, 1).Projection.ToArray());
        for (var k = 0; k < 5; k++)
        {
            var column = Enumerable.Range(0, 8).Select(d => five[d * 5 + k]).ToArray();
            Assert.True(column.MaxBy(Math.Abs) > 0);
            if (k < 3) Assert.Equal(column, Enumerable.Range(0, 8).Select(d => three[d * 3 + k]));
        }
    }

    [Fact]
    public void More_components_than_the_photos_span_are_cut() =>
        // Six centered photos a side span five dimensions each.
        Assert.Equal(10, Synthetic.Solve(Synthetic.PairsOf(Synthetic.Pairs(6, 20)), 64, 1).Components);

    [Fact]
    public void The_hash_tells_metrics_apart_and_marks_the_vectors_they_make()
    {
        var pairs = Synthetic.PairsOf(Synthetic.Pairs(30, 8));
        var (a, b, c) = (Synthetic.Solve(pairs, 3, 1), Synthetic.Solve(pairs, 3, 1), Synthetic.Solve(pairs, 3, 2));
        Assert.Equal(a.Hash, b.Hash);
        Assert.NotEqual(a.Hash, c.Hash);
        Assert.Equal($"metric:{a.Hash}", a.Project(pairs.Shop, _ => "shop").Fingerprint);
    }

    [Fact]
    public void Street_and_shop_photos_may_be_of_two_views_and_are_held_apart()
    {
        var (street, shop) = Synthetic.Pairs(10, 6);
        var regions = new EmbeddingTable("auto", 6, street.Ids, street.Names, Synthetic.Values(street));
        var metric = Synthetic.Solve(MetricPairs.FromRows(regions, shop), 3, 1);
        Assert.Equal(("auto", "test"), (metric.Fingerprint("street"), metric.Fingerprint("shop")));
        Assert.Equal(10, metric.Project(regions, _ => "street").Count);
        Assert.Contains("'auto'", Assert.Throws<UsageException>(() => metric.Project(street, _ => "street")).Message);
        Assert.Throws<UsageException>(() => metric.Project(regions, i => i < 9 ? "street" : "shop"));
    }
}
