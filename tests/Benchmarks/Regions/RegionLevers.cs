using System.Globalization;
using GarmentTools.Embedding;
using GarmentTools.Learning;
using GarmentTools.Regions;

namespace Benchmarks.Regions;

/// <summary>
/// Settings of the region side by side, on the training rows alone (443 queries, their 443 shop photos): plain cosine, and a metric learned
/// in
/// cross-validation. A setting becomes a default if the 99 % interval of its gain in MRR excludes 0 and hit@10 does not fall.
/// docs/levers.md has the result.
/// </summary>
internal static class RegionLevers
{
    private static readonly ViewAveraging s_tight = ViewAveraging.None, s_both = ViewAveraging.Default;

    private static readonly (string Name, RegionRequest Region, RegionOptions? Options, ViewAveraging Averaging)[] s_queries =
    [
        ("Auto, tight", RegionRequest.Auto, null, s_tight),
        ("Whole", RegionRequest.Whole, null, s_tight),
        ("Full", RegionRequest.Full, null, s_tight),
        ("tight, background kept", RegionRequest.Auto, new() { WhiteBackground = false }, s_tight),
        ("tight, mirrored too", RegionRequest.Auto, null, s_tight with { Flip = true }),
        ("tight, sizes 1, .85 and 1.15", RegionRequest.Auto, null, s_tight with { Scales = [1, .85, 1.15] }),
        ("tight and whole, .8 to .2", RegionRequest.Auto, null, s_tight with { WholeWeight = .2 }),
        ("tight and whole, .5 to .5", RegionRequest.Auto, null, s_tight with { WholeWeight = .5 }),
        ("Auto (tight and roomy)", RegionRequest.Auto, null, s_both),
        ("Auto and whole, .67 to .33", RegionRequest.Auto, null, s_both with { WholeWeight = 1.0 / 3 }),
        ("Auto, mirrored too", RegionRequest.Auto, null, s_both with { Flip = true }),
    ];

    public static int Run()
    {
        var (street, shop) = StreetShop.Pairs(0, StreetShop.TestFrom);
        (string Name, RegionRequest Region, ViewAveraging Averaging)[] galleries =
        [
            ("whole", RegionRequest.Whole, s_tight),
            ("whole and mirrored", RegionRequest.Whole, s_tight with { Flip = true }),
            ("Auto", RegionRequest.Auto, s_both),
        ];
        var gallery = galleries.ToDictionary(g => g.Name, g => RegionBenchmark.Embed(g.Region, shop, g.Averaging));
        var queries = s_queries.ToDictionary(q => q.Name, q => RegionBenchmark.Embed(q.Region, street, q.Averaging, q.Options));
        foreach (var (output, learned) in new[] { ("embedding", false), ("features", false), ("features", true) })
        {
            var baseline = Rank("Auto, tight", "whole");
            Console.WriteLine($"{output}{(learned ? ", learned" : "")}: hit@1 / hit@10, MRR, gain in MRR over the tight box alone and " +
                "its 99 % interval");
            foreach (var (name, _, _, _) in s_queries) Print(name, "whole");
            Print("Auto, tight", "Auto");
            Print("Auto, tight", "whole and mirrored");
            Print("Auto, mirrored too", "whole and mirrored");

            Ranking Rank(string query, string side)
            {
                float[][] q = [.. queries[query].Select(p => p[output])], g = [.. gallery[side].Select(p => p[output])];
                return learned ? new Ranking([.. MetricLearner.CrossValidate(MetricPairs.FromRows(Table(q, "street"),
                    Table(g, "shop"))).Ranks]) : Ranking.Of(q, g);
            }

            void Print(string query, string side)
            {
                var ranking = Rank(query, side);
                var (low, high) = ranking.MrrGain(baseline);
                var gain = string.Create(CultureInfo.InvariantCulture, $"{ranking.Mrr - baseline.Mrr:+0.000;-0.000} " +
                    $"[{low:+0.000;-0.000}, " +
                    $"{high:+0.000;-0.000}]");
                Console.WriteLine($"  {query,-32} {side,-20} {ranking}  {gain}");
            }
        }
        return 0;
    }

    private static EmbeddingTable Table(float[][] rows, string side) =>
        new(side, rows[0].Length, [.. rows.Select((_, i) => (long)i)], [.. rows.Select((_, i) => $"{side}/{i}")], rows.SelectMany(r => r)
            .ToArray());
}
