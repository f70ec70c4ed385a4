using GarmentTools.Common;
using GarmentTools.Imaging;
using GarmentTools.Models;
using GarmentTools.Regions;

namespace GarmentTools.Tests;

public sealed class RegionFinderTests
{
    private static readonly RegionFinder s_finder = new();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 8)]
    [InlineData(1, 700)]
    [InlineData(3000, 2)]
    [InlineData(300, 200)]
    public void Nobody_is_in_a_flat_picture_of_any_shape(int width, int height)
    {
        var photo = RgbImageOperations.Blank(width, height, [90, 120, 150]);
        foreach (var request in new[] { RegionRequest.Auto, RegionRequest.Upper, RegionRequest.Lower, RegionRequest.Full })
        {
            var region = Assert.Single(s_finder.Find(photo, request));
            Assert.False(region.Found);
            Assert.Equal(request.Kind.ToString(), region.Region.Name);
            Assert.Equal(new PixelBox(0, 0, width, height), region.Box);
            Assert.Equal(region.Box, region.Display);
            Assert.Null(region.Person);
            Assert.Null(region.Region.Score);
            Assert.Equal((width, height), Size(s_finder.Cut(photo, region)));
            Assert.All(s_finder.Mask(photo, region), v => Assert.Equal(255, v));
        }
    }

    [Fact]
    public void Hardly_any_drawn_garment_is_taken_for_a_person()
    {
        var photos = Directory.GetFiles(TestData.Samples("shop"), "*.jpg");
        Assert.Equal(144, photos.Length);
        var persons = photos.Where(path => s_finder.Find(path, RegionRequest.Auto)[0].Found).Select(Path.GetFileName).ToList();
        Assert.True(persons.Count <= 4, $"2 of 144 were taken for persons when this was written; now: {string.Join(", ", persons)}");
    }

    [Fact]
    public void Whole_is_the_whole_photo_and_found()
    {
        var region = Assert.Single(s_finder.Find(Noise(50, 30), RegionRequest.Whole));
        Assert.True(region.Found);
        Assert.Equal(new PixelBox(0, 0, 50, 30), region.Box);
    }

    [Fact]
    public void A_rectangle_is_cut_as_it_is()
    {
        var photo = Noise(300, 200);
        var region = Assert.Single(s_finder.Find(photo, RegionRequest.Parse("280,190,50,50")));
        Assert.Equal((true, "Rectangle", new PixelBox(280, 190, 20, 10)), (region.Found, region.Region.Name, region.Box));
        Assert.Equal(photo.Crop(280, 190, 20, 10).Pixels, s_finder.Cut(photo, region).Pixels);
        Assert.Equal(new PixelBox(30, 50, 150, 50), s_finder.Find(photo, RegionRequest.Parse("10%,25%,50%,25%"))[0].Box);
    }

    [Fact]
    public void A_rectangle_outside_is_refused_with_the_photos_size()
    {
        var error = Assert.Throws<UsageException>(() => s_finder.Find(Noise(30, 20), RegionRequest.Parse("30,0,5,5")));
        Assert.Contains("30 × 20", error.Message, StringComparison.Ordinal);
        Assert.Contains("'30,0,5,5'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_background_is_white_and_the_person_stays()
    {
        var photo = ImageReader.Read(Street(0));
        var region = s_finder.Find(photo, RegionRequest.Auto)[0];
        var cut = s_finder.Cut(photo, region);
        Assert.Equal((region.Box.Width, region.Box.Height), Size(cut));
        var plain = new RegionFinder(new() { WhiteBackground = false }).Cut(photo, region);
        Assert.Equal(photo.Crop(region.Box.Left, region.Box.Top, region.Box.Width, region.Box.Height).Pixels, plain.Pixels);
        var mask = s_finder.Mask(photo, region);
        for (var y = 0; y < cut.Height; y++)
        {
            for (var x = 0; x < cut.Width; x++)
            {
                var keep = mask[(region.Box.Top + y) * photo.Width + region.Box.Left + x];
                var (at, expected) = ((y * cut.Width + x) * 3, 0.0);
                expected = plain.Pixels[at] * keep / 255.0 + 255 - keep;
                Assert.InRange(cut.Pixels[at], expected - .5001, expected + .5001);
            }
        }
        Assert.InRange(cut.Pixels.Count(v => v == 255) / (double)cut.Pixels.Length, .02, .6);
        Assert.True(region.Display.Top < region.Box.Top && region.Display.Bottom > region.Box.Bottom);
    }

    [Fact]
    public void Upper_is_Auto_and_Lower_and_Full_have_landmarks()
    {
        var photo = ImageReader.Read(Street(748)); // seen down to the thighs
        var (auto, upper, lower, full) = (One(RegionRequest.Auto), One(RegionRequest.Upper), One(RegionRequest.Lower),
            One(RegionRequest.Full));
        Assert.Equal(auto.Box, upper.Box);
        Assert.Null(auto.Landmarks);
        Assert.Equal(33, lower.Landmarks!.Points.Count);
        Assert.True(lower.Found && full.Found);
        Assert.InRange(full.Box.Top, auto.Box.Top - 12, auto.Box.Top + 12);
        Assert.True(lower.Box.Top > auto.Box.Top + auto.Box.Height / 2, $"{lower.Box} {auto.Box}");
        Assert.Equal(lower.Box.Bottom, full.Box.Bottom);
        FoundRegion One(RegionRequest request) => Assert.Single(s_finder.Find(photo, request));
    }

    [Fact]
    public void Of_several_persons_the_surest_is_taken_or_all_best_first()
    {
        var pair = RgbImageOperations.Blank(500, 300, [200, 200, 200])
            .Paste(ImageReader.Read(Street(0)), 20, 20).Paste(ImageReader.Read(Street(154)), 280, 30);
        var best = Assert.Single(s_finder.Find(pair, RegionRequest.Auto));
        var all = new RegionFinder(new() { AllPersons = true }).Find(pair, RegionRequest.Auto);
        Assert.Equal(2, all.Count);
        Assert.Equal(best.Box, all[0].Box);
        Assert.True(all[0].Region.Score >= all[1].Region.Score);
        Assert.Equal(2, all.Select(r => r.Box.Left < 250).Distinct().Count());
    }

    [Fact]
    public async Task Many_threads_find_what_one_finds()
    {
        var photos = Enumerable.Range(0, 6).Select(i => ImageReader.Read(Street(i * 20))).ToArray();
        var expected = photos.Select(Describe).ToArray();
        var found = await Task.WhenAll(Enumerable.Range(0, 4).SelectMany(_ => photos).Select(photo => Task.Run(() => Describe(photo))));
        for (var i = 0; i < found.Length; i++) Assert.Equal(expected[i % photos.Length], found[i]);
    }

    [Fact]
    public void A_missing_model_is_named_and_looked_for_again()
    {
        using var temp = new TempFolder();
        var finder = new RegionFinder(new PersonModels(new ModelRegistry(temp.Path, temp.Path)), null);
        for (var i = 0; i < 2; i++)
            Assert.Contains("pose_detection", Assert.Throws<ModelException>(() => finder.Find(Noise(20, 20), RegionRequest.Auto)).Message,
                StringComparison.Ordinal);
        Assert.True(finder.Find(Noise(20, 20), RegionRequest.Whole)[0].Found); // needs no model
    }

    [Fact]
    public void Frames_are_drawn_on_a_copy_at_any_size()
    {
        var photo = RgbImageOperations.Blank(400, 300, [0, 0, 0]);
        var drawn = photo.DrawRegion(new PhotoRegion("Auto", true, 100, 60, 200, 120));
        Assert.All(photo.Pixels, v => Assert.Equal(0, v));
        Assert.Equal([255, 255, 255, 255, 255, 255, 220, 20, 60, 220, 20, 60, 255, 255, 255, 255, 255, 255, 0, 0, 0],
            drawn.Crop(100, 120, 7, 1).Pixels);
        Assert.Equal([0, 0, 0], drawn.Crop(99, 120, 1, 1).Pixels);
        var half = RgbImageOperations.Blank(200, 150, [0, 0, 0]).DrawRegion(new PhotoRegion("Auto", true, 100, 60, 200, 120), 400, 300);
        Assert.Equal([0, 0, 0, 255, 255, 255, 220, 20, 60, 255, 255, 255, 0, 0, 0], half.Crop(49, 75, 5, 1).Pixels);
        Assert.Equal(3, RgbImageOperations.Blank(1, 1).DrawBox(new(0, 0, 1, 1)).Pixels.Length);
    }

    private static string Describe(RgbImage photo)
    {
        var region = s_finder.Find(photo, RegionRequest.Full)[0];
        return $"{region.Region} {region.Person} {string.Join(' ', region.Landmarks!.Points)} " +
            $"{Convert.ToHexString(s_finder.Cut(photo, region).Pixels)}";
    }

    private static string Street(int row) => TestData.SharedOrSkip("data", "street-shop", "street", $"{row:0000}.jpg");

    private static (int, int) Size(RgbImage image) => (image.Width, image.Height);

    private static RgbImage Noise(int width, int height)
    {
        var pixels = new byte[width * height * 3];
        new Random(7).NextBytes(pixels);
        return new(width, height, pixels);
    }
}
