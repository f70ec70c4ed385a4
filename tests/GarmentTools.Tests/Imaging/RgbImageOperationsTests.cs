using GarmentTools.Imaging;

namespace GarmentTools.Tests;

public sealed class RgbImageOperationsTests
{
    [Fact]
    public void Crop_pad_flip_and_paste_move_pixels_and_change_none()
    {
        var flag = TestPictures.Flag();
        Assert.Equal(flag.Pixels, flag.Flip().Flip().Pixels);
        Assert.Equal(flag.At(0, 0), flag.Flip().At(1, 0));
        var padded = flag.PadTo(80, 60);
        Assert.Equal(flag.Pixels, padded.Crop(8, 6, 64, 48).Pixels);
        Assert.Equal(((byte)255, (byte)255, (byte)255), padded.At(0, 0));
        Assert.Throws<ArgumentException>(() => flag.Crop(60, 0, 5, 5));
        Assert.Throws<ArgumentException>(() => flag.PadTo(10, 10));
    }

    [Fact]
    public void Shrinking_keeps_the_ratio_and_never_enlarges()
    {
        var small = TestPictures.Flag(200, 100).ShrinkTo(50);
        Assert.Equal((50, 25), (small.Width, small.Height));
        var flag = TestPictures.Flag();
        Assert.Same(flag, flag.ShrinkTo(64));
        Assert.Equal(1, TestPictures.Flag(500, 1).ShrinkTo(10).Height);
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg, 12), InlineData(ImageFormat.Png, 0), InlineData(ImageFormat.Webp, 12)]
    public void Encoded_pictures_are_read_back(ImageFormat format, int tolerance)
    {
        var back = ImageReader.Read(ImageSource.FromBytes(TestPictures.Flag().Encode(format, 95)));
        var (r, g, b) = back.At(0.8, 0.8);
        Assert.True(r <= tolerance && g <= tolerance && Math.Abs(b - 200) <= tolerance, $"{r} {g} {b}");
    }
}
