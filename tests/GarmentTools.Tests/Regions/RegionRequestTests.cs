using System.Globalization;
using GarmentTools.Common;
using GarmentTools.Regions;

namespace GarmentTools.Tests;

public sealed class RegionRequestTests
{
    [Theory]
    [InlineData("Auto", RegionKind.Auto)]
    [InlineData("whole", RegionKind.Whole)]
    [InlineData("UPPER", RegionKind.Upper)]
    [InlineData(" lower ", RegionKind.Lower)]
    [InlineData("full", RegionKind.Full)]
    public void Names_are_read_whatever_their_capitals(string text, RegionKind kind)
    {
        var request = RegionRequest.Parse(text);
        Assert.Equal(kind, request.Kind);
        Assert.Null(request.Rectangle);
        Assert.Equal(kind.ToString(), request.ToString());
        Assert.Equal(request, RegionRequest.Parse(request.ToString()));
    }

    [Theory]
    [InlineData("120,80,300,400", "120,80,300,400")]
    [InlineData(" 1 , 2 , 3 , 4 ", "1,2,3,4")]
    [InlineData("-5,-6,20,30", "-5,-6,20,30")]
    [InlineData("10%,15%,70%,60%", "10%,15%,70%,60%")]
    [InlineData("12.5%, 0 %, 50%, 99.9%", "12.5%,0%,50%,99.9%")]
    public void Rectangles_are_read_and_written(string text, string written)
    {
        var request = RegionRequest.Parse(text);
        Assert.Equal(RegionKind.Rectangle, request.Kind);
        Assert.Equal(written, request.ToString());
        Assert.Equal(request, RegionRequest.Parse(written));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("Rectangle", "'Rectangle'")]
    [InlineData("3", "'3'")]
    [InlineData("torso", "'torso'")]
    [InlineData("1,2,3", "3 numbers")]
    [InlineData("1,2,3,4,5", "5 numbers")]
    [InlineData("1,2,x,4", "'x'")]
    [InlineData("1.5,2,3,4", "'1.5'")]
    [InlineData("1%,2,3%,4", "mixes")]
    [InlineData("1%,2%,%,4%", "'%'")]
    [InlineData("1,2,0,4", "greater than 0")]
    [InlineData("1,2,3,-4", "greater than 0")]
    public void What_is_no_region_is_refused_with_reason_and_examples(string text, string reason)
    {
        var error = Assert.Throws<UsageException>(() => RegionRequest.Parse(text));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("expected Auto, Whole", error.Message, StringComparison.Ordinal);
        Assert.Contains("10%,15%,70%,60%", error.Message, StringComparison.Ordinal);
        Assert.False(RegionRequest.TryParse(text, out var request));
        Assert.Null(request);
    }

    [Fact]
    public void Numbers_are_read_alike_in_every_culture()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            // Made by hand: the machine may have no other culture than the invariant one.
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (comma.NumberFormat.NumberDecimalSeparator, comma.NumberFormat.NumberGroupSeparator) = (",", ".");
            Thread.CurrentThread.CurrentCulture = comma;
            Assert.Equal("12.5%,0%,50%,99.5%", RegionRequest.Parse("12.5%,0%,50%,99.5%").ToString());
        }
        finally { Thread.CurrentThread.CurrentCulture = before; }
    }

    [Fact]
    public void A_rectangle_that_cannot_be_is_refused()
    {
        Assert.Throws<UsageException>(() => RegionRequest.Of(new(0, 0, double.NaN, 4)));
        Assert.Throws<UsageException>(() => RegionRequest.Of(new(0, 0, 0, 4)));
        Assert.Equal("1,2,3,4", RegionRequest.Of(new(1, 2, 3, 4)).ToString());
    }

    [Theory]
    [InlineData("10,20,30,40", 10, 20, 30, 40)]
    [InlineData("-10,-20,30,40", 0, 0, 20, 20)]
    [InlineData("90,150,500,500", 90, 150, 10, 50)]
    [InlineData("10%,15%,70%,60%", 10, 30, 70, 120)]
    [InlineData("0%,0%,100%,100%", 0, 0, 100, 200)]
    public void Rectangles_are_clipped_to_the_photo(string text, int left, int top, int width, int height) =>
        Assert.Equal(new PixelBox(left, top, width, height), RegionRequest.Parse(text).Rectangle!.Value.On(100, 200));

    [Theory]
    [InlineData("100,0,5,5")]
    [InlineData("0,200,5,5")]
    [InlineData("-5,0,5,5")]
    [InlineData("110%,0%,5%,5%")]
    [InlineData("0%,0%,0.1%,0.1%")]
    public void Rectangles_outside_are_none(string text) => Assert.Null(RegionRequest.Parse(text).Rectangle!.Value.On(100, 200));

    [Fact]
    public void Options_have_defaults_and_limits()
    {
        Assert.Equal((0.7, true, false), (new RegionOptions().MinScore, new RegionOptions().WhiteBackground,
            new RegionOptions().AllPersons));
        Assert.Contains("0.3", Assert.Throws<UsageException>(() => new RegionFinder(new() { MinScore = 0.3 })).Message,
            StringComparison.Ordinal);
        Assert.Throws<UsageException>(() => new RegionFinder(new() { MinScore = double.NaN }));
        Assert.Equal(0.9, new RegionFinder(new() { MinScore = 0.9 }).Options.MinScore);
    }
}
