namespace GarmentTools.Regions;

/// <summary>A person as the detector sees one: how sure it is, and four points.</summary>
/// <param name="Score">How sure the detector is, 0 to 1.</param>
/// <param name="MidHip">The middle between the hip joints.</param>
/// <param name="BodyCircle">A point on the circle about <paramref name="MidHip"/> that holds the whole body.</param>
/// <param name="MidShoulder">The middle between the shoulder joints.</param>
/// <param name="UpperCircle">A point on the circle about <paramref name="MidShoulder"/> that holds the upper body.</param>
public sealed record Person(float Score, PhotoPoint MidHip, PhotoPoint BodyCircle, PhotoPoint MidShoulder, PhotoPoint UpperCircle)
{
    /// <summary>From the hips to the shoulders in pixels, at least 1: the length that margins are measured in.</summary>
    internal double TorsoLength => Math.Max(MidHip.DistanceTo(MidShoulder), 1);

    internal double BodyRadius => MidHip.DistanceTo(BodyCircle);

    internal Person Scaled(double x, double y) =>
        new(Score, MidHip.Scaled(x, y), BodyCircle.Scaled(x, y), MidShoulder.Scaled(x, y), UpperCircle.Scaled(x, y));
}
