using GarmentTools.Imaging;
using GarmentTools.Regions;
using GarmentTools.Reports;

namespace GarmentTools.Tests;

public sealed class ContactSheetTests
{
    private const int Side = 32;

    [Fact]
    public void Photos_keep_their_pixels_and_stand_in_the_middle_of_their_place()
    {
        using var folder = new TempFolder();
        var flag = TestPictures.Flag(32, 24);
        File.WriteAllBytes(folder["flag.png"], flag.Encode(ImageFormat.Png));
        File.WriteAllBytes(folder["large.png"], TestPictures.Flag(128, 96).Encode(ImageFormat.Png));
        var sheet = Draw([new(folder["flag.png"], ""), new(folder["flag.png"], "", Framed: true), new(folder["gone.png"], ""),
            new(folder["large.png"], "")]);
        Assert.Equal((8 + 4 * 40 + 16, 8 + 32 + 22 + 8), (sheet.Width, sheet.Height));
        Assert.Equal(flag.Pixels, sheet.Crop(8, 12, 32, 24).Pixels); // none is enlarged
        Assert.All(sheet.Crop(8, 8, 32, 4).Pixels, value => Assert.Equal(255, value));
        Assert.Equal(flag.Crop(4, 0, 24, 24).Pixels, sheet.Crop(64 + 4, 12, 24, 24).Pixels);
        Assert.Equal([0, 122, 61, 0, 122, 61, 0, 122, 61, 0, 122, 61, 0, 200, 0], sheet.Crop(64, 14, 5, 1).Pixels);
        Assert.All(sheet.Crop(104, 8, 32, 32).Pixels, value => Assert.Equal(238, value));
        // A picture that was made smaller has its colors, but for the filter's ringing beside edges.
        Near([0, 200, 0], sheet.Crop(144 + 3, 12 + 3, 1, 1).Pixels);
        Near([0, 0, 200], sheet.Crop(144 + 25, 12 + 20, 1, 1).Pixels);
    }

    [Fact]
    public void Labels_are_black_points_below_their_photo()
    {
        var sheet = Draw([new(null, "1")]);
        var label = sheet.Crop(8 + (Side - 12) / 2, 8 + Side + 4, 10, 14);
        var rows = Enumerable.Range(0, 7).Select(y => string.Concat(Enumerable.Range(0, 5).Select(x => Point(x, y))));
        Assert.Equal(["..#..", ".##..", "..#..", "..#..", "..#..", "..#..", ".###."], rows);

        char Point(int x, int y) => label.Pixels[(y * 2 * label.Width + x * 2) * 3] == 0 ? '#' : '.';
    }

    [Fact]
    public void The_region_is_drawn_on_the_photo_before_it_is_made_smaller()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder["photo.png"], RgbImageOperations.Blank(320, 320, [90, 120, 150]).Encode(ImageFormat.Png));
        var sheet = Draw([new(folder["photo.png"], "", Region: new PhotoRegion("Auto", true, 100, 100, 120, 120))]);
        Assert.Equal([90, 120, 150], sheet.Crop(8 + 4, 8 + 4, 1, 1).Pixels);
        Assert.NotEqual([90, 120, 150], sheet.Crop(8 + 10, 8 + 16, 1, 1).Pixels);
    }

    private static void Near(byte[] expected, byte[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 4));

    private static RgbImage Draw(IReadOnlyList<SheetPhoto> row) =>
        ImageReader.Read(ImageSource.FromBytes(ContactSheet.Draw([row], Side, null, CancellationToken.None)));
}
