using System.Text.Json;

namespace GarmentTools.Cli.Tests;

public sealed class EvaluateTests(PairedPhotos pairs, Shop shop)
{
    private static JsonElement Parse(GarmentRun run)
    {
        Assert.True(run.Code == 0, run.Error);
        return JsonDocument.Parse(run.Out).RootElement;
    }

    [Fact]
    public void Json_is_one_object_with_figures_and_conventions()
    {
        var whole = Parse(pairs.Run("evaluate", "--pairs", "pairs.csv", "--train", "0..11", "--test", "12..23", "--region", "Whole",
            "--metric", "none", "--json", "-q"));
        foreach (var name in new[] { "hit@1", "hit@10", "recall@10", "precision@10", "map@10", "ndcg@10", "mrr" })
            Assert.InRange(whole.GetProperty(name).GetDouble(), 0, 1);
        Assert.Equal(2, whole.GetProperty("intervals").GetProperty("hit@1").GetArrayLength());
        var conventions = whole.GetProperty("conventions");
        Assert.Equal(12, conventions.GetProperty("gallerySize").GetInt32());
        Assert.Equal("min(R, k)", conventions.GetProperty("averagePrecisionDivisor").GetString());
        Assert.Contains("pairs.csv, rows 12..23", conventions.GetProperty("notes").GetProperty("pairs").GetString());
        Assert.Equal(3, whole.GetProperty("categories").GetArrayLength()); // the column of the pairs file
        // as the file says it, wherever it lies
        Assert.Equal("street/12.jpg", whole.GetProperty("queries")[0].GetProperty("query").GetString());
    }

    [Fact]
    public void Learns_on_the_rows_it_is_given_and_compares_with_other_settings()
    {
        string[] args = ["evaluate", "--pairs", "pairs.csv", "--train", "0..11", "--test", "12..23", "--region", "Whole", "-q"];
        var learned = Parse(pairs.Run([.. args, "--metric", "learn", "--baseline", "none", "--json"]));
        Assert.Contains("learned", learned.GetProperty("conventions").GetProperty("notes").GetProperty("metric").GetString());
        var mrr = learned.GetProperty("comparison").GetProperty("mrr");
        Assert.Equal(learned.GetProperty("mrr").GetDouble() - mrr.GetProperty("baseline").GetDouble(), mrr.GetProperty("difference")
            .GetDouble(), 12);
        Assert.Equal(2, mrr.GetProperty("interval99").GetArrayLength());

        // A saved report gives the same comparison as its settings.
        var plain = pairs.Run([.. args, "--metric", "none", "--outputs", "features", "--json"]);
        File.WriteAllText(pairs.Folder["plain.json"], plain.Out);
        var saved = Parse(pairs.Run([.. args, "--metric", "learn", "--baseline", "plain.json", "--json"]));
        var direct = Parse(pairs.Run([.. args, "--metric", "learn", "--baseline", "metric=none,outputs=features", "--json"]));
        Assert.Equal(direct.GetProperty("comparison").GetRawText(), saved.GetProperty("comparison").GetRawText());
    }

    [Fact]
    public void A_metric_measured_on_what_it_was_learned_from_is_warned_of()
    {
        Assert.Equal(0, pairs.Run("metric", "learn", "--pairs", "pairs.csv", "--train", "0..11", "--region", "Whole", "--output",
            "seen.npz", "-q").Code);
        Assert.Matches("warning: leakage.* 24 of equal bytes", pairs.Run("evaluate", "--pairs", "pairs.csv", "--test", "0..11", "--region",
            "Whole", "--metric", "seen.npz", "-q").Error);
        Assert.DoesNotContain("warning", pairs.Run("evaluate", "--pairs", "pairs.csv", "--test", "12..23", "--region", "Whole", "--metric",
            "seen.npz", "-q").Error);
    }

    [Fact]
    public void A_table_for_people_and_csv_for_spreadsheets()
    {
        var table = pairs.Run("evaluate", "--pairs", "pairs.csv", "--region", "Whole", "--at", "1,3", "-q");
        Assert.Equal(0, table.Code);
        Assert.Matches(@"hit@1 +[01]\.\d{3} +[01]\.\d{3} to [01]\.\d{3}", table.Out);
        Assert.Matches(@"Gallery +24 photos", table.Out);
        var csv = pairs.Run("evaluate", "--pairs", "pairs.csv", "--region", "Whole", "--level", "product", "--csv", "-q").Out;
        Assert.StartsWith("Figure,Value,Low95,High95\nhit@1,", csv);
    }

    [Fact]
    public void A_catalog_is_asked_by_its_own_garments()
    {
        var report = Parse(shop.Run("evaluate", "--catalog", Shop.Catalog, "--relevant", "kind", "--category", "kind", "--json", "-q"));
        Assert.Equal(9, report.GetProperty("conventions").GetProperty("queries").GetInt32());
        // it has no attributes
        Assert.Equal(["Платье 👗.jpg"], report.GetProperty("withoutRelevant").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(["dress", "shirt", "trousers"], report.GetProperty("categories").EnumerateArray()
            .Select(c => c.GetProperty("category").GetString()));
        // Ten leave themselves out, and the two of equal bytes each other.
        Assert.Equal(12, report.GetProperty("conventions").GetProperty("leftOutEqual").GetInt32());
        var some = Parse(shop.Run("evaluate", "--catalog", Shop.Catalog, "--queries", "5", "--seed", "3", "--json", "-q"));
        Assert.Equal(5, some.GetProperty("conventions").GetProperty("queries").GetInt32() + some.GetProperty("conventions")
            .GetProperty("queriesWithoutRelevant").GetInt32());
    }

    [Theory]
    [InlineData("Name what is measured")]
    [InlineData("exclude each other", "--pairs", "pairs.csv", "--catalog", "x")]
    [InlineData("needs --train", "--pairs", "pairs.csv", "--metric", "learn")]
    [InlineData("share rows", "--pairs", "pairs.csv", "--metric", "learn", "--train", "0..9", "--test", "9..12")]
    [InlineData("has the rows 0..23", "--pairs", "pairs.csv", "--test", "20..30")]
    [InlineData("FIRST..LAST", "--pairs", "pairs.csv", "--test", "9..x")]
    [InlineData("is not a metric, expected none, learn", "--pairs", "pairs.csv", "--metric", "missing.npz")]
    [InlineData("there is no region of the name 'Sleeve'", "--pairs", "pairs.csv", "--region", "Sleeve")]
    [InlineData("no meaning with --pairs", "--pairs", "pairs.csv", "--relevant", "product")]
    [InlineData("does not exist", "--pairs", "missing.csv")]
    [InlineData("expected NAME=VALUE", "--pairs", "pairs.csv", "--baseline", "Whole")]
    [InlineData("no cut-off", "--pairs", "pairs.csv", "--at", "0")]
    public void What_cannot_be_is_said_in_a_line(string reason, params string[] args)
    {
        var run = pairs.Run(["evaluate", .. args]);
        Assert.Equal(2, run.Code);
        Assert.Empty(run.Out);
        var line = run.Error.Split('\n')[0];
        Assert.StartsWith("error: ", line);
        Assert.Contains(reason, line);
    }
}
