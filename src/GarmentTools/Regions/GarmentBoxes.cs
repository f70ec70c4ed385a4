namespace GarmentTools.Regions;

/// <summary>
/// Where a person's garments are. Margins are in torso lengths (hips to shoulders) and were tuned for retrieval: a tight box,
/// without head and trousers, finds best.
/// </summary>
internal static class GarmentBoxes
{
    /// <summary>Boxes narrower or lower than this many pixels are none.</summary>
    public const int LeastSide = 8;

    /// <summary>What a person is shown beyond the tight box: shoulders and hem.</summary>
    public const double DisplayAbove = .22, DisplayBelow = .20;

    public const double UpperSide = .62;
    private const double BodySide = .25, LowerAbove = .2, LowerBelow = .12, MinVisibility = .5, LegLength = 1.9, ShinLength = .9, Outside =
        .02;

    private const int LeftShoulder = 11, RightShoulder = 12, LeftElbow = 13, RightElbow = 14;
    private const int LeftHip = 23, RightHip = 24, LeftKnee = 25, RightKnee = 26, LeftAnkle = 27, RightAnkle = 28;

    /// <summary>All numbers above, for the fingerprint.</summary>
    public static string Identity { get; } =
        FormattableString.Invariant($"side={UpperSide},least={LeastSide},display={DisplayAbove}/{DisplayBelow},body={BodySide},") +
        FormattableString.Invariant($"lower={LowerAbove}/{LowerBelow},visible={MinVisibility},") +
        FormattableString.Invariant($"leg={LegLength}/{ShinLength},outside={Outside}");

    /// <summary>The upper garment from the detector's points alone; null where it is too small or outside.</summary>
    public static PixelBox? Upper(Person person, int width, int height, double above = 0, double below = 0)
    {
        var (hip, shoulder, length) = (person.MidHip, person.MidShoulder, person.TorsoLength);
        return PixelBox.Clip(
            Math.Min(hip.X, shoulder.X) - UpperSide * length, Math.Min(hip.Y, shoulder.Y) - above * length,
            Math.Max(hip.X, shoulder.X) + UpperSide * length, Math.Max(hip.Y, shoulder.Y) + below * length, width, height, LeastSide);
    }

    /// <summary>From the hips to the ankles; where these are not seen, as far down as legs reach.</summary>
    public static PixelBox? Lower(BodyLandmarks body, int width, int height) => ClipTo(LowerCorners(body, width, height), width, height);

    /// <summary>From the shoulders to the ankles.</summary>
    public static PixelBox? Full(BodyLandmarks body, int width, int height, double above = 0)
    {
        var upper = UpperCorners(body, width, height);
        var lower = LowerCorners(body, width, height);
        return ClipTo(
            new(Math.Min(upper.Left, lower.Left), upper.Top - above * Torso(body), Math.Max(upper.Right, lower.Right),
            Math.Max(upper.Bottom, lower.Bottom)),
            width, height);
    }

    private static Corners UpperCorners(BodyLandmarks body, int width, int height)
    {
        var length = Torso(body);
        int[] core = [LeftShoulder, RightShoulder, LeftHip, RightHip];
        var columns = core.Concat(Seen(body, width, height, LeftElbow, RightElbow)).Select(i => body.Points[i].X).ToList();
        return new(
            columns.Min() - BodySide * length, Math.Min(body.Points[LeftShoulder].Y, body.Points[RightShoulder].Y),
            columns.Max() + BodySide * length, Math.Max(core.Max(i => body.Points[i].Y), Middle(body, LeftShoulder, RightShoulder).Y +
            .5 * length));
    }

    private static Corners LowerCorners(BodyLandmarks body, int width, int height)
    {
        var length = Torso(body);
        var leg = Seen(body, width, height, LeftKnee, RightKnee, LeftAnkle, RightAnkle);
        var points = leg.Concat([LeftHip, RightHip]).Select(i => body.Points[i]).ToList();
        var deepest = points.Max(p => p.Y);
        // Where the ankles are not seen, the legs end where legs of this body would.
        var end = leg.Exists(i => i >= LeftAnkle) ? deepest + LowerBelow * length
            : deepest + (leg.Count > 0 ? LegLength - ShinLength : LegLength) * length;
        return new(
            points.Min(p => p.X) - BodySide * length, Math.Min(body.Points[LeftHip].Y, body.Points[RightHip].Y) - LowerAbove * length,
            points.Max(p => p.X) + BodySide * length, end);
    }

    private static double Torso(BodyLandmarks body) =>
        Math.Max(Middle(body, LeftShoulder, RightShoulder).DistanceTo(Middle(body, LeftHip, RightHip)), 1);

    private static PhotoPoint Middle(BodyLandmarks body, int a, int b) =>
        new((body.Points[a].X + body.Points[b].X) / 2, (body.Points[a].Y + body.Points[b].Y) / 2);

    // Those that can be seen and lie in the photo, or just beside it.
    private static List<int> Seen(BodyLandmarks body, int width, int height, params int[] points) => [.. points.Where(i =>
        body.Visibility[i] >= MinVisibility
        && body.Points[i].X >= -Outside * width && body.Points[i].X <= (1 + Outside) * width
        && body.Points[i].Y >= -Outside * height && body.Points[i].Y <= (1 + Outside) * height)];

    private static PixelBox? ClipTo(Corners c, int width, int height) =>
        PixelBox.Clip(c.Left, c.Top, c.Right, c.Bottom, width, height, LeastSide);

    private readonly record struct Corners(double Left, double Top, double Right, double Bottom);
}
