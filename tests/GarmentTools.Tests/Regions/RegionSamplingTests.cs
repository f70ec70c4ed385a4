using GarmentTools.Imaging;
using GarmentTools.Regions;

namespace GarmentTools.Tests;

public sealed class RegionSamplingTests
{
    [Fact]
    public void Linear_taps_lie_between_neighbors_and_count_nothing_outside()
    {
        var taps = TapTable.Linear(-1.25, 1, 5, 3); // −1.25, −0.25, 0.75, 1.75, 2.75 on a line of 3
        Assert.Equal([0, 0, 0, 1, 1], taps.First);
        Assert.Equal<float>([0, 0, .75f, 0, .25f, .75f, .25f, .75f, 0, .25f], taps.Weights);
    }

    [Theory]
    [InlineData(4, 2)]
    [InlineData(2, 4)]
    [InlineData(7, 3)]
    [InlineData(1, 5)]
    [InlineData(5, 1)]
    [InlineData(640, 256)]
    public void Triangle_taps_sum_to_one_and_keep_a_slope(int length, int newLength)
    {
        var taps = TapTable.Triangle(length, newLength, 0, newLength);
        for (var i = 0; i < newLength; i++)
        {
            Assert.InRange(taps.First[i], 0, length - taps.Taps);
            Assert.Equal(1, taps.WeightsOf(i).ToArray().Sum(), 1e-5);
            var place = taps.WeightsOf(i).ToArray().Select((w, k) => w * (taps.First[i] + k + .5)).Sum();
            // Away from the ends the weighted place is the place that was asked for.
            var support = Math.Max(1, (double)length / newLength);
            var wanted = (i + .5) * length / newLength;
            if (wanted > support && wanted < length - support) Assert.Equal(wanted, place, 0.51);
        }
    }

    [Fact]
    public void Triangle_taps_are_Pillows()
    {
        // 4 → 2 by hand: center 1, support 2, weights 1 − |k + .5 − 1| / 2 of k = 0, 1, 2: .75, .75, .25.
        var taps = TapTable.Triangle(4, 2, 0, 2);
        Assert.Equal([.75f / 1.75f, .75f / 1.75f, .25f / 1.75f], taps.WeightsOf(0).ToArray().Where(w => w > 0));
        // 2 → 4: .75 and .25 between the centers, the edge value alone at the ends.
        taps = TapTable.Triangle(2, 4, 0, 4);
        Assert.Equal<float>([1, 0, .75f, .25f, .25f, .75f, 0, 1], taps.Weights);
    }

    [Fact]
    public void A_window_is_a_part_of_the_whole()
    {
        var whole = TapTable.Triangle(256, 190, 0, 190);
        var window = TapTable.Triangle(256, 190, 37, 20);
        Assert.Equal(whole.First[37..57], window.First);
        Assert.Equal(whole.Weights[(37 * whole.Taps)..(57 * whole.Taps)], window.Weights);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(16, 9)]
    [InlineData(53, 31)] // columns × 3 is no multiple of 16
    public void Rgb_equals_the_plain_double_sum(int width, int height)
    {
        var image = Noise(width, height);
        var columns = TapTable.Triangle(width, 11, 0, 11);
        var rows = TapTable.Linear(-2, .7, 13, height);
        var target = new float[11 * 13 * 3];
        Resampler.Rgb(image.Pixels, width * 3, width, columns, rows, .5f, -1, target);
        for (var y = 0; y < 13; y++)
        {
            for (var x = 0; x < 11; x++)
            {
                for (var c = 0; c < 3; c++)
                {
                    double sum = 0;
                    for (var r = 0; r < rows.Taps; r++)
                        for (var k = 0; k < columns.Taps; k++)
                            sum += image.Pixels[((rows.First[y] + r) * width + columns.First[x] + k) * 3 +
                                c] * (double)rows.WeightsOf(y)[r] * columns.WeightsOf(x)[k];
                    Assert.Equal(sum * .5 - 1, target[(y * 11 + x) * 3 + c], 1e-3);
                }
            }
        }
    }

    [Fact]
    public void The_letterbox_centers_the_picture_on_black()
    {
        var white = new RgbImage(112, 224, [.. Enumerable.Repeat((byte)255, 112 * 224 * 3)]);
        var input = new float[224 * 224 * 3];
        PersonDetector.Letterbox(white, input);
        for (var x = 0; x < 224; x++)
            Assert.Equal(x is >= 56 and < 168 ? 1f : -1f, input[(100 * 224 + x) * 3 + 1], 1e-6);
    }

    [Fact]
    public void A_turned_square_that_is_not_turned_is_the_picture()
    {
        var image = Noise(20, 20);
        var target = new float[20 * 20 * 3];
        TurnedSampler.Sample(image, new(new(10, 10), 20, 0), 20, 1, target);
        Assert.Equal(image.Pixels.Select(v => (float)v), target);
    }

    [Fact]
    public void A_quarter_turn_and_far_places_repeat_the_edge()
    {
        var image = new RgbImage(2, 1, [10, 10, 10, 200, 200, 200]);
        var target = new float[4 * 4 * 3];
        TurnedSampler.Sample(image, new(new(1e12, 0), 4, 0), 4, 1, target);
        Assert.All(target, v => Assert.Equal(200, v));
        TurnedSampler.Sample(image, new(new(.5, 0), 400, Math.PI / 2), 4, 1, target);
        Assert.Equal(200, target[0]); // the first row looks to the right
        Assert.Equal(10, target[^1]);
    }

    [Fact]
    public void Heatmaps_move_a_point_only_where_they_are_sure()
    {
        var heat = Enumerable.Repeat(-200f, 64 * 64 * 39).ToArray();
        Assert.Equal((.5, .25), HeatmapRefinement.Refine(heat, 3, .5, .25));
        heat[(16 * 64 + 33) * 39 + 3] = 0; // cell (33, 16): exactly .5
        heat[(17 * 64 + 33) * 39 + 3] = 0;
        var (x, y) = HeatmapRefinement.Refine(heat, 3, .5, .25);
        Assert.Equal(33.0 / 64, x, 1e-9);
        Assert.Equal(16.5 / 64, y, 1e-9);
        Assert.Equal((.5, .25), HeatmapRefinement.Refine(heat, 4, .5, .25)); // another point's map
        Assert.Equal((1.2, -.3), HeatmapRefinement.Refine(heat, 3, 1.2, -.3)); // outside the map
        Assert.Equal((1.0, .5), HeatmapRefinement.Refine(heat, 3, 1.0, .5));
    }

    [Fact]
    public void Masks_are_resized_into_their_square_and_nothing_is_outside()
    {
        var values = Enumerable.Repeat((byte)255, PersonMask.Size * PersonMask.Size).ToArray();
        var mask = new PersonMask(values, new(10, 20, 30, 40), 100, 100);
        var found = mask.Of(new PixelBox(0, 0, 100, 100), 100, 100);
        for (var y = 0; y < 100; y++)
            for (var x = 0; x < 100; x++)
                Assert.Equal(x is >= 10 and < 40 && y is >= 20 and < 60 ? 255 : 0, found[y * 100 + x]);
        Assert.All(mask.Of(new PixelBox(50, 0, 10, 10), 100, 100), v => Assert.Equal(0, v));
        // The same photo twice as large: the square too.
        Assert.Equal(30 * 40 * 4, mask.Of(new PixelBox(0, 0, 200, 200), 200, 200).Count(v => v == 255));
    }

    private static RgbImage Noise(int width, int height)
    {
        var pixels = new byte[width * height * 3];
        new Random(7).NextBytes(pixels);
        return new(width, height, pixels);
    }
}
