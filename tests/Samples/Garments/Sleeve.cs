namespace GarmentTools.Samples;

/// <summary>
/// Sleeves and the arms in them share one frame: the shoulder joint is its origin, y runs down the arm, and the whole frame turns by
/// the angle of the arm. So a figure's arm always fills its sleeve.
/// </summary>
internal static class Sleeve
{
    public const double JointX = 113, JointY = 124, WristY = 252;

    public static string Frame(double angle) => $"transform='translate({JointX} {JointY}) rotate({angle:0.#})'";

    /// <summary>Both sleeves, to be drawn before the body covers where they are set in.</summary>
    public static void Draw(Tailor tailor, double width = 1, string? color = null, string cuff = "hem", string[]? folds = null)
    {
        var length = tailor.Product.Sleeve switch { "none" => 0, "short" => 84, _ => WristY };
        if (length == 0) return;
        tailor.Sketch.Both(() => tailor.Sketch.Group(Frame(tailor.ArmAngle), () => One(tailor, width, length, color, cuff, folds)));
    }

    private static void One(Tailor tailor, double width, double length, string? color, string cuff, string[]? quilting)
    {
        var isLong = length > 100;
        double upper = 30 * width, lower = (isLong ? 17 : 31) * width;
        var path = $"M14 -22C{-upper * 0.7:0.#} -22 {-upper:0.#} 0 {-upper:0.#} 34L{-lower:0.#} {length}Q0 {length + 5} {lower:0.#} " +
            $"{length}L{upper + 2:0.#} 66L34 0Z";
        string[] folds = quilting is not null ? quilting : isLong
            ? [$"M{-upper:0.#} 92Q-4 104 {upper:0.#} 88", $"M{-lower:0.#} 126Q2 138 {lower + 6:0.#} 116",
                $"M{-lower:0.#} {length - 50}Q0 {length - 40} {lower:0.#} {length - 58}", "M-8 0Q-14 40 -10 78"]
            : ["M-6 0Q-12 36 -8 70"];
        tailor.Panel(path, color, folds, 15);
        var hem = $"M{-lower:0.#} {length}Q0 {length + 5} {lower:0.#} {length}";
        if (cuff == "rib") tailor.Rib($"M{-lower + 1:0.#} {length + 3}Q0 {length + 8} {lower - 1:0.#} {length + 3}", isLong ? 17 : 8);
        else if (cuff == "cuff" && isLong)
        {
            tailor.Panel($"M{-lower - 3:0.#} {length - 18}Q0 {length - 13} {lower + 3:0.#} {length - 18}L{lower + 2:0.#} {length + 8}Q0 " +
                $"{length + 13} {-lower - 2:0.#} {length + 8}Z", color, null, 6);
            tailor.Button(lower - 5, length - 4, 2.6);
        }
        else tailor.Stitch($"M{-lower:0.#} {length - 7}Q0 {length - 2} {lower:0.#} {length - 7}");
        if (cuff != "rib") tailor.Seam(hem);
    }
}
