using GarmentTools.Imaging;
using GarmentTools.Reports.Results;

namespace GarmentTools.Tests;

public class HalfBlocksTests
{
    [Fact]
    public void Two_rows_of_pixels_are_one_line_that_says_a_color_where_it_changes()
    {
        var picture = new RgbImage(2, 2, [255, 0, 0, 255, 0, 0, 0, 0, 255, 0, 255, 0]);
        Assert.Equal(["\e[38;2;255;0;0m\e[48;2;0;0;255m▀\e[48;2;0;255;0m▀\e[0m"], HalfBlocks.Lines(picture));
    }

    [Fact]
    public void Below_an_odd_last_row_the_ground_is_white()
    {
        var lines = HalfBlocks.Lines(new RgbImage(1, 3, new byte[9]));
        Assert.Equal(2, lines.Length);
        Assert.Equal("\e[38;2;0;0;0m\e[48;2;255;255;255m▀\e[0m", lines[1]);
    }

    [Fact]
    public void A_picture_of_ImageSharp_gives_the_same_lines()
    {
        var picture = TestPictures.Flag(9, 7);
        using var image = picture.ToImage();
        Assert.Equal(HalfBlocks.Lines(picture), HalfBlocks.Lines(image));
    }
}
