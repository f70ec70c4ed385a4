using System.Text.Json;

namespace GarmentTools.Cli.Tests;

/// <summary><c>duplicates</c>, <c>decide</c>, <c>groups</c> and <c>report</c>.</summary>
public sealed class ReportTests(PairedPhotos pairs)
{
    [Fact]
    public void Duplicates_are_listed_decided_and_remembered()
    {
        using var folder = new TempFolder();
        for (var i = 0; i < 4; i++) File.Copy(pairs.Folder["shop", $"{i:00}.jpg"], folder["p", $"{i:00}.jpg"]);
        File.Copy(folder["p", "00.jpg"], folder["p", "same.jpg"]);
        File.WriteAllBytes(folder["p", "again.jpg"], [.. File.ReadAllBytes(folder["p", "01.jpg"]), 0]);
        Assert.Equal(0, folder.Run("index", "p", "--catalog", "c.garments", "-q").Code);

        var groups = JsonDocument.Parse(folder.Run("duplicates", "--catalog", "c.garments", "--json", "-q").Out).RootElement;
        Assert.Equal(["SameBytes", "Near"], groups.EnumerateArray().Select(group => group.GetProperty("Kind").GetString()));
        Assert.Matches("same bytes +1.0000 +keep", folder.Run("duplicates", "--catalog", "c.garments").Out);
        Assert.StartsWith("Group,Kind,Keep,Id,Name,CatalogPath,Path,Catalog,",
            folder.Run("duplicates", "--catalog", "c.garments", "--csv").Out);

        Assert.Contains("1 of 1 pair newly decided to be different",
            folder.Run("decide", "different", "p/01.jpg", "p/again.jpg", "--catalog", "c.garments").Out);
        Assert.Single(JsonDocument.Parse(folder.Run("duplicates", "--catalog", "c.garments", "--json",
            "-q").Out).RootElement.EnumerateArray());
        Assert.Matches("different +p/", folder.Run("decide", "list", "--catalog", "c.garments").Out);
        Assert.Contains("Forgot 1 decision", folder.Run("decide", "forget", "p/01.jpg", "p/again.jpg", "--catalog", "c.garments").Out);
        Assert.Equal("[]\n", folder.Run("decide", "list", "--catalog", "c.garments", "--json").Out);
        var equal = folder.Run("decide", "same", "p/00.jpg", "p/same.jpg", "--catalog", "c.garments");
        Assert.Equal(2, equal.Code);
        Assert.Contains("equal bytes", equal.OnlyError());
        Assert.Equal(2, folder.Run("decide", "same", "p/00.jpg", "--catalog", "c.garments").Code);

        var found = JsonDocument.Parse(folder.Run("groups", "--count", "2", "--catalog", "c.garments", "--json", "-q").Out).RootElement;
        Assert.Equal(2, found.GetArrayLength());
        Assert.Matches("^Group +Garments +Least", folder.Run("groups", "--catalog", "c.garments").Out);
        Assert.StartsWith("Group,Medoid,Id,", folder.Run("groups", "--max-distance", "0.5", "--catalog", "c.garments", "--csv").Out);
        Assert.Equal(2, folder.Run("groups", "--count", "2", "--max-distance", "0.5", "--catalog", "c.garments").Code);
    }

    [Fact]
    public void Reports_of_all_kinds_are_written_and_bad_wishes_are_refused_before_the_work()
    {
        using var folder = new TempFolder();
        Assert.Equal(0, pairs.Run("index", "shop", "--catalog", folder["c.garments"], "-q").Code);
        string[] at = ["--catalog", folder["c.garments"], "-q"];
        Assert.Contains(" bytes", pairs.Run(["report", "similar", "street/01.jpg", "street/02.jpg", "--count", "3", "-o", folder["s.html"],
            .. at]).Out);
        Assert.Equal(2, File.ReadAllText(folder["s.html"]).Split("<article").Length - 1);
        Assert.Equal(0, pairs.Run(["report", "catalog", "-o", folder["c.html"], "--no-script", .. at]).Code);
        Assert.DoesNotContain("<script", File.ReadAllText(folder["c.html"]));
        Assert.Equal(0, pairs.Run(["report", "similar", "--id", "3", "-o", folder["s.txt"], "--format", "csv", "--path-style", "none",
            .. at]).Code);
        Assert.StartsWith("Query,Rank,Distance", File.ReadAllText(folder["s.txt"]));
        File.WriteAllText(folder["now.json"], pairs.Run("evaluate", "--pairs", "pairs.csv", "--region", "Whole", "--json", "-q").Out);
        Assert.Equal(0, pairs.Run("report", "evaluation", folder["now.json"], "--baseline", folder["now.json"], "--photos", ".", "-o",
            folder["e.html"], "-q").Code);
        Assert.Contains("<symbol", File.ReadAllText(folder["e.html"]));

        File.WriteAllText(folder["bad.jpg"], "no picture");
        var partly = pairs.Run(["report", "similar", "street/01.jpg", folder["bad.jpg"], "-o", folder["part.json"], .. at]);
        Assert.Equal(1, partly.Code);
        Assert.Contains("bad.jpg", partly.Error);
        Assert.Single(JsonDocument.Parse(File.ReadAllText(folder["part.json"])).RootElement.EnumerateArray());

        Assert.Equal(2, pairs.Run("report", "similar", "-o", folder["x.html"]).Code);
        Assert.Equal(2, pairs.Run(["report", "catalog", .. at]).Code);
        Assert.Contains("does not exist", pairs.Run(["report", "catalog", "-o", folder["no/such"] + "/deep/x.html", .. at]).OnlyError());
        Assert.Contains("no saved evaluation", pairs.Run("report", "evaluation", "pairs.csv", "-o", folder["x.html"]).OnlyError());
    }

    [Fact]
    public void A_metric_is_learned_from_a_catalog()
    {
        using var folder = new TempFolder();
        Assert.Equal(0, pairs.Run("index", "shop", "--catalog", folder["c.garments"], "-q").Code);
        Assert.Equal(0, pairs.Run("index", "street", "--domain", "street", "--catalog", folder["c.garments"], "-q").Code);
        var none = pairs.Run("metric", "learn", "--catalog", folder["c.garments"], "--output", folder["m.npz"], "-q");
        Assert.Equal(2, none.Code);
        Assert.Contains("garment decide same", none.OnlyError());
        for (var i = 0; i < 12; i++)
            Assert.Equal(0, pairs.Run("decide", "same", $"street/{2 * i:00}.jpg", $"shop/{2 * i:00}.jpg", "--catalog",
                folder["c.garments"]).Code);
        var learn = pairs.Run("metric", "learn", "--catalog", folder["c.garments"], "--region", "Whole", "--output", folder["m.npz"],
            "--json", "-q");
        Assert.Contains("from 12 pairs", learn.Error);
        Assert.Equal(2, pairs.Run("metric", "learn", "--output", folder["m.npz"]).Code);
    }
}
