using GarmentTools.Common;
using GarmentTools.Embedding;
using GarmentTools.Imaging;
using GarmentTools.Models;
using GarmentTools.Regions;
using GarmentTools.Studies;

namespace GarmentTools.Tests;

public sealed class RegionViewTests
{
    private static readonly GarmentModel s_model = ModelRegistry.Default.Find(ModelRegistry.DefaultModel);

    [Fact]
    public void Every_setting_that_changes_a_result_has_a_fingerprint_of_its_own()
    {
        RegionRequest[] requests = [RegionRequest.Auto, RegionRequest.Whole, RegionRequest.Upper, RegionRequest.Lower, RegionRequest.Full,
            RegionRequest.Parse("1,2,3,4"), RegionRequest.Parse("1%,2%,3%,4%")];
        var views = requests.Select(r => RegionView.For(r)).ToList();
        views.Add(RegionView.For(RegionRequest.Auto, new() { MinScore = .8 }));
        views.Add(RegionView.For(RegionRequest.Auto, new() { WhiteBackground = false }));
        views.Add(RegionView.For(RegionRequest.Auto, averaging: new() { Flip = true }));
        views.Add(RegionView.For(RegionRequest.Whole, averaging: new() { Flip = true }));
        views.Add(RegionView.For(RegionRequest.Auto, averaging: ViewAveraging.None));
        views.Add(RegionView.For(RegionRequest.Auto, averaging: new() { Scales = [1, .85] }));
        views.Add(RegionView.For(RegionRequest.Auto, averaging: new() { Scales = [.85, 1] }));
        views.Add(RegionView.For(RegionRequest.Auto, averaging: new() { WholeWeight = .25 }));
        var fingerprints = views.Select(v => Embedder.FingerprintOf(s_model, v)).ToList();
        Assert.Equal(fingerprints.Count, fingerprints.Distinct().Count());
    }

    [Fact]
    public void Settings_that_change_nothing_change_no_fingerprint()
    {
        Assert.Equal(RegionView.For(RegionRequest.Auto).Identity, RegionView.For(RegionRequest.Auto, new() { AllPersons = true }).Identity);
        Assert.Same(WholePhotoView.Instance, RegionView.For(RegionRequest.Whole));
        Assert.Same(WholePhotoView.Instance, RegionView.For(RegionRequest.Whole, averaging: new() { WholeWeight = .5, Roomy = true }));
        Assert.Equal(RegionView.For(RegionRequest.Lower).Identity, RegionView.For(RegionRequest.Lower,
            averaging: ViewAveraging.None).Identity);
        Assert.Contains(PersonModels.Shared.Detector.Model.Sha256, RegionView.For(RegionRequest.Auto).Identity, StringComparison.Ordinal);
    }

    [Fact]
    public void Averaging_has_defaults_and_limits()
    {
        Assert.Equal(ViewAveraging.Default, new ViewAveraging { Roomy = true, Flip = false, Scales = [1.0], WholeWeight = 0 });
        Assert.Equal(ViewAveraging.Default, new StudyOptions().Averaging);
        Assert.Equal(RegionView.For(RegionRequest.Auto).Identity, RegionView.For(RegionRequest.Auto,
            averaging: ViewAveraging.Default).Identity);
        Assert.NotEqual(new ViewAveraging(), new ViewAveraging { Scales = [1, 2] });
        Assert.Equal(new ViewAveraging { Roomy = false }, ViewAveraging.None);
        var error = Assert.Throws<UsageException>(() => RegionView.For(RegionRequest.Auto,
            averaging: new() { Scales = [], WholeWeight = 1 }));
        Assert.Contains("Scales", error.Message, StringComparison.Ordinal);
        Assert.Contains("WholeWeight", error.Message, StringComparison.Ordinal);
        Assert.Throws<UsageException>(() => RegionView.For(RegionRequest.Auto, averaging: new() { Scales = [double.NaN] }));
    }

    [Fact]
    public void A_photo_without_a_person_is_seen_exactly_as_the_whole_photo()
    {
        var bytes = Noise(700, 500);
        foreach (var request in new[] { RegionRequest.Auto, RegionRequest.Lower })
        {
            var prepared = Prepare(RegionView.For(request), bytes);
            Assert.Equal(Prepare(WholePhotoView.Instance, bytes).Inputs[0].Pixels, Assert.Single(prepared.Inputs).Pixels);
            Assert.Equal(new PhotoRegion(request.ToString(), false, 0, 0, 700, 500), prepared.Region);
        }
    }

    [Fact]
    public void A_person_is_cut_out_to_the_models_input()
    {
        var bytes = Street(0);
        var prepared = Prepare(RegionView.For(RegionRequest.Auto, averaging: ViewAveraging.None), bytes);
        Assert.True(prepared.Region!.Found);
        Assert.InRange(prepared.Region.Score!.Value, .9f, 1);
        var finder = new RegionFinder();
        var photo = ImageReader.Read(ImageSource.FromBytes(bytes));
        var expected = finder.Cut(photo, finder.Find(photo, RegionRequest.Auto)[0]).Resize(160, 160);
        Assert.Equal(expected.Pixels, Assert.Single(prepared.Inputs).Pixels);
        Assert.Null(prepared.Weights);
    }

