using GarmentTools.Common;
using GarmentTools.Imaging;
using NetVips;

namespace GarmentTools.Tests;

public sealed class ImageReaderTests
{
    public static TheoryData<string, ImageFormat> Savers => new()
    {
        { "jpegsave_buffer", ImageFormat.Jpeg }, { "pngsave_buffer", ImageFormat.Png }, { "webpsave_buffer", ImageFormat.Webp },
        { "tiffsave_buffer", ImageFormat.Tiff }, { "gifsave_buffer", ImageFormat.Gif }, { "heifsave_buffer", ImageFormat.Avif },
    };

    [Theory, MemberData(nameof(Savers))]
    public void Every_format_is_recognised_and_read(string saver, ImageFormat format)
    {
        var bytes = TestPictures.Save(TestPictures.Flag(), saver, TestPictures.OptionsOf(saver));
        var source = ImageSource.FromBytes(bytes);

        Assert.Equal(new ImageInfo(format, 64, 48, 1), ImageReader.Probe(source));
        var image = ImageReader.Read(source);
        Assert.Equal((64, 48), (image.Width, image.Height));
        AssertNear((200, 0, 0), image.At(0.4, 0.8));
        AssertNear((0, 0, 200), image.At(0.8, 0.8));
        AssertNear((0, 200, 0), image.At(0.1, 0.1));
    }

    // Where the green corner of the upright picture must be, whatever way the camera was held.
    [Theory]
    [InlineData(1, 0.1, 0.1), InlineData(2, 0.9, 0.1), InlineData(3, 0.9, 0.9), InlineData(4, 0.1, 0.9)]
    [InlineData(5, 0.1, 0.1), InlineData(6, 0.9, 0.1), InlineData(7, 0.9, 0.9), InlineData(8, 0.1, 0.9)]
    public void Exif_orientation_turns_the_picture_upright(int orientation, double x, double y)
    {
        var source = ImageSource.FromBytes(TestPictures.JpegTurned(TestPictures.Flag(), orientation));
        var size = orientation > 4 ? (48, 64) : (64, 48);

        var info = ImageReader.Probe(source);
        Assert.Equal((orientation, size.Item1, size.Item2), (info.Orientation, info.Width, info.Height));
        var image = ImageReader.Read(source);
        Assert.Equal(size, (image.Width, image.Height));
        AssertNear((0, 200, 0), image.At(x, y));
        AssertNear((0, 200, 0), ImageReader.Read(source, 20, 20, ResizeMode.Squash).At(x, y), 60);
    }

    [Fact]
    public void Grey_sixteen_bit_cmyk_and_alpha_become_eight_bit_rgb_over_white()
    {
        var grey = TestPictures.Save(TestPictures.Flag(), "pngsave_buffer", null, i => i.Colourspace(Enums.Interpretation.Bw));
        // green of 200, as bright as grey of 172
        AssertNear((172, 172, 172), ImageReader.Read(ImageSource.FromBytes(grey)).At(0.1, 0.1), 12);

        var deep = TestPictures.Save(TestPictures.Flag(), "pngsave_buffer", null, i => i.Colourspace(Enums.Interpretation.Rgb16));
        AssertNear((200, 0, 0), ImageReader.Read(ImageSource.FromBytes(deep)).At(0.4, 0.8));

        var cmyk = TestPictures.Save(TestPictures.Flag(), "jpegsave_buffer", new VOption { { "Q", 95 } }, i =>
            i.IccTransform("cmyk", inputProfile: "srgb"));
        var back = ImageReader.Read(ImageSource.FromBytes(cmyk)).At(0.4, 0.8);
        Assert.True(back.R > 150 && back.G < 70 && back.B < 70, $"CMYK red came back as {back}");

        var clear = TestPictures.Save(TestPictures.Flag(), "pngsave_buffer", null, i => i.Bandjoin(0.0));
        Assert.Equal(((byte)255, (byte)255, (byte)255), ImageReader.Read(ImageSource.FromBytes(clear)).At(0.5, 0.5));
    }

    [Fact]
    public void An_embedded_profile_is_converted_to_srgb()
    {
        // Display P3: the same numbers mean stronger colors, so that sRGB has to say more red and less green for them.
        var wide = TestPictures.Save(Solid(200, 100, 100), "pngsave_buffer", null, i => i.IccTransform("p3", inputProfile: "srgb"));
        AssertNear((200, 100, 100), ImageReader.Read(ImageSource.FromBytes(wide)).At(0.5, 0.5), 4);
        var plain = TestPictures.Save(ImageReader.Read(ImageSource.FromBytes(wide)), "pngsave_buffer");
        Assert.NotEqual(plain, wide);
    }

    [Theory]
    [InlineData(ResizeMode.Squash), InlineData(ResizeMode.Crop), InlineData(ResizeMode.Pad)]
    public void Resizing_gives_the_size_that_was_asked_for(ResizeMode mode)
    {
        foreach (var (width, height) in new[] { (3, 200), (200, 3), (64, 48), (1, 1), (1000, 700) })
        {
            var source = ImageSource.FromBytes(TestPictures.Jpeg(TestPictures.Flag(width, height)));
            var image = ImageReader.Read(source, 40, 30, mode);
            Assert.Equal((40, 30), (image.Width, image.Height));
        }
    }

