using GarmentTools.Imaging;

namespace GarmentTools.Regions;

/// <summary>Finds persons in a picture: MediaPipe's pose detector on the picture letterboxed to 224 × 224.</summary>
internal static class PersonDetector
{
    /// <summary>All persons from <see cref="PersonDecoder.MinCandidateScore"/> on, best first, in pixels of the picture.</summary>
    public static List<Person> Detect(PersonModel model, RgbImage image) => model.Run(
        input => Letterbox(image, input),
        outputs => PersonDecoder.Decode(outputs[0], outputs[1], image.Width, image.Height));

    /// <summary>The picture in the middle of a square, sampled between its pixels; −1 to 1, −1 where the picture is not.</summary>
    public static void Letterbox(RgbImage image, Span<float> target)
    {
        const int size = PersonAnchors.InputSize;
        double side = Math.Max(image.Width, image.Height);
        // Sample i lies at i / size of the square, without half a pixel's shift: so the reference samples.
        var columns = TapTable.Linear((image.Width - side) / 2, side / size, size, image.Width);
        var rows = TapTable.Linear((image.Height - side) / 2, side / size, size, image.Height);
        Resampler.Rgb(image.Pixels, image.Width * 3, image.Width, columns, rows, 1 / 127.5f, -1, target);
    }
}
