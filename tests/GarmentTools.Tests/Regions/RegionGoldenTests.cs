using System.Text.Json;
using GarmentTools.Imaging;
using GarmentTools.Regions;

namespace GarmentTools.Tests;

/// <summary>
/// Against persons, boxes and masks that another implementation found (Pillow, numpy and ONNX Runtime; the recipe stands in
/// regions-golden.json).
/// </summary>
public sealed class RegionGoldenTests
{
    private static readonly JsonElement[] s_items =
        [.. JsonDocument.Parse(File.ReadAllBytes(TestData.Committed("regions-golden.json"))).RootElement.GetProperty("items")
        .EnumerateArray()];

    [Fact]
    public void Persons_boxes_and_masks_are_those_of_the_reference()
    {
        var folder = TestData.SharedOrSkip("data");
        var finder = new RegionFinder();
        var persons = 0;
        foreach (var item in s_items)
        {
            var file = item.GetProperty("file").GetString()!;
            var photo = ImageReader.Read(Path.Combine(folder, file));
            Assert.Equal((item.GetProperty("width").GetInt32(), item.GetProperty("height").GetInt32()), (photo.Width, photo.Height));
            var expected = item.TryGetProperty("upper", out var box) && box.ValueKind == JsonValueKind.Array ? box.EnumerateArray()
                .Select(v => v.GetInt32()).ToArray() : null;
            var region = finder.Find(photo, RegionRequest.Auto)[0];
            Assert.True(region.Found == expected is not null, $"{file}: found {region.Found}");
            if (expected is null) continue;
            persons++;
            int[] found = [region.Box.Left, region.Box.Top, region.Box.Right, region.Box.Bottom];
            Assert.All(found.Zip(expected), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 2,
                $"{file}: [{string.Join(", ", found)}], expected [{string.Join(", ", expected)}]"));
            Assert.Equal(item.GetProperty("score").GetDouble(), region.Person!.Score, 0.02);
            CheckPoints(item.GetProperty("keypoints"), region.Person, file);
            CheckMask(item, finder.Mask(photo, region), photo, file);
        }
        Assert.Equal((61, 41), (s_items.Length, persons));
    }

    [Fact]
    public void A_photo_too_large_to_be_searched_whole_gives_the_same_places()
    {
        var folder = TestData.SharedOrSkip("data");
        var finder = new RegionFinder();
        foreach (var item in s_items.Take(5))
        {
            var small = ImageReader.Read(Path.Combine(folder, item.GetProperty("file").GetString()!));
            var jpeg = small.Resize(small.Width * 8, small.Height * 8).Encode(ImageFormat.Jpeg, 95);
            var expected = finder.Find(small, RegionRequest.Auto)[0].Box;
            var found = finder.Find(ImageSource.FromBytes(jpeg), RegionRequest.Auto)[0].Box;
            // Four pixels of the small photo: it is sampled at other places.
            Assert.InRange(Math.Abs(found.Left - expected.Left * 8), 0, 32);
            Assert.InRange(Math.Abs(found.Top - expected.Top * 8), 0, 32);
            Assert.InRange(Math.Abs(found.Right - expected.Right * 8), 0, 32);
            Assert.InRange(Math.Abs(found.Bottom - expected.Bottom * 8), 0, 32);
        }
    }

    private static void CheckPoints(JsonElement expected, Person person, string file)
    {
        PhotoPoint[] found = [person.MidHip, person.BodyCircle, person.MidShoulder, person.UpperCircle];
        for (var i = 0; i < 4; i++)
            Assert.True(found[i].DistanceTo(new(expected[i][0].GetDouble(), expected[i][1].GetDouble())) <= 3,
                $"{file}: point {i} is {found[i]}, expected {expected[i]}");
    }

    private static void CheckMask(JsonElement item, byte[] mask, RgbImage photo, string file)
    {
        Assert.True(Math.Abs(mask.Average(v => v / 255.0) - item.GetProperty("maskMean").GetDouble()) <= 0.02,
            $"{file}: mean {mask.Average(v => v / 255.0)}");
        var rows = item.GetProperty("maskRows").EnumerateArray().Select(v => v.GetDouble()).ToArray();
        var difference = rows.Select((expected, i) => Math.Abs(mask.AsSpan(i * (photo.Height / 16) * photo.Width, photo.Width).ToArray()
            .Average(v => v / 255.0) - expected)).Average();
        Assert.True(difference <= 0.02, $"{file}: rows differ by {difference}");
    }
}
