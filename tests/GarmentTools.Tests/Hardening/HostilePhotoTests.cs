using System.Diagnostics;
using GarmentTools.Common;
using GarmentTools.Embedding;
using GarmentTools.Imaging;
using GarmentTools.Models;
using GarmentTools.Regions;
using NetVips;

namespace GarmentTools.Tests;

/// <summary>
/// Damaged pictures through decoding, region and embedding in one process: refused by name or read, never a crash, a hang or memory that
/// stays.
/// </summary>
public sealed class HostilePhotoTests(ITestOutputHelper output)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(Mutator.IsSoak ? 5 : 20); // a machine that tests share may be slow

    [Theory]
    [MemberData(nameof(ImageReaderTests.Savers), MemberType = typeof(ImageReaderTests))]
    public void Damaged_pictures_are_refused_or_read(string saver, ImageFormat format)
    {
        // A person is in it, so that the region is found and cut out as well.
        var street = ImageReader.Read(TestData.Samples("street", "street-09.jpg"));
        var original = TestPictures.Save(street, saver, TestPictures.OptionsOf(saver));
        var count = Mutator.Count(soak: 2000, usual: 60);
        var (read, refused, regions) = (0, 0, 0);
        using var embedder = new Embedder(ModelRegistry.Default.Find(ModelRegistry.DefaultModel),
            RegionView.For(RegionRequest.Parse("Auto")), new EmbedderOptions { Threads = 1 });
        // The model's own memory is there before anything is measured.
        Assert.True(embedder.Embed(ImageSource.FromBytes(original, "original")).Region?.Found);
        var before = Process.GetCurrentProcess().WorkingSet64;
        for (var i = 0; i < count; i++)
        {
            var name = $"{format}-{i}";
            var bytes = new Mutator(i).Damage(original);
            var clock = Stopwatch.StartNew();
            try
            {
                var embedding = embedder.Embed(ImageSource.FromBytes(bytes, name));
                Assert.All(embedding.Outputs, output => Assert.All(output.Values.ToArray(), value => Assert.True(float.IsFinite(value))));
                if (embedding.Region?.Found == true) regions++;
                read++;
            }
            catch (ImageException e)
            {
                Assert.Contains(name, e.Message, StringComparison.Ordinal);
                refused++;
            }
            Assert.True(clock.Elapsed < s_patience, $"mutant {i} of {format} took {clock.Elapsed.TotalSeconds:N1} s");
        }
        Assert.Equal(count, read + refused);
        output.WriteLine($"{format}: {refused} of {count} refused, {read} read, a person found in {regions}");
        Assert.True(refused > 0, "no mutant was refused: the damage does not reach the decoder");
        var growth = Process.GetCurrentProcess().WorkingSet64 - before;
        Assert.True(growth < 512L << 20, $"the working set grew by {growth >> 20} MB over {count} mutants");
    }

    // What the blocks of libvips itself say: the loaders that are wanted, and no other, also not by their own names.
    [Fact]
    public void Only_the_wanted_loaders_of_libvips_are_open()
    {
        using var folder = new TempFolder();
        var picture = folder["whole.v"]; // of libvips' own format, which needs nothing but its loader
        VipsLibrary.Run(() => Operation.Call("vipssave", null, VipsPixels.From(TestPictures.Flag()), picture));
        Assert.DoesNotContain("blocked", Reason("pngload_buffer")); // it misses its picture only
        string[] others =
        [
            "svgload_buffer", "pdfload_buffer", "radload_buffer", "ppmload_buffer", "vipsload", "jxlload_buffer", "jp2kload_buffer",
                "fitsload", "matload",
            "csvload", "rawload", "matrixload", "analyzeload", "openexrload", "openslideload", "magickload_buffer",
        ];
        foreach (var loader in others)
            Assert.Matches("blocked|not found", Reason(loader));

        string Reason(string loader) => Assert.Throws<VipsException>(() => VipsLibrary.Run(() =>
        {
            var arguments = Introspect.Get(loader).RequiredInput.Select(input => input.Type == GValue.BlobType ? new byte[1]
                : input.Type == GValue.GStrType ? picture : (object)1);
            using var image = (Image)Operation.Call(loader, [.. arguments]);
            return image.Width;
        })).Message;
    }

    // Pictures of a few bytes that say they are huge.
    [Theory]
    [InlineData(60_000, 60_000)]
    [InlineData(int.MaxValue, 1)]
    [InlineData(1, int.MaxValue)]
    [InlineData(0, 0)]
    public void Png_bombs_are_refused_before_they_are_decoded(int width, int height)
    {
        var before = GC.GetTotalAllocatedBytes();
        var error = Assert.Throws<ImageException>(() => ImageReader.Read(ImageSource.FromBytes(TestPictures.PngHeader(width, height))));
        Assert.NotEmpty(error.Message);
        Assert.True(GC.GetTotalAllocatedBytes() - before < 16 << 20);
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"><image href=\"file:///etc/passwd\"/></svg>")]
    [InlineData("%PDF-1.7\n1 0 obj\n")]
    [InlineData("#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 1\n")]
    [InlineData("P6\n1 1\n255\nabc")]
    [InlineData("1,2,3\n4,5,6\n")]
    [InlineData("id=ImageMagick\n")]
    public void What_libvips_could_open_beyond_the_wanted_formats_is_not_a_picture(string text) =>
        Assert.Throws<ImageException>(() => ImageReader.Read(ImageSource.FromBytes(System.Text.Encoding.ASCII.GetBytes(text))));
}
