using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using GarmentTools.Embedding;
using GarmentTools.Imaging;
using GarmentTools.Models;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.Processing;

namespace GarmentTools.Tests;

public sealed class ImageSharpTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 5)]
    [InlineData(200, 131)]
    public void A_picture_goes_to_ImageSharp_and_back_unchanged(int width, int height)
    {
        var picture = TestPictures.Random(width, width, height);
        using var image = picture.ToImage();
        Assert.Equal((width, height), (image.Width, image.Height));
        var back = ImageReader.Read(ImageSource.From(image));
        Assert.Equal((width, height), (back.Width, back.Height));
        Assert.Equal(picture.Pixels, back.Pixels);
        Assert.Equal(picture.Pixels, image.ToRgb().Pixels);
    }

    [Fact]
    public void An_image_may_be_changed_and_disposed_of_as_soon_as_a_source_was_made_of_it()
    {
        var picture = TestPictures.Flag();
        var image = picture.ToImage();
        var source = ImageSource.From(image, "mine");
        image.Mutate(change => change.Invert());
        image.Dispose();
        Assert.Equal(("mine", null), (source.Name, source.Path));
        Assert.Equal(picture.Pixels, ImageReader.Read(source).Pixels);
        Assert.Equal(picture.Pixels, TestPictures.Flag().Pixels); // what was made of it is a copy
        Assert.Throws<ObjectDisposedException>(() => ImageSource.From(image));
        Assert.Throws<ArgumentNullException>(() => ImageSource.From(null!));
    }

    [Fact]
    public void An_image_has_the_embedding_of_its_lossless_PNG()
    {
        using var image = TestPictures.Random(3, 220, 180).ToImage();
        using var png = new MemoryStream();
        image.Save(png, new PngEncoder());
        using var embedder = new Embedder(ModelRegistry.Default.Find(ModelRegistry.DefaultModel));
        var (file, held) = (embedder.Embed(ImageSource.FromBytes(png.ToArray())), embedder.Embed(ImageSource.From(image)));
        Assert.Equal(file["embedding"], held["embedding"]);
    }

    [Fact]
    public void An_EXIF_turn_counts_as_in_a_file()
    {
        using var image = TestPictures.Flag(64, 48).ToImage();
        image.Metadata.ExifProfile = new ExifProfile();
        image.Metadata.ExifProfile.SetValue(ExifTag.Orientation, (ushort)6);
        var upright = ImageReader.Read(ImageSource.From(image));
        image.Mutate(change => change.AutoOrient());
        Assert.Equal((48, 64), (upright.Width, upright.Height));
        Assert.Equal(image.ToRgb().Pixels, upright.Pixels);
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg, "JFIF")]
    [InlineData(ImageFormat.Png, "IHDR IDAT IEND")]
    [InlineData(ImageFormat.Webp, "VP8 ")]
    public void Encoded_files_hold_pixels_and_nothing_else(ImageFormat format, string parts)
    {
        var text = System.Text.Encoding.Latin1.GetString(TestPictures.Flag().Encode(format));
        foreach (var part in parts.Split(' ', StringSplitOptions.RemoveEmptyEntries)) Assert.Contains(part, text);
        string[] metadata = ["Exif", "EXIF", "eXIf", "ICC", "iCCP", "xpacket", "pHYs", "tEXt", "tIME", "VP8X", "Photoshop", "ImageSharp"];
        foreach (var part in metadata) Assert.DoesNotContain(part, text);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void A_quality_that_cannot_be_is_refused(int quality) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TestPictures.Flag().Encode(ImageFormat.Jpeg, quality));

    // Crafted pictures have broken its decoders: photos are decoded by libvips alone.
    [Fact]
    public void The_library_calls_no_decoder_of_ImageSharp()
    {
        using var file = new PEReader(File.OpenRead(typeof(RgbImage).Assembly.Location));
        var metadata = file.GetMetadataReader();
        var names = metadata.MemberReferences.Select(handle => metadata.GetMemberReference(handle))
            .Where(member => IsImageSharp(metadata, member.Parent)).Select(member => metadata.GetString(member.Name)).ToHashSet();
        Assert.Contains("LoadPixelData", names); // it sees the calls
        string[] decoding = ["LoadWithFormat", "Identify", "DetectFormat", "Decode"];
        Assert.DoesNotContain(names, name => name is "Load" or "LoadAsync" || decoding.Any(name.StartsWith));
    }

    private static bool IsImageSharp(MetadataReader metadata, EntityHandle parent)
    {
        if (parent.Kind != HandleKind.TypeReference) return false;
        var space = metadata.GetTypeReference((TypeReferenceHandle)parent).Namespace;
        return metadata.GetString(space).StartsWith("SixLabors.ImageSharp", StringComparison.Ordinal);
    }
}
