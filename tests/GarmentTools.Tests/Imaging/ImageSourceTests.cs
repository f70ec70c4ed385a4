using GarmentTools.Common;
using GarmentTools.Imaging;

namespace GarmentTools.Tests;

public sealed class ImageSourceTests
{
    [Theory]
    [InlineData("a photo with spaces.jpg"), InlineData("платье.jpg"), InlineData("👗 dress.jpg"), InlineData("50%25 off [new] #1.jpg")]
    public void Any_file_name_is_read(string name)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder[name], TestPictures.Jpeg(TestPictures.Flag()));
        Assert.Equal(64, ImageReader.Read(folder[name]).Width);
    }

    [Fact]
    public void Path_stream_and_bytes_give_the_same_picture()
    {
        using var folder = new TempFolder();
        var bytes = TestPictures.Jpeg(TestPictures.Random(3));
        File.WriteAllBytes(folder["x.jpg"], bytes);
        using var stream = new MemoryStream(bytes);
        var fromStream = ImageSource.FromStream(stream);
        var expected = ImageReader.Read(ImageSource.FromBytes(bytes)).Pixels;
        Assert.Equal(expected, ImageReader.Read(folder["x.jpg"]).Pixels);
        Assert.Equal(expected, ImageReader.Read(fromStream).Pixels);
        Assert.Equal(expected, ImageReader.Read(fromStream).Pixels); // a stream is read once, its picture as often as wanted
    }

    [Fact]
    public void What_cannot_be_read_says_why_and_what_to_do()
    {
        using var folder = new TempFolder();
        Assert.Contains("was not found", Message(folder["missing.jpg"]), StringComparison.Ordinal);
        Assert.Contains("is a folder", Message(folder.Path), StringComparison.Ordinal);
        File.WriteAllBytes(folder["empty.jpg"], []);
        Assert.Contains("is empty", Message(folder["empty.jpg"]), StringComparison.Ordinal);

        static string Message(string path) => Assert.Throws<ImageException>(() => ImageReader.Read(path)).Message;
    }

    [Fact]
    public void The_byte_limit_is_checked_for_files_streams_and_bytes()
    {
        using var folder = new TempFolder();
        var bytes = TestPictures.Jpeg(TestPictures.Flag());
        File.WriteAllBytes(folder["x.jpg"], bytes);
        var limits = new ImageLimits { MaxBytes = bytes.Length - 1 };
        using var stream = new MemoryStream(bytes);
        foreach (var source in new[] { folder["x.jpg"], ImageSource.FromBytes(bytes), ImageSource.FromStream(stream) })
            Assert.Contains("at most", Assert.Throws<ImageException>(() => ImageReader.Read(source, limits: limits)).Message,
                StringComparison.Ordinal);
        Assert.Equal(64, ImageReader.Read(folder["x.jpg"], limits: new ImageLimits { MaxBytes = bytes.Length }).Width);
    }

    [Fact]
    public void All_faults_of_limits_are_told_together()
    {
        var error = Assert.Throws<UsageException>(() => ImageReader.Read(ImageSource.FromBytes(new byte[1]),
            limits: new ImageLimits { MaxBytes = 0, MaxPixels = 0 }));
        Assert.Contains("MaxPixels", error.Message, StringComparison.Ordinal);
        Assert.Contains("MaxBytes", error.Message, StringComparison.Ordinal);
    }
}
