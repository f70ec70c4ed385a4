using System.Text.Json;

namespace GarmentTools.Cli.Tests;

public sealed class MatrixTests(Shop shop)
{
    [Fact]
    public void A_matrix_is_built_asked_and_kept_in_step()
    {
        using var copy = shop.Copy();
        var build = copy.Run("matrix", "build", "--catalog", Shop.Catalog, "--output", "m.npz");
        Assert.True(build.Code == 0, build.Error);
        Assert.StartsWith("Distance matrix of 10 garments, 45 distances, to m.npz\n  memory ", build.Error); // before it starts
        Assert.StartsWith("m.npz: 45 distances of 10 garments, ", build.Out);

        var info = JsonDocument.Parse(copy.Run("matrix", "info", "m.npz", "--json").Out).RootElement;
        Assert.Equal((10, 256, "Cosine"), (info.GetProperty("Garments").GetInt32(), info.GetProperty("Dimensions").GetInt32(),
            info.GetProperty("Metric").GetString()));

        // By name, by path and by id the same; the garment of equal bytes is found, the garment itself is not.
        var byName = copy.Run("matrix", "neighbors", "m.npz", "red dress.jpg", "--json").Out;
        Assert.Equal(byName, copy.Run("matrix", "neighbors", "m.npz", Path.Combine("photos", "red dress.jpg"), "--json").Out);
        var rows = JsonDocument.Parse(byName).RootElement;
        Assert.Equal(9, rows.GetArrayLength());
        Assert.Equal(("Платье 👗.jpg", 0f), (rows[0].GetProperty("Name").GetString(), rows[0].GetProperty("Distance").GetSingle()));
        var similar = JsonDocument.Parse(copy.Run("similar", Path.Combine("photos", "red dress.jpg"), "--catalog", Shop.Catalog,
            "--json").Out).RootElement;
        var byMatrix = JsonDocument.Parse(copy.Run("similar", Path.Combine("photos", "red dress.jpg"), "--matrix", "m.npz", "--catalog",
            Shop.Catalog, "--json").Out).RootElement;
        Assert.Equal(similar.EnumerateArray().Select(row => row.GetProperty("Id").GetInt64()), byMatrix.EnumerateArray()
            .Select(row => row.GetProperty("Id").GetInt64()));
        Assert.True(byMatrix[0].GetProperty("Duplicate").GetBoolean());

        File.WriteAllBytes(copy["photos", "new.jpg"], Pictures.Numbered(5));
        Assert.Equal(1, copy.Run("index", "photos", "--retry-rejected", "-q").Code); // the file that is no photo is still there
        Assert.StartsWith("m.npz: 1 added, 0 removed, 0 changed, 10 kept; 10 distances computed",
            copy.Run("matrix", "update", "m.npz", "--catalog", Shop.Catalog).Out);
        copy.Run("matrix", "build", "--catalog", Shop.Catalog, "--output", "again.npz", "-q");
        Assert.Equal(File.ReadAllBytes(copy["again.npz"]), File.ReadAllBytes(copy["m.npz"]));
    }

    [Fact]
    public void Options_of_the_file()
    {
        using var copy = shop.Copy();
        JsonElement Build(params string[] args) =>
            JsonDocument.Parse(copy.Run(["matrix", "build", "--catalog", Shop.Catalog, "--output", "m.npz", "--json", "-q",
            .. args]).Out).RootElement;
        Assert.Equal("UInt8", Build("--precision", "uint8", "--metric", "euclidean").GetProperty("Precision").GetString());
        Assert.Equal(3, Build("--neighbors", "3").GetProperty("Neighbors").GetInt32());
        Assert.Equal(3, Build("--filter", "kind = shirt").GetProperty("Garments").GetInt32());
        var raw = Build("--vectors", "features", "--raw", "--metric", "sqeuclidean", "--bits", "24");
        Assert.Equal((1280, 24), (raw.GetProperty("Dimensions").GetInt32(), raw.GetProperty("MantissaBits").GetInt32()));
        Assert.Contains("in step", copy.Run("matrix", "update", "m.npz", "--catalog", Shop.Catalog).Out); // raw features again, unasked
        Assert.Equal(2, copy.Run("matrix", "build", "--catalog", Shop.Catalog, "--output", "m.npz", "--vectors", "features", "--raw",
            "--metric", "euclidean", "--precision", "uint8").Code);
    }

    [Theory]
    [InlineData(2, "has no garment named nothing", "neighbors", "m.npz", "nothing")]
    [InlineData(2, "has no garment 99", "neighbors", "m.npz", "99")]
    [InlineData(2, "expected at least 1", "neighbors", "m.npz", "1", "--count", "0")]
    [InlineData(3, "missing.npz", "info", "missing.npz")]
    [InlineData(3, "photos/red dress.jpg", "info", "photos/red dress.jpg")]
    [InlineData(2, "is not a metric", "build", "--output", "x.npz", "--metric", "manhattan")]
    [InlineData(2, "is not known for --precision", "build", "--output", "x.npz", "--precision", "float64")]
    [InlineData(2, "MantissaBits is 30", "build", "--catalog", "photos", "--output", "x.npz", "--bits", "30", "-q")]
    [InlineData(2, "does not exist", "build", "--catalog", "photos", "--output", "no/x.npz")]
    public void What_cannot_be_is_said_in_a_line(int code, string reason, params string[] args)
    {
        using var copy = shop.Copy();
        if (args.Contains("m.npz")) Assert.Equal(0, copy.Run("matrix", "build", "--catalog", Shop.Catalog, "--output", "m.npz", "-q").Code);
        var run = copy.Run(["matrix", .. args]);
        Assert.Equal(code, run.Code);
        Assert.Empty(run.Out);
        var line = run.Error.Split('\n')[0];
        Assert.StartsWith("error: ", line);
        Assert.Contains(reason, line);
    }
}
