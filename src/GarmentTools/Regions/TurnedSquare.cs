namespace GarmentTools.Regions;

/// <summary>A square of a picture, turned so that a body stands upright in it.</summary>
/// <param name="Center">Its middle, in pixels.</param>
/// <param name="Side">The length of its side, in pixels.</param>
/// <param name="Rotation">How far it is turned, in radians.</param>
internal readonly record struct TurnedSquare(PhotoPoint Center, double Side, double Rotation)
{
    /// <summary>How much larger than the body's circle the square is.</summary>
    public const double Room = 1.25;

    /// <summary>The square around a person, hips in the middle, head up.</summary>
    public static TurnedSquare Around(Person person)
    {
        var (dx, dy) = (person.BodyCircle.X - person.MidHip.X, person.BodyCircle.Y - person.MidHip.Y);
        var turn = Math.PI / 2 - Math.Atan2(-dy, dx);
        turn -= 2 * Math.PI * Math.Floor((turn + Math.PI) / (2 * Math.PI));
        return new(person.MidHip, 2 * person.BodyRadius * Room, turn);
    }

    /// <summary>From a place in the square (0 to 1 from its upper left corner) to a point of the picture.</summary>
    public PhotoPoint ToPicture(double x, double y)
    {
        var (sin, cos) = Math.SinCos(Rotation);
        var (u, v) = ((x - .5) * Side, (y - .5) * Side);
        return new(Center.X + cos * u - sin * v, Center.Y + sin * u + cos * v);
    }
}
