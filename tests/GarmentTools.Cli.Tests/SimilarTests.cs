using System.Text.Json;
using GarmentTools.Catalogs;

namespace GarmentTools.Cli.Tests;

public sealed class SimilarTests(Shop shop)
{
    private JsonElement Json(params string[] args)
    {
        var run = shop.Run([.. args, "--json", "--catalog", Shop.Catalog]);
        Assert.True(run.Code == 0, run.Error);
        return JsonDocument.Parse(run.Out).RootElement;
    }

    [Fact]
    public void Prints_a_plain_table_into_a_pipe()
    {
        var run = shop.Run("similar", "street.jpg", "--catalog", Shop.Catalog);
        Assert.Equal(0, run.Code);
        Assert.Empty(run.Error);
        var lines = run.Out.TrimEnd('\n').Split('\n');
        Assert.Equal(11, lines.Length);
        Assert.Matches("^Rank +Distance +Id +Name +Product +color +kind +price$", lines[0]);
        Assert.Matches(@"^ +1 +0\.\d{4} +\d+ +\S", lines[1]);
        Assert.DoesNotContain('\e', run.Out);
        Assert.Contains("Платье 👗.jpg", run.Out);
    }

    [Fact]
    public void Json_is_an_array_of_neighbors()
    {
        var rows = Json("similar", "street.jpg", "--count", "3");
        Assert.Equal(3, rows.GetArrayLength());
        string[] names = ["Rank", "Distance", "Probability", "Id", "Name", "CatalogPath", "Path", "Catalog", "Domain", "Product",
            "Duplicate", "Attributes"];
        Assert.Equal(names, rows[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal([1, 2, 3], rows.EnumerateArray().Select(row => row.GetProperty("Rank").GetInt32()));
        var distances = rows.EnumerateArray().Select(row => row.GetProperty("Distance").GetSingle()).ToList();
        Assert.Equal(distances.Order(), distances);
        Assert.True(File.Exists(rows[0].GetProperty("Path").GetString()));
        Assert.Contains(rows.EnumerateArray(), row => row.GetProperty("Attributes").TryGetProperty("kind", out var kind)
            && kind.GetString() == "dress");
    }

    [Fact]
    public void Csv_has_the_same_columns_and_one_for_each_attribute()
    {
        var run = shop.Run("similar", "street.jpg", "--csv", "--catalog", Shop.Catalog);
        var lines = run.Out.TrimEnd('\n').Split('\n');
        Assert.Equal("Rank,Distance,Probability,Id,Name,CatalogPath,Path,Catalog,Domain,Product,Duplicate,color,kind,price", lines[0]);
        Assert.Equal(11, lines.Length);
        Assert.Contains(lines, line => line.EndsWith(",shop,P-dress,false,red,dress,45", StringComparison.Ordinal)
            || line.Contains(",red,dress,", StringComparison.Ordinal));
    }

    [Fact]
    public void Leaves_the_query_out_and_marks_equal_bytes()
    {
        var rows = Json("similar", "photos/red dress.jpg");
        Assert.DoesNotContain(rows.EnumerateArray(), row => row.GetProperty("CatalogPath").GetString() == "red dress.jpg");
        Assert.Equal("Платье 👗.jpg", rows[0].GetProperty("CatalogPath").GetString());
        Assert.Equal(0, rows[0].GetProperty("Distance").GetSingle());
        Assert.True(rows[0].GetProperty("Duplicate").GetBoolean());
        Assert.False(rows[1].GetProperty("Duplicate").GetBoolean());
    }

    [Fact]
    public void Filters_by_attributes()
    {
        var rows = Json("similar", "street.jpg", "--filter", "kind = shirt and color in (red, blue)");
        Assert.Equal(2, rows.GetArrayLength());
        Assert.All(rows.EnumerateArray(), row => Assert.Equal("shirt", row.GetProperty("Attributes").GetProperty("kind").GetString()));
    }

    [Fact]
    public void One_garment_of_each_product()
    {
        var rows = Json("similar", "street.jpg", "--one-per-product");
        Assert.Equal(4, rows.GetArrayLength()); // three products, and the garment without one
    }

    [Fact]
    public void No_match_is_an_answer()
    {
        var run = shop.Run("similar", "street.jpg", "--max-distance", "0", "--catalog", Shop.Catalog);
        Assert.Equal(0, run.Code);
        Assert.Empty(run.Out);
        Assert.StartsWith("No match among 10 garments", run.Error);
        Assert.Equal("[]\n", shop.Run("similar", "street.jpg", "--max-distance", "0", "--json", "--catalog", Shop.Catalog).Out);
    }

    [Fact]
    public void By_ids_several_photos_and_away_from_others()
    {
        var rows = Json("similar", "--id", "1,2", "--id", "3");
        Assert.Equal(7, rows.GetArrayLength());
        Assert.DoesNotContain(rows.EnumerateArray(), row => row.GetProperty("Id").GetInt64() <= 3);
        Assert.Equal(8, Json("similar", "photos/red dress.jpg", "--unlike", "photos/blue dress.jpg").GetArrayLength());
    }

    [Fact]
    public void Compares_as_it_is_told()
    {
        var cosine = Json("similar", "street.jpg")[0].GetProperty("Distance").GetSingle();
        var euclidean = Json("similar", "street.jpg", "--metric", "Euclidean")[0].GetProperty("Distance").GetSingle();
        Assert.Equal(Math.Sqrt(2 * cosine), euclidean, 4);
        Assert.NotEqual(cosine, Json("similar", "street.jpg", "--output", "features")[0].GetProperty("Distance").GetSingle());
        var pair = JsonDocument.Parse(shop.Run("compare", "street.jpg", Path.Combine("photos", "red dress.jpg"), "--json").Out).RootElement;
        var same = Json("similar", "street.jpg").EnumerateArray().Single(row => row.GetProperty("CatalogPath")
            .GetString() == "red dress.jpg");
        Assert.Equal(same.GetProperty("Distance").GetSingle(), pair.GetProperty("Cosine").GetSingle());
    }

    [Fact]
    public void Finds_the_catalog_that_is_near_the_photo_or_in_the_environment()
    {
        Assert.Equal(0, shop.Run("similar", "photos/red shirt.jpg").Code); // upward of the photo
        Assert.Equal(0, shop.Run("show", "photos/red shirt.jpg").Code);
        var garment = shop.Garment;
        garment.Variables[CatalogLocator.Variable] = Shop.Catalog;
        Assert.Equal(0, garment.Run("similar", "street.jpg").Code);
    }

    [Fact]
    public void Names_that_look_like_formulas_or_escapes_do_no_harm()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs file names that Windows forbids");
        using var folder = new TempFolder();
        File.WriteAllBytes(folder["photos", "=cmd()\e[31m.jpg"], Pictures.Numbered(1));
        File.WriteAllBytes(folder["photos", "@plain.jpg"], Pictures.Numbered(2));
        Assert.Equal(0, folder.Run("index", "photos").Code);
        Assert.Equal(0, folder.Run("attributes", "set", "1", "note=-1+1", "size=-5", "--catalog", "photos").Code);
        var csv = folder.Run("list", "--csv", "--catalog", "photos").Out;
        Assert.Contains("'=cmd()", csv);
        Assert.Contains("'-1+1,-5", csv);
        var table = folder.Run("similar", "@plain.jpg", "--catalog", "photos").Out; // '@' is no response file
        Assert.DoesNotContain('\e', table);
        Assert.Contains(@"=cmd()\u001B[31m.jpg", table);
        var json = JsonDocument.Parse(folder.Run("list", "--json", "--catalog", "photos").Out).RootElement;
        Assert.Equal("=cmd()\e[31m.jpg", json[0].GetProperty("Name").GetString()); // the exact name, for programs
    }
}
