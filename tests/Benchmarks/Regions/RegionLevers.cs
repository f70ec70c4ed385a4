using GarmentTools;

namespace Benchmarks.Regions;

/// <summary>
/// Settings of the region side by side, on the training rows alone (443 queries, their 443 shop photos), plain cosine. A setting becomes a default if the
/// 99 % interval of its gain in MRR excludes 0 and hit@10 does not fall.
/// </summary>
internal static class RegionLevers
{
    private static readonly ViewAveraging s_tight = ViewAveraging.None, s_both = ViewAveraging.TightAndRoomy;

    private static readonly (string Name, RegionRequest Region, RegionOptions? Options, ViewAveraging Averaging)[] s_queries =
    [
        ("Auto", RegionRequest.Auto, null, s_tight),
        ("Whole", RegionRequest.Whole, null, s_tight),
        ("Full", RegionRequest.Full, null, s_tight),
        ("Auto, background kept", RegionRequest.Auto, new() { WhiteBackground = false }, s_tight),
        ("Auto, mirrored too", RegionRequest.Auto, null, s_tight with { Flip = true }),
        ("Auto, sizes 1 and .85", RegionRequest.Auto, null, s_tight with { Scales = [1, .85] }),
        ("Auto, sizes 1, .85 and 1.15", RegionRequest.Auto, null, s_tight with { Scales = [1, .85, 1.15] }),
        ("Auto and whole, .8 to .2", RegionRequest.Auto, null, s_tight with { WholeWeight = .2 }),
        ("Auto and whole, .6 to .4", RegionRequest.Auto, null, s_tight with { WholeWeight = .4 }),
        ("Auto, tight and roomy", RegionRequest.Auto, null, s_both),
        ("Auto, tight, roomy and mirrored", RegionRequest.Auto, null, s_both with { Flip = true }),
    ];

    public static int Run()
    {
        var (street, shop) = StreetShop.Pairs(0, StreetShop.TestFrom);
        (string Name, RegionRequest Region, ViewAveraging Averaging)[] galleries =
            [("shop whole", RegionRequest.Whole, s_tight), ("shop whole and mirrored", RegionRequest.Whole, s_tight with { Flip = true }), ("shop Auto", RegionRequest.Auto, s_tight)];
        var gallery = galleries.ToDictionary(g => g.Name, g => RegionBenchmark.Embed(g.Region, shop, g.Averaging));
        var queries = s_queries.ToDictionary(q => q.Name, q => RegionBenchmark.Embed(q.Region, street, q.Averaging, q.Options));
        foreach (var output in new[] { "embedding", "features" })
        {
            var baseline = Rank("Auto", "shop whole");
            Console.WriteLine($"{output}: hit@1 / hit@10, MRR, gain in MRR over Auto and its 99 % interval");
            foreach (var (name, _, _, _) in s_queries) Print(name, "shop whole");
            Print("Auto", "shop Auto");
            Print("Auto", "shop whole and mirrored");
            Print("Auto, mirrored too", "shop whole and mirrored");
            Print("Auto, tight, roomy and mirrored", "shop whole and mirrored");

            Ranking Rank(string query, string side) => Ranking.Of([.. queries[query].Select(p => p[output])], [.. gallery[side].Select(p => p[output])]);

            void Print(string query, string side)
            {
                var ranking = Rank(query, side);
                var (low, high) = ranking.MrrGain(baseline);
                Console.WriteLine(FormattableString.Invariant($"  {query,-32} {side,-24} {ranking}  {ranking.Mrr - baseline.Mrr:+0.000;-0.000} [{low:+0.000;-0.000}, {high:+0.000;-0.000}]"));
            }
        }
        return 0;
    }
}
