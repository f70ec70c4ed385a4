using GarmentTools.Common;
using GarmentTools.Evaluation;
using GarmentTools.Regions;
using GarmentTools.Studies;

namespace GarmentTools.Tests;

public sealed class StudySettingsTests
{
    private static readonly StudyOptions s_start = new()
    {
        Learn = true,
        Train = RowRange.Parse("0..9"),
        Test = RowRange.Parse("10..19"),
        Output = "features"
    };

    [Fact]
    public void Only_what_is_named_changes()
    {
        var whole = StudySettings.Apply(s_start, "region=Whole, metric=none");
        Assert.Equal(s_start with { StreetRegion = RegionRequest.Whole, Learn = false, Train = null }, whole);
        Assert.Equal(s_start with { Learn = false, Train = null }, StudySettings.Apply(s_start, "none"));
        Assert.Equal(s_start, StudySettings.Apply(whole with { StreetRegion = RegionRequest.Auto }, "metric=learn", s_start.Train));
        var rectangle = StudySettings.Apply(s_start, "shop-region=10%,15%,70%,60%,outputs=embedding,flip=true,model=m");
        Assert.Equal(("10%,15%,70%,60%", "embedding", true, "m"), (rectangle.ShopRegion.ToString(), rectangle.Output,
            rectangle.Averaging.Flip, rectangle.Model));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Whole")]
    [InlineData("region=")]
    [InlineData("color=red")]
    [InlineData("flip=perhaps")]
    [InlineData("region=Sleeve")]
    [InlineData("region=Whole,region=Auto")]
    [InlineData("outputs=embedding,output=features")]
    public void What_cannot_be_read_is_refused(string text) => Assert.Throws<UsageException>(() => StudySettings.Apply(s_start, text));

    [Fact]
    public void A_saved_report_must_be_one()
    {
        foreach (var text in new[] { "", "[]", "{}", "{\"queries\":[]}", "{\"queries\":[{\"query\":\"a\"}]}", "null" })
            Assert.Throws<UsageException>(() => RetrievalReport.FromJson(text));
    }
}
