namespace GarmentTools.Samples;

/// <summary>How somebody took a street photo: all that differs from the shop's, drawn from one seed.</summary>
internal sealed record Shot
{
    /// <summary>Worn by somebody, hung on a rail, or lying on something.</summary>
    public required string Pose { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>Degrees that the garment (lying) or the whole camera (else) is turned.</summary>
    public required double Turn { get; init; }

    /// <summary>Size of the garment, 1 filling the height.</summary>
    public required double Zoom { get; init; }

    /// <summary>Where the middle of the garment is, from the middle of the picture.</summary>
    public required (double X, double Y) Shift { get; init; }

    public required double Skew { get; init; }

    /// <summary>Depth of the wrinkles.</summary>
    public required double Wrinkle { get; init; }

    /// <summary>Blur of the whole picture in pixels.</summary>
    public required double Blur { get; init; }

    /// <summary>Brightness of the three channels: dimness and color cast in one.</summary>
    public required (double Red, double Green, double Blue) Light { get; init; }

    /// <summary>Standard deviation of the noise, of 255.</summary>
    public required double Noise { get; init; }

    /// <summary>How many things lie or hang before the garment.</summary>
    public required int Covers { get; init; }

    public static Shot Take(Product product, Random random)
    {
        double Between(double low, double high) => low + (random.NextDouble() * (high - low));
        var pose = random.NextDouble() switch { < 0.56 => "worn", < 0.76 => product.Category == "shoes" ? "lying" : "hung", _ => "lying" };
        var dim = random.NextDouble() < 0.3 ? Between(0.5, 0.72) : Between(0.92, 1.18);
        var cast = Between(-0.14, 0.16);
        var tall = random.Next(4) != 0;
        return new Shot
        {
            Pose = pose,
            Width = tall ? 360 : 420,
            Height = tall ? 480 : 420,
            Turn = pose == "lying" ? Between(-55, 55) : Between(-11, 11),
            Zoom = random.NextDouble() < 0.35 ? Between(1.2, 1.6) : Between(0.5, 1.1),
            Shift = (Between(-70, 70), Between(-70, 70)),
            Skew = Between(-13, 13),
            Wrinkle = Between(12, 24),
            Blur = random.NextDouble() < 0.4 ? Between(1.2, 2.6) : Between(0.3, 0.7),
            Light = (dim * (1 + cast), dim, dim * (1 - (cast * 1.2))),
            Noise = Between(2, 10),
            Covers = 2 + random.Next(3),
        };
    }
}
