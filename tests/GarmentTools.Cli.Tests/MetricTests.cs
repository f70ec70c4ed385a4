using System.Text.Json;

namespace GarmentTools.Cli.Tests;

public sealed class MetricTests(PairedPhotos pairs)
{
    [Fact]
    public void A_metric_is_learned_shown_and_used()
    {
        using var folder = new TempFolder();
        var file = folder["metric.npz"];
        var learn = pairs.Run("metric", "learn", "--pairs", "pairs.csv", "--region", "Whole", "--output", file, "-q");
        Assert.True(learn.Code == 0, learn.Error);
        Assert.Contains("Cross-validated: 5 folds over products", learn.Out);
        Assert.Contains("Brier score", learn.Out);
        Assert.StartsWith("warning: The metric was learned from 24 pairs.", learn.Error);

        var info = JsonDocument.Parse(pairs.Run("metric", "info", file, "--json").Out).RootElement;
        Assert.Equal("features", info.GetProperty("Output").GetString());
        Assert.Equal(24, info.GetProperty("Provenance").GetProperty("Pairs").GetInt32());
        Assert.Equal(10, info.GetProperty("Confidence").GetProperty("Reliability").GetArrayLength());

        Assert.Equal(0, pairs.Run("index", "shop", "--catalog", folder["c.garments"], "-q").Code);
        string[] similar = ["similar", "street/03.jpg", "--catalog", folder["c.garments"], "--metric", file];
        var rows = JsonDocument.Parse(pairs.Run([.. similar, "--json"]).Out).RootElement;
        Assert.All(rows.EnumerateArray(), row => Assert.InRange(row.GetProperty("Probability").GetDouble(), 0, 1));
        Assert.Matches("^Rank +Distance +Probability +Id +Name", pairs.Run(similar).Out);
        Assert.StartsWith("Rank,Distance,Probability,Id,", pairs.Run([.. similar, "--csv"]).Out);
        var none = pairs.Run([.. similar, "--min-probability", "1", "--json"]);
        Assert.Equal((0, "[]\n"), (none.Code, none.Out));
        Assert.StartsWith("No confident match: ", none.Error);
        // Learned on whole street photos: another region would not fit.
        var other = pairs.Run([.. similar, "--region", "Auto"]);
        Assert.Equal(2, other.Code);
        Assert.Contains("the learned metric was fitted on", other.OnlyError());

        Assert.Equal(0, pairs.Run("evaluate", "--pairs", "pairs.csv", "--region", "Whole", "--metric", file, "--json", "-q").Code);
        Assert.Equal(0, pairs.Run("matrix", "build", "--catalog", folder["c.garments"], "--metric", file, "--output", folder["m.npz"],
            "-q").Code);
        var stale = pairs.Run("matrix", "update", folder["m.npz"], "--catalog", folder["c.garments"]);
        Assert.Equal(2, stale.Code);
        Assert.Contains("name its file with --metric", stale.OnlyError());
        Assert.Contains("in step", pairs.Run("matrix", "update", folder["m.npz"], "--catalog", folder["c.garments"], "--metric", file).Out);
    }

    [Fact]
    public void What_is_no_metric_is_refused()
    {
        var info = pairs.Run("metric", "info", "pairs.csv");
        Assert.Equal(3, info.Code);
        info.OnlyError();
        var probability = pairs.Run("similar", "street/03.jpg", "--min-probability", "0.5");
        Assert.Equal(2, probability.Code);
        Assert.Contains("--min-probability needs a learned metric", probability.Error);
        var output = pairs.Run("metric", "learn", "--pairs", "pairs.csv", "--output", "no/such/metric.npz");
        Assert.Equal(2, output.Code);
        Assert.Contains("does not exist", output.OnlyError());
    }
}
