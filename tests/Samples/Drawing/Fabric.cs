using System.Text;

namespace GarmentTools.Samples;

/// <summary>
/// The cloth of a product: its colors, and its pattern as plain shapes over a large area that panels cut from.
/// Shapes and no SVG pattern, whose tiles would show seams where they do not meet pixels.
/// </summary>
internal static class Fabric
{
    private const int Left = -130, Right = 490, Top = -130, Bottom = 610;

    /// <summary>Defines the pattern once and returns its id, or null for cloth without one.</summary>
    public static string? Define(Sketch sketch, Product product, string color, string accent)
    {
        var random = new Random(product.Seed);
        // Footwear is small, so what is printed on it is small.
        var scale = product.Category == "shoes" ? 0.5 : 0.85 + (random.NextDouble() * 0.4);
        var shapes = product.Pattern switch
        {
            "stripes" => Stripes(product, scale, accent),
            "checks" => Checks(scale, color, accent),
            "dots" => Dots(scale, accent),
            "floral" => Flowers(random, scale, color, accent),
            _ => null,
        };
        return shapes is null ? null : sketch.Define(id => $"<g id='{id}'>{shapes}</g>");
    }

    private static string Stripes(Product product, double scale, string accent)
    {
        var text = new StringBuilder($"<g fill='{accent}'>");
        var upright = product.Category is "shirt" or "trousers" or "jacket" || product.Style == "pencil";
        double period = (upright ? 17 : 27) * scale, width = (upright ? product.Category == "jacket" ? 2.6 : 6 : 11) * scale;
        for (double at = Left; at < Bottom; at += period)
            text.Append(upright ? $"<rect x='{at:0.##}' y='{Top}' width='{width:0.##}' height='{Bottom - Top}'/>"
                : $"<rect x='{Left}' y='{at:0.##}' width='{Right - Left}' height='{width:0.##}'/>");
        return text.Append("</g>").ToString();
    }

    /// <summary>Tartan: broad half-transparent bands both ways, and a thin line between them.</summary>
    private static string Checks(double scale, string color, string accent)
    {
        var text = new StringBuilder();
        var period = 40 * scale;
        for (double at = Left; at < Bottom; at += period)
        {
            foreach (var (offset, share, opacity, paint) in new[] { (0.0, 0.45, 0.55, accent),
                (0.69, 0.07, 0.8, Palette.Lightness(color) > 0.5 ? "#333" : "#eee") })
            {
                double start = at + (offset * period), width = share * period;
                text.Append($"<g fill='{paint}' fill-opacity='{opacity}'><rect x='{start:0.##}' y='{Top}' width='{width:0.##}' " +
                    $"height='{Bottom - Top}'/>");
                text.Append($"<rect x='{Left}' y='{start:0.##}' width='{Right - Left}' height='{width:0.##}'/></g>");
            }
        }

        return text.ToString();
    }

    private static string Dots(double scale, string accent)
    {
        var text = new StringBuilder($"<g fill='{accent}'>");
        double period = 25 * scale, radius = 6 * scale;
        var row = 0;
        for (double y = Top; y < Bottom; y += period * 0.8, row++)
            for (var x = Left + (row % 2 * period / 2); x < Right; x += period)
                text.Append($"<circle cx='{x:0.##}' cy='{y:0.##}' r='{radius:0.##}'/>");
        return text.Append("</g>").ToString();
    }

    /// <summary>Five-petalled flowers with leaves, on a jittered grid.</summary>
    private static string Flowers(Random random, double scale, string color, string accent)
    {
        var text = new StringBuilder();
        var period = 43 * scale;
        var leaf = Palette.Lightness(color) < 0.45 ? "#9cc79a" : "#4c8a52";
        var row = 0;
        for (double y = Top; y < Bottom; y += period * 0.8, row++)
        {
            for (var x = Left + (row % 2 * period / 2); x < Right; x += period)
            {
                double cx = x + ((random.NextDouble() - 0.5) * period * 0.35), cy = y + ((random.NextDouble() - 0.5) * period * 0.35);
                double turn = random.NextDouble() * 72, size = scale * (0.75 + (random.NextDouble() * 0.5));
                text.Append($"<g transform='translate({cx:0.#} {cy:0.#}) rotate({turn:0}) scale({size:0.##})'>");
                text.Append($"<path d='M8 6Q22 8 24 20Q12 20 8 6ZM-9 5Q-20 12 -18 22Q-8 18 -9 5Z' fill='{leaf}'/>");
                for (var petal = 0; petal < 5; petal++)
                    text.Append($"<ellipse cy='-8.5' rx='5.6' ry='7.6' fill='{accent}' transform='rotate({petal * 72})'/>");
                text.Append($"<circle r='4.4' " +
                    $"fill='{(accent == Palette.Hex("yellow") || accent == Palette.Hex("orange") ? "#8a4b1a" : "#f3c23c")}'/></g>");
            }
        }

        return text.ToString();
    }
}
