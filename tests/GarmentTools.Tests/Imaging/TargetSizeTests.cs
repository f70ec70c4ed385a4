using GarmentTools.Imaging;
using NetVips;

namespace GarmentTools.Tests;

/// <summary>
/// The short way for plain pictures gives the pixels of libvips' thumbnail, bit for bit: embeddings must not depend on the way.
/// </summary>
public sealed class TargetSizeTests
{
    [Theory]
    [InlineData(360, 480), InlineData(7, 5), InlineData(161, 160), InlineData(641, 640), InlineData(639, 1300), InlineData(2600, 2561),
        InlineData(1, 900)]
    public void A_plain_jpeg_has_the_pixels_of_a_thumbnail(int width, int height)
    {
        foreach (var quality in new[] { 75, 95 }) // with colors at half the size, and without
        {
            var jpeg = TestPictures.Jpeg(TestPictures.Random(width, width, height), quality);
            foreach (var target in Targets(width, height))
            {
                var expected = VipsLibrary.Run(() =>
                {
                    using var image = Image.ThumbnailBuffer(jpeg, target.Width, height: target.Height, size: target.Size, crop: target.Cut);
                    return image.ToRgb();
                });
                var read = target.Rule switch
                {
                    TargetSize.Fit.Exact => ImageReader.Read(ImageSource.FromBytes(jpeg), target.Width, target.Height, ResizeMode.Squash),
                    TargetSize.Fit.Inside => ImageReader.ReadInside(jpeg, "made", target.Width, target.Height, ImageLimits.Default),
                    TargetSize.Fit.Cover => ImageReader.Read(ImageSource.FromBytes(jpeg), target.Width, target.Height, ResizeMode.Crop),
                    _ => ImageReader.Read(ImageSource.FromBytes(jpeg), target.Width),
                };
                AssertSame(expected, read, target);
            }
        }
    }

    [Theory]
    [InlineData(360, 480), InlineData(7, 5), InlineData(1300, 639)]
    public void A_decoded_picture_is_scaled_as_a_thumbnail(int width, int height)
    {
        var picture = TestPictures.Random(height, width, height);
        foreach (var target in Targets(width, height).Where(target => target.Rule is TargetSize.Fit.Exact or TargetSize.Fit.Cover))
        {
            var expected = VipsLibrary.Run(() =>
            {
                using var source = VipsPixels.From(picture);
                return VipsColor.ToRgbBytes(source.ThumbnailImage(target.Width, target.Height, target.Size, crop: target.Cut));
            });
            AssertSame(expected, picture.Resize(target.Width, target.Height, target.Rule == TargetSize.Fit.Exact ? ResizeMode.Squash
                : ResizeMode.Crop), target);
        }
    }

    private static IEnumerable<TargetSize> Targets(int width, int height) =>
    [
        new(160, 160, TargetSize.Fit.Exact), new(33, 7, TargetSize.Fit.Exact), new(1, 1, TargetSize.Fit.Exact),
            new(width, height, TargetSize.Fit.Exact),
        new(160, 160, TargetSize.Fit.Inside), new(30, 500, TargetSize.Fit.Inside),
        new(224, 224, TargetSize.Fit.ShrinkInside), new(640, 640, TargetSize.Fit.ShrinkInside),
        new(10_000_000, 10_000_000, TargetSize.Fit.ShrinkInside),
        new(160, 160, TargetSize.Fit.Cover),
    ];

    private static void AssertSame(RgbImage expected, RgbImage found, TargetSize target)
    {
        Assert.Equal((expected.Width, expected.Height), (found.Width, found.Height));
        Assert.True(expected.Pixels.AsSpan().SequenceEqual(found.Pixels), $"{target}: other pixels");
    }
}
