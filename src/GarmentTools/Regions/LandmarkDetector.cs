using GarmentTools.Imaging;

namespace GarmentTools.Regions;

/// <summary>Finds the 33 points of one person's body: MediaPipe's pose landmark model on the turned square around the person.</summary>
internal static class LandmarkDetector
{
    private const int InputSize = 256, Values = 5;

    /// <summary>From this presence on the points are believed.</summary>
    public const double MinPresence = 0.5;

    /// <summary>The body's points in pixels of the picture; null where the model sees no person there.</summary>
    public static BodyLandmarks? Detect(PersonModel model, RgbImage image, Person person)
    {
        var square = TurnedSquare.Around(person);
        return model.Run(
            input => TurnedSampler.Sample(image, square, InputSize, 1 / 255f, input),
            outputs => outputs[1][0] >= MinPresence ? Decode(outputs[0], outputs[1][0], outputs[2], square) : null);
    }

    /// <summary>From the model's raw answers to points; no network in here.</summary>
    public static BodyLandmarks Decode(ReadOnlySpan<float> raw, float presence, ReadOnlySpan<float> heatmap, TurnedSquare square)
    {
        var points = new PhotoPoint[BodyLandmarks.Count];
        var visibility = new float[BodyLandmarks.Count];
        for (var i = 0; i < points.Length; i++)
        {
            var values = raw.Slice(i * Values, Values);
            var (x, y) = HeatmapRefinement.Refine(heatmap, i, values[0] / (double)InputSize, values[1] / (double)InputSize);
            points[i] = square.ToPicture(x, y);
            visibility[i] = (float)PersonDecoder.Sigmoid(values[3]);
        }
        return new(presence, points, visibility);
    }
}
