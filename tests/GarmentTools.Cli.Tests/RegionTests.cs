using System.Text.Json;
using GarmentTools.Imaging;

namespace GarmentTools.Cli.Tests;

/// <summary>Drawn garments have no person in them: what is found is the rectangle that is named, or nothing.</summary>
public sealed class RegionTests(Shop shop)
{
    [Fact]
    public void A_rectangle_is_cut_and_drawn()
    {
        using var copy = shop.Copy();
        var run = copy.Run("region", "street.jpg", "--region", "25%,25%,50%,50%", "--output", "cut.png", "--draw", "boxed.jpg", "--json");
        Assert.True(run.Code == 0, run.Error);
        var row = JsonDocument.Parse(run.Out).RootElement[0];
        Assert.Equal((30, 30, 60, 60), (row.GetProperty("Left").GetInt32(), row.GetProperty("Top").GetInt32(), row.GetProperty("Width")
            .GetInt32(), row.GetProperty("Height").GetInt32()));
        Assert.True(row.GetProperty("Found").GetBoolean());
        Assert.Equal(60, ImageReader.Probe(copy["cut.png"]).Width);
        Assert.Equal(120, ImageReader.Probe(copy["boxed.jpg"]).Width);
    }

    [Fact]
    public void Nobody_found_is_a_warning_where_a_region_was_named()
    {
        var lower = shop.Run("region", "street.jpg", "--region", "Lower");
        Assert.Equal(0, lower.Code);
        Assert.Matches("(?m)^street.jpg +Lower +no ", lower.Out);
        Assert.StartsWith("warning: no person was found in 'street.jpg'", lower.Error);
        Assert.Empty(shop.Run("region", "street.jpg").Error); // Auto means the whole photo then
        Assert.StartsWith("warning: no person was found in 'street.jpg'",
            shop.Run("similar", "street.jpg", "--region", "Upper", "--catalog", Shop.Catalog).Error);
        Assert.StartsWith("warning: '#1' is a garment of the catalog",
            shop.Run("similar", "--id", "1", "--region", "Upper", "--catalog", Shop.Catalog).Error);
    }

    [Fact]
    public void A_catalog_has_a_region_of_its_own()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder["photos", "a.jpg"], Pictures.Numbered(1));
        var index = folder.Run("index", "photos", "--region", "Upper", "-q");
        Assert.Equal(0, index.Code);
        Assert.StartsWith("warning: in 1 of 1 photos no person was found", index.Error);
        Assert.Contains("Upper (not found: whole photo), 96 × 96 at 0, 0", folder.Run("show", "1", "--region", "--catalog", "photos").Out);
        File.WriteAllBytes(folder["photos", "b.jpg"], Pictures.Numbered(2));
        var other = folder.Run("index", "photos", "--region", "Whole", "-q");
        Assert.Equal(3, other.Code);
        Assert.Contains("embedded with the region 'Upper'", other.OnlyError());
    }

    [Fact]
    public void What_cannot_be_is_said_in_a_line()
    {
        using var copy = shop.Copy();
        Assert.Contains("has 3 numbers, a rectangle has four", copy.Run("region", "street.jpg", "--region", "1,2,3").Error);
        Assert.Contains("lies outside 'street.jpg'", copy.Run("region", "street.jpg", "--region", "500,500,10,10").OnlyError());
        Assert.Contains("is one picture", copy.Run("region", "street.jpg", "photos/red dress.jpg", "--output", "cut.png").OnlyError());
        Assert.Contains("is not named like a picture", copy.Run("region", "street.jpg", "--draw", "boxed.gif").OnlyError());
        var mixed = copy.Run("region", "street.jpg", "photos/not a photo.jpg");
        Assert.Equal(1, mixed.Code);
        Assert.StartsWith("rejected: 'photos/not a photo.jpg'", mixed.Error);
    }
}
