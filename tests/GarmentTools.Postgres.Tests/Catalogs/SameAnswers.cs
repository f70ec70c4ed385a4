using GarmentTools.Catalogs;
using GarmentTools.Catalogs.Filters;
using GarmentTools.Search;

namespace GarmentTools.Postgres.Tests;

/// <summary>What two catalogs are asked to tell whether they are the same to their users.</summary>
internal static class SameAnswers
{
    private static readonly string?[] s_filters =
    [
        null, "color = RED", "color in (blue, green) and price 20..200", "color = TÜRKIS", "color = türkis", "price > 1e2", "price < 0",
            "domain = street or product = p-4",
        "id in (1, 017, 23)", "id 5..40", "path > photos/1/00050", "color >= g", "product = nothing", "price = 12.5", "price = 'N/A'",
    ];

    /// <summary>Compares lists, values, information, decisions, rejected files and vectors.</summary>
    public static void AssertSameContent(GarmentCatalog expected, GarmentCatalog found)
    {
        foreach (var filter in s_filters.Select(text => text is null ? null : GarmentFilter.Parse(text)))
            Assert.Equal(expected.List(filter).Select(Text), found.List(filter).Select(Text));
        Assert.Equal(expected.List(skip: 3, take: 5).Select(Text), found.List(skip: 3, take: 5).Select(Text));
        foreach (var name in (string[])["product", "domain", "COLOR", "price"])
            Assert.Equal(expected.GetValues(name), found.GetValues(name));
        var (a, b) = (expected.GetInfo(), found.GetInfo());
        Assert.Equal((a.Garments, a.DistinctPhotos, a.Products, a.RejectedFiles, a.Fingerprint, a.Model),
            (b.Garments, b.DistinctPhotos, b.Products, b.RejectedFiles, b.Fingerprint, b.Model));
        Assert.Equal(a.Attributes, b.Attributes);
        Assert.Equal(a.Domains, b.Domains);
        Assert.Equal(a.Outputs, b.Outputs);
        Assert.Equal(expected.GetRejectedFiles(), found.GetRejectedFiles());
        Assert.Equal(expected.GetDecisions().Select(d => (d.FirstSha256, d.SecondSha256, d.Same, d.DecidedAt)), found.GetDecisions()
            .Select(d => (d.FirstSha256, d.SecondSha256, d.Same, d.DecidedAt)));
        foreach (var output in (string[])["embedding", "features"])
            foreach (var raw in (bool[])[false, true]) Assert.Equal(Vectors(expected, output, raw), Vectors(found, output, raw));
    }

    /// <summary>Compares searches: ids, order, distances bit for bit, counts, pages.</summary>
    public static void AssertSameAnswers(GarmentCatalog expected, GarmentCatalog found)
    {
        var ids = expected.List().Select(garment => garment.Id).ToList();
        GarmentQuery[] queries = [ids[0], ids[5], ids[^1], new([ids[1], ids[2], ids[9]]), new([ids[3], ids[4]], [ids[8]])];
        SimilarOptions[] options =
        [
            new(), new() { Count = 1 }, new() { Count = 500 }, new() { Metric = DistanceMetric.Euclidean, Count = 25 },
                new() { Output = "features" }, new() { OnePerProduct = true, Count = 20 },
            new() { MaxDistance = 0.9f, Count = 50 }, new() { MaxDistance = 1.2f, Metric = DistanceMetric.Euclidean, Count = 50 },
            new() { Approximate = false, MaxDistance = 0, Count = 5 },
            .. s_filters.OfType<string>().Select(filter => new SimilarOptions { Filter = GarmentFilter.Parse(filter) }),
        ];
        foreach (var query in queries)
            foreach (var option in options.Where(option => option.Filter is null || query == queries[0] || query == queries[4]))
            {
                var (a, b) = (expected.FindSimilar(query, option), found.FindSimilar(query, option));
                Assert.Equal(a.Neighbors.Select(Text), b.Neighbors.Select(Text));
                Assert.Equal((a.Candidates, a.CatalogSize, a.NoConfidentMatch, b.Approximate),
                    (b.Candidates, b.CatalogSize, b.NoConfidentMatch, false));
            }
        foreach (var metric in (DistanceMetric[])[DistanceMetric.Cosine, DistanceMetric.Euclidean])
            foreach (var query in queries[1..3]) AssertPages(expected, found, query, new() { Count = 45, Metric = metric });
    }

    /// <summary>Pages put together are the whole, in both.</summary>
    public static void AssertPages(GarmentCatalog expected, GarmentCatalog found, GarmentQuery query, SimilarOptions options)
    {
        var whole = expected.FindSimilar(query, options with { Count = 100_000 }).Neighbors.Select(n => (n.Garment.Id, n.Distance))
            .ToList();
        foreach (var catalog in (GarmentCatalog[])[expected, found])
        {
            var pages = new List<(long, float)>();
            for (SearchPosition? after = null; ;)
            {
                var page = catalog.FindSimilar(query, options with { After = after }).Neighbors;
                Assert.Equal(Enumerable.Range(1, page.Count), page.Select(n => n.Rank));
                pages.AddRange(page.Select(n => (n.Garment.Id, n.Distance)));
                if (page.Count < options.Count) break;
                after = new(page[^1].Distance, page[^1].Garment.Id);
            }
            Assert.Equal(whole, pages);
        }
    }

    private static string Text(Neighbor n) => $"{n.Rank} {BitConverter.SingleToInt32Bits(n.Distance):X8} {n.Duplicate} {Text(n.Garment)}";

    private static string Text(Garment g) => $"{g.Id} {g.CatalogPath} {g.Sha256} {g.Domain} {g.Product} {g.Attributes} {g.Region}";

    private static IEnumerable<(long, string, float)> Vectors(GarmentCatalog catalog, string output, bool raw)
    {
        using var source = catalog.GetEmbeddings(output, raw);
        var row = new float[source.Dimensions];
        for (var i = 0; i < source.Count; i++)
        {
            source.Read(i, row);
            for (var j = 0; j < row.Length; j++) yield return (source.Ids[i], source.Names[i], row[j]);
        }
    }
}
