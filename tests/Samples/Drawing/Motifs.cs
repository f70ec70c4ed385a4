namespace GarmentTools.Samples;

/// <summary>What is printed on the chest: shapes only, since fonts differ between machines.</summary>
internal static class Motifs
{
    /// <summary>Draws the motif of a product around a point, about 90 wide.</summary>
    public static void Draw(Tailor tailor, double x, double y)
    {
        var (a, b) = (tailor.Accent, Palette.Mix(tailor.Accent, Palette.Lightness(tailor.Accent) > 0.5 ? "#d0402c" : "#f6d264", 0.75));
        var shapes = (tailor.Product.Seed % 5) switch
        {
            // Mountains before a sun
            0 => $"<circle cy='-8' r='38' fill='{b}'/><path d='M-52 34L-18 -18L0 8L18 -10L52 34Z' fill='{a}'/>" +
                $"<path d='M-18 -18L-9 -5L-16 0L-22 -4L-27 -4Z' fill='#fff'/>",
            // A heart
            1 => $"<path d='M0 42C-70 -4 -44 -52 -14 -40Q-4 -36 0 -24Q4 -36 14 -40C44 -52 70 -4 0 42Z' fill='{a}'/>" +
                $"<path d='M-28 -24Q-34 -14 -28 0' stroke='#fff' stroke-opacity='.7' stroke-width='5' fill='none' stroke-linecap='round'/>",
            // A star in a ring
            2 => $"<circle r='44' fill='none' stroke='{a}' stroke-width='6'/>" +
                $"<path d='M0 -36L10 -12L35 -11L15 5L22 30L0 15L-22 30L-15 5L-35 -11L-10 -12Z' fill='{b}'/>",
            // Lightning between two bars
            3 => $"<path d='M10 -48L-26 8H-3L-12 48L28 -12H4Z' fill='{a}'/><path d='M-54 -22H-24M-54 0H-34M30 6H54M22 26H54' " +
                $"stroke='{b}' stroke-width='7'/>",
            // Waves under a moon
            _ => $"<circle cx='10' cy='-22' r='22' fill='{b}'/><g fill='none' stroke='{a}' stroke-width='8'><path d='M-52 10q13 -16 26 " +
                "0t26 0t26 0t26 0'/>" +
                $"<path d='M-52 28q13 -16 26 0t26 0t26 0t26 0'/></g>",
        };
        tailor.Sketch.Add($"<g transform='translate({x} {y})'>{shapes}</g>");
    }
}
