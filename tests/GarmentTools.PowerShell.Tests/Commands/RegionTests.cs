using GarmentTools.Imaging;
using GarmentTools.Reports.Results;

namespace GarmentTools.PowerShell.Tests;

public sealed class RegionTests(CatalogFixture fixture) : IClassFixture<CatalogFixture>
{
    [Fact]
    public void A_rectangle_is_found_and_cut_out()
    {
        using var work = fixture.Copy();
        var row = work.Run("Get-GarmentRegion red-1.png -Region 10, 20, 30, 40 -OutputPath cut.png").Of<RegionRow>().Single();
        Assert.Equal((true, 10, 20, 30, 40), (row.Found, row.Left, row.Top, row.Width, row.Height));
        Assert.True(ImageReader.Probe(work.File_("cut.png")) is { Width: 30, Height: 40 });
    }

    [Fact]
    public void The_box_is_drawn_on_the_photo()
    {
        using var work = fixture.Copy();
        work.Run("Get-GarmentRegion red-*.png -Region 10, 20, 30, 40 -DrawPath boxes");
        Assert.Equal(3, Directory.GetFiles(work.File_("boxes")).Length);
        var (photo, boxed) = (ImageReader.Read(work.File_("red-1.png")),
            ImageReader.Read(Path.Combine(work.File_("boxes"), "red-1-rectangle-box.png")));
        Assert.Equal((photo.Width, photo.Height), (boxed.Width, boxed.Height));
        Assert.NotEqual(photo.Pixels, boxed.Pixels);
    }

    [Fact]
    public void A_named_region_without_a_person_is_warned_about()
    {
        using var work = fixture.Copy();
        var named = work.Run("Get-GarmentRegion red-*.png -Region Upper -OutputPath cuts");
        Assert.Equal(3, named.Warnings.Count);
        Assert.All(named.Of<RegionRow>(), row => Assert.False(row.Found));
        Assert.Equal(3, Directory.GetFiles(work.File_("cuts")).Length);
        Assert.Empty(work.Run("Get-GarmentRegion red-1.png").Warnings);
        Assert.Equal("InvalidRequest", work.Fails("Get-GarmentRegion red-1.png -Region sideways").Id);
        Assert.Equal("InvalidRequest", work.Fails("Get-GarmentRegion red-*.png -OutputPath one.png").Id);
    }

    [Fact]
    public void Show_says_where_the_region_is()
    {
        using var work = fixture.Copy();
        Assert.Contains("no person", work.Run("Show-Garment red-1.png -Region -Width 16").Of<string>().Last(), StringComparison.Ordinal);
    }
}
