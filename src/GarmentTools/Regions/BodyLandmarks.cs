namespace GarmentTools.Regions;

/// <summary>
/// 33 points of a person's body, numbered as MediaPipe's pose model numbers them (11, 12 shoulders; 23, 24 hips; 25, 26 knees; 27, 28
/// ankles; …).
/// </summary>
/// <param name="Presence">How sure the model is that it sees a person at all, 0 to 1.</param>
/// <param name="Points">33 points.</param>
/// <param name="Visibility">For each point how likely it can be seen, 0 to 1.</param>
public sealed record BodyLandmarks(float Presence, IReadOnlyList<PhotoPoint> Points, IReadOnlyList<float> Visibility)
{
    /// <summary>How many points there are.</summary>
    public const int Count = 33;

    internal BodyLandmarks Scaled(double x, double y) => this with { Points = [.. Points.Select(p => p.Scaled(x, y))] };
}