    [Fact]
    public void Crop_cuts_the_longer_side_evenly_and_pad_fills_it()
    {
        var wide = ImageSource.FromBytes(TestPictures.Save(TestPictures.Flag(200, 50), "pngsave_buffer"));
        var crop = ImageReader.Read(wide, 40, 40, ResizeMode.Crop);
        AssertNear((200, 0, 0), crop.At(0.2, 0.8));
        AssertNear((0, 0, 200), crop.At(0.8, 0.8));
        var pad = ImageReader.Read(wide, 40, 40, ResizeMode.Pad);
        AssertNear((255, 255, 255), pad.At(0.5, 0.05));
        AssertNear((0, 0, 200), pad.At(0.8, 0.5));
    }

    [Theory]
    [InlineData("jpegsave_buffer"), InlineData("pngsave_buffer"), InlineData("webpsave_buffer"), InlineData("gifsave_buffer")]
    public void A_truncated_file_is_refused_by_name(string saver)
    {
        var bytes = TestPictures.Save(TestPictures.Random(1, 300, 300), saver);
        var error = Assert.Throws<ImageException>(() => ImageReader.Read(ImageSource.FromBytes(bytes.AsMemory(0, bytes.Length * 2 / 3),
            "half.img"), 160, 160, ResizeMode.Squash));
        Assert.Contains("'half.img' is damaged or cut off", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pixel_limit_is_checked_before_decoding()
    {
        var before = GC.GetTotalAllocatedBytes();
        var error = Assert.Throws<ImageException>(() => ImageReader.Read(ImageSource.FromBytes(TestPictures.PngHeader(60_000, 60_000),
            "bomb.png"), 160));
        Assert.Contains("60,000 × 60,000", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 10_000_000);

        var small = ImageSource.FromBytes(TestPictures.Jpeg(TestPictures.Flag()));
        Assert.Throws<ImageException>(() => ImageReader.Read(small, limits: new ImageLimits { MaxPixels = 64 * 48 - 1 }));
        Assert.Equal(64, ImageReader.Read(small, limits: new ImageLimits { MaxPixels = 64 * 48 }).Width);
    }

    [Fact]
    public void Heic_svg_and_text_are_refused_by_what_they_are()
    {
        byte[] heic = [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8];
        Assert.Contains("HEIC", Refusal(heic), StringComparison.Ordinal);
        Assert.Contains("heif-convert", Refusal(heic), StringComparison.Ordinal);
        Assert.Contains("SVG", Refusal("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>"u8), StringComparison.Ordinal);
        Assert.Contains("PDF", Refusal("%PDF-1.7"u8), StringComparison.Ordinal);
        Assert.Contains("is not a picture", Refusal("just some text"u8), StringComparison.Ordinal);
        Assert.Contains("is empty", Refusal([]), StringComparison.Ordinal);

        static string Refusal(ReadOnlySpan<byte> bytes)
        {
            var source = ImageSource.FromBytes(bytes.ToArray(), "x.jpg");
            return Assert.Throws<ImageException>(() => ImageReader.Read(source)).Message;
        }
    }

    [Fact]
    public void Loaders_that_are_not_wanted_are_off()
    {
        var svg = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><rect width='10' height='10'/></svg>"u8.ToArray();
        Assert.Throws<VipsException>(() => VipsLibrary.Run(() =>
        {
            using var image = Image.SvgloadBuffer(svg);
            return image.Width;
        }));
    }

    [Fact]
    public void Only_the_first_frame_of_an_animation_is_read()
    {
        // Two frames of 64 × 48 above each other, written as an animation.
        var frames = RgbImageOperations.Blank(64, 96).Paste(TestPictures.Flag(), 0, 0);
        var gif = TestPictures.Save(frames, "gifsave_buffer", new VOption { { "page_height", 48 } });
        var read = ImageReader.Read(ImageSource.FromBytes(gif));
        Assert.Equal((64, 48), (read.Width, read.Height));
        AssertNear((0, 200, 0), read.At(0.1, 0.1), 10);
    }

    [Fact]
    public void Many_threads_read_at_once_and_each_failure_names_its_own_file()
    {
        var good = TestPictures.Jpeg(TestPictures.Random(2, 200, 200));
        var expected = ImageReader.Read(ImageSource.FromBytes(good), 50, 50, ResizeMode.Squash).Pixels;
        Parallel.For(0, 200, i =>
        {
            if (i % 3 == 0)
            {
                var error = Assert.Throws<ImageException>(() => ImageReader.Read(ImageSource.FromBytes(good.AsMemory(0, 500 + i),
                    $"cut-{i}.jpg"), 50, 50, ResizeMode.Squash));
                Assert.Contains($"'cut-{i}.jpg'", error.Message, StringComparison.Ordinal);
            }
            else Assert.Equal(expected, ImageReader.Read(ImageSource.FromBytes(good), 50, 50, ResizeMode.Squash).Pixels);
        });
    }

    private static RgbImage Solid(byte r, byte g, byte b) => RgbImageOperations.Blank(32, 32, [r, g, b]);

    private static void AssertNear((int R, int G, int B) expected, (byte R, byte G, byte B) found, int tolerance = 30) =>
        Assert.True(Math.Abs(expected.R - found.R) <= tolerance && Math.Abs(expected.G - found.G) <= tolerance
            && Math.Abs(expected.B - found.B) <= tolerance, $"expected about {expected}, found {found}");
}