    [Fact]
    public void The_roomy_box_counts_beside_the_tight_one()
    {
        var bytes = Street(0);
        var prepared = Prepare(RegionView.For(RegionRequest.Auto), bytes);
        var alone = Prepare(RegionView.For(RegionRequest.Auto, averaging: ViewAveraging.None), bytes);
        Assert.Equal(alone.Region, prepared.Region); // what is reported stays the tight box
        Assert.Equal(2, prepared.Inputs.Count);
        Assert.Equal(alone.Inputs[0].Pixels, prepared.Inputs[0].Pixels);
        var finder = new RegionFinder();
        var photo = ImageReader.Read(ImageSource.FromBytes(bytes));
        var region = finder.Find(photo, RegionRequest.Auto)[0];
        var roomy = region with
        {
            Region = region.Region with
            {
                Left = region.Display.Left,
                Top = region.Display.Top,
                Width =
            region.Display.Width,
                Height = region.Display.Height
            }
        };
        Assert.Equal(finder.Cut(photo, roomy).Resize(160, 160).Pixels, prepared.Inputs[1].Pixels);
    }

    [Fact]
    public void Mirrors_sizes_and_the_whole_photo_are_averaged()
    {
        var view = RegionView.For(RegionRequest.Auto, averaging: new() { Roomy = false, Flip = true, Scales = [1, .8], WholeWeight = .2 });
        var prepared = Prepare(view, Street(0));
        Assert.Equal(8, prepared.Inputs.Count);
        Assert.Equal(prepared.Inputs[0].Flip().Pixels, prepared.Inputs[1].Pixels);
        Assert.Equal(prepared.Inputs[4].Flip().Pixels, prepared.Inputs[5].Pixels);
        Assert.Equal([.2f, .2f, .2f, .2f, .05f, .05f, .05f, .05f], prepared.Weights!);
        Assert.Equal(8, prepared.Inputs.Select(i => Convert.ToHexString(i.Pixels)).Distinct().Count());
        var nobody = Prepare(view, Noise(300, 200)); // no region: the whole photo's pictures alone
        Assert.Equal(4, nobody.Inputs.Count);
        Assert.Null(nobody.Weights);
    }

    [Fact]
    public void The_average_of_embeddings_is_weighted_and_of_length_one()
    {
        var bytes = Street(0);
        float[] Embed(ViewAveraging? averaging, RegionRequest region)
        {
            using var embedder = new Embedder(s_model, RegionView.For(region, averaging: averaging), null);
            return embedder.Embed(ImageSource.FromBytes(bytes, "photo"))["embedding"];
        }
        var (region, whole) = (Embed(ViewAveraging.None, RegionRequest.Auto), Embed(null, RegionRequest.Whole));
        var both = Embed(ViewAveraging.None with { WholeWeight = .25 }, RegionRequest.Auto);
        var expected = region.Zip(whole, (r, w) => .75 * r + .25 * w).ToArray();
        var length = Math.Sqrt(expected.Sum(v => v * v));
        for (var i = 0; i < both.Length; i++) Assert.Equal(expected[i] / length, both[i], 1e-5);
    }

    [Fact]
    public void A_rectangle_beside_one_photo_is_that_photos_fault()
    {
        var view = RegionView.For(RegionRequest.Parse("0,0,50,50"));
        Assert.Equal(new PhotoRegion("Rectangle", true, 0, 0, 50, 40), Prepare(view, Noise(60, 40)).Region);
        var error = Assert.Throws<ImageException>(() => Prepare(RegionView.For(RegionRequest.Parse("60,0,5,5")), Noise(60, 40)));
        Assert.Contains("60 × 40", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_region_of_a_large_photo_is_cut_from_more_pixels()
    {
        // A fine checkerboard in one corner: shrunk to the working size it would be grey.
        var photo = RgbImageOperations.Blank(2000, 1500, [255, 255, 255]);
        for (var y = 0; y < 160; y++)
            for (var x = 0; x < 160; x++)
                photo.Pixels.AsSpan((y * 2000 + x) * 3, 3).Fill((byte)(((x >> 2) + (y >> 2)) % 2 * 255));
        var input = Prepare(RegionView.For(RegionRequest.Parse("0,0,160,160")), photo.Encode(ImageFormat.Png)).Inputs[0];
        Assert.Equal(photo.Crop(0, 0, 160, 160).Pixels, input.Pixels);
    }

    [Fact]
    public void Every_person_can_be_prepared()
    {
        var pair = RgbImageOperations.Blank(500, 300, [200, 200, 200])
            .Paste(ImageReader.Read(ImageSource.FromBytes(Street(0))), 20, 20)
                .Paste(ImageReader.Read(ImageSource.FromBytes(Street(154))), 280, 30);
        var view = (RegionView)RegionView.For(RegionRequest.Upper, new() { AllPersons = true });
        var all = view.PrepareAll(pair.Encode(ImageFormat.Png), "photo", s_model.Card.Input, ImageLimits.Default);
        Assert.Equal(2, all.Count);
        Assert.NotEqual(all[0].Region, all[1].Region);
    }

    private static PreparedPhoto Prepare(IPhotoView view, byte[] bytes) =>
        view.Prepare(bytes, "photo", s_model.Card.Input, ImageLimits.Default);

    private static byte[] Street(int row) => File.ReadAllBytes(TestData.SharedOrSkip("data", "street-shop", "street", $"{row:0000}.jpg"));

    private static byte[] Noise(int width, int height)
    {
        var pixels = new byte[width * height * 3];
        new Random(7).NextBytes(pixels);
        return new RgbImage(width, height, pixels).Encode(ImageFormat.Png);
    }
}
