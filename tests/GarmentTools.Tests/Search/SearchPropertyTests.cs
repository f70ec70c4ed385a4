using FsCheck;
using FsCheck.Fluent;
using GarmentTools.Search;

namespace GarmentTools.Tests;

public sealed class SearchPropertyTests
{
    private sealed record Case(string Kind, int Count, int Dimensions, int Seed, VectorSearchOptions Options, double Density,
        SimdWidth Width);

    private static readonly Arbitrary<Case> Cases = Arb.From(
        from kind in Gen.Elements(VectorSets.Kinds)
        from count in Gen.Choose(0, 1100)
        from dimensions in Gen.Choose(1, 300)
        from seed in Gen.Choose(1, 1_000_000)
        from wanted in Gen.Choose(1, 40)
        from metric in Gen.Elements(Enum.GetValues<DistanceMetric>())
        from limit in Gen.Elements<float?>(null, 0f, 0.3f, 1f, 1.3f)
        from threads in Gen.Choose(1, 4)
        from density in Gen.Elements(0.003, 0.1, 0.6, 1)
        from width in Gen.Elements(Enum.GetValues<SimdWidth>())
        select new Case(kind, count, dimensions, seed, new VectorSearchOptions
        {
            Count = wanted,
            Metric = metric,
            MaxDistance = limit,
            Threads = threads
        }, density, width));

    [Fact]
    public void Any_search_is_that_of_brute_force() => Prop.ForAll(Cases, Agrees).QuickCheckThrowOnFailure();

    [Fact]
    public void The_bound_holds_for_every_row() => Prop.ForAll(Cases, BoundHolds).QuickCheckThrowOnFailure();

    private static bool Agrees(Case given)
    {
        var source = VectorSets.Make(given.Kind, given.Count, given.Dimensions, given.Seed);
        using var index = VectorIndex.Create(source);
        index.Width = given.Width;
        var random = new Random(given.Seed);
        var options = given.Options with
        {
            Filter = given.Density < 1 ? RowFilter.FromIds(index, source.Ids.Where(_ => random.NextDouble() < given.Density)) : null,
            ExcludedIds = [.. source.Ids.Where(_ => random.Next(50) == 0)],
        };
        return VectorSets.Queries(source, given.Seed).All(query => index.Search(query, options)
            .SequenceEqual(BruteForce.Search(index, query, options)));
    }

    /// <summary>1 − d lies within similarity ± margin, for the integer sum of the codes and the kernel's distance d of every row.</summary>
    private static unsafe bool BoundHolds(Case given)
    {
        var source = VectorSets.Make(given.Kind, Math.Min(given.Count, 150), given.Dimensions, given.Seed);
        var layout = new VectorFileLayout(source.Count, source.Dimensions);
        var normalized = new float[source.Dimensions];
        var codes = new sbyte[source.Dimensions];
        foreach (var query in VectorSets.Queries(source, given.Seed))
        {
            var group = new QueryGroup(layout, 1);
            group.Add(query, -1, 0);
            var q = group.Normalized[..source.Dimensions];
            for (int row = 0; row < source.Count; row++)
            {
                var vector = VectorSets.Row(source, row);
                VectorMath.RoundToHalf(vector, vector);
                VectorMath.Scale(vector, VectorMath.InverseNorm(vector), normalized);
                var (scale, error) = VectorMath.Quantize<sbyte>(normalized, 127, codes);
                long sum = 0;
                for (int i = 0; i < codes.Length; i++)
                    sum += codes[i] * group.Codes[i];
                float similarity = (int)sum * scale * group.Scales[0], margin = error * group.ErrorFactors[0] + group.SharedErrors[0];
                float d = BruteForce.Distance(normalized, q, DistanceMetric.Cosine);
                if (sum != (int)sum || similarity - margin > 1 - (double)d || similarity + margin < 1 - (double)d)
                    return false;
            }
        }
        return true;
    }
}
