namespace GarmentTools.Samples;

/// <summary>
/// Cuts and sews: panels of cloth with soft edges and folds, seams, stitches, ribs and buttons, all in the product's colors.
/// </summary>
internal sealed class Tailor
{
    private readonly string? _pattern;

    public Tailor(Sketch sketch, Product product, double armAngle)
    {
        Sketch = sketch;
        Product = product;
        Color = Palette.Hex(product.Color);
        Accent = Palette.Hex(product.Accent);
        ArmAngle = armAngle;
        _pattern = Fabric.Define(sketch, product, Color, Accent);
        Dark = Palette.Lightness(Color) < 0.25;
    }

    public Sketch Sketch { get; }

    public Product Product { get; }

    public string Color { get; }

    public string Accent { get; }

    /// <summary>How far sleeves point away from straight down, in degrees.</summary>
    public double ArmAngle { get; }

    /// <summary>Seams of dark cloth are drawn lighter than it, or nobody would see them.</summary>
    public bool Dark { get; }

    public string Line => Dark ? Palette.Lighter(Color, 0.28) : Palette.Darker(Color, 0.42);

    public string Inside => Dark ? Palette.Lighter(Color, 0.1) : Palette.Darker(Color, 0.38);

    public string Trim => Product.Pattern == "color-block" ? Accent : Color;

    /// <summary>
    /// A panel of the product's cloth, or of one color when that is given. Its pattern may be turned, as tailors lay collars across the
    /// grain.
    /// </summary>
    public void Panel(string path, string? color = null, string[]? folds = null, double roundness = 13, Action? inlay = null, double turn =
        0)
    {
        var clip = Sketch.Define(id => $"<clipPath id='{id}'><path d='{path}'/></clipPath>");
        Sketch.Add($"<g clip-path='url(#{clip})'><path d='{path}' fill='{color ?? Color}'/>");
        if (color is null && _pattern is not null) Sketch.Add($"<use xlink:href='#{_pattern}' transform='rotate({turn} 180 240)'/>");
        inlay?.Invoke();
        if (folds is not null) Fold(string.Concat(folds));
        Sketch.Add($"<path d='{path}' fill='none' stroke='#000' stroke-opacity='0.3' stroke-width='{roundness:0.#}' {Sketch.Blur(5)}/>");
        if (Dark) Sketch.Add($"<path d='{path}' fill='none' stroke='#fff' stroke-opacity='0.14' stroke-width='5' {Sketch.Blur(2)}/>");
        Sketch.Add("</g>");
        Sketch.Add($"<path d='{path}' fill='none' stroke='{Line}' stroke-opacity='0.75' stroke-width='1.1' stroke-linejoin='round'/>");
    }

    /// <summary>Soft creases: dark in the valley, light on the ridge beside it.</summary>
    public void Fold(string path)
    {
        var (valley, ridge) = Dark ? (0.5, 0.15) : (0.24, 0.26);
        Sketch.Add($"<g fill='none' stroke-linecap='round' {Sketch.Blur(4)}><path d='{path}' stroke='#000' stroke-opacity='{valley}' " +
            "stroke-width='6'/>");
        Sketch.Add($"<path d='{path}' transform='translate(-6 -1)' stroke='#fff' stroke-opacity='{ridge}' stroke-width='5'/></g>");
    }

    public void Seam(string path, double width = 1.2) =>
        Sketch.Add($"<path d='{path}' fill='none' stroke='{Line}' stroke-opacity='0.85' stroke-width='{width}'/>");

    public void Stitch(string path, string? color = null) =>
        Sketch.Add($"<path d='{path}' fill='none' stroke='{color ?? Line}' stroke-width='1.1' stroke-dasharray='3.4 2.4' " +
            "stroke-opacity='0.9'/>");

    /// <summary>A knitted rib along a path: a broad line of the trim color with fine strokes across.</summary>
    public void Rib(string path, double width, string? color = null)
    {
        var trim = color ?? Trim;
        Sketch.Add($"<g fill='none'><path d='{path}' stroke='{Line}' stroke-opacity='0.7' stroke-width='{width + 1.6:0.#}'/>" +
            $"<path d='{path}' stroke='{trim}' stroke-width='{width:0.#}'/>");
        Sketch.Add($"<path d='{path}' stroke='{Palette.Darker(trim, Dark ? 0.5 : 0.22)}' stroke-width='{width:0.#}' " +
            "stroke-dasharray='1.1 2.9'/></g>");
    }

    public void Button(double x, double y, double radius = 3.6, string? color = null)
    {
        var fill = color ?? (Palette.Lightness(Color) > 0.6 ? Palette.Darker(Color, 0.25) : Palette.Lighter(Color, 0.65));
        Sketch.Add($"<circle cx='{x:0.#}' cy='{y + 1:0.#}' r='{radius}' fill='#000' fill-opacity='0.3'/>" +
            $"<circle cx='{x:0.#}' cy='{y:0.#}' r='{radius}' fill='{fill}' stroke='{Palette.Darker(fill, 0.4)}' stroke-width='0.7'/>");
        Sketch.Add($"<path d='M{x - 1.1:0.#} {y:0.#}h0.1M{x + 1:0.#} {y:0.#}h0.1' stroke='{Palette.Darker(fill, 0.6)}' " +
            "stroke-width='1.2' stroke-linecap='round'/>");
    }

    /// <summary>A zip from top to bottom on the middle line.</summary>
    public void Zip(double top, double bottom, double x = Sketch.Width / 2.0)
    {
        Sketch.Add($"<path d='M{x} {top}V{bottom}' stroke='{Palette.Darker(Color, 0.5)}' stroke-width='6'/>" +
            $"<path d='M{x} {top}V{bottom}' stroke='#c9c9cc' stroke-width='3.4' stroke-dasharray='1.6 1.3'/>");
        Sketch.Add($"<rect x='{x - 2.5}' y='{top + 3}' width='5' height='13' rx='2' fill='#d8d8da' stroke='#777' stroke-width='0.7'/>");
    }
}
