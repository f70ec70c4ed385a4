namespace GarmentTools.Samples;

/// <summary>
/// The clean picture of a product: light background, soft shadow. A second view is smaller, turned and has other wrinkles; a third is a
/// close-up.
/// </summary>
internal static class ShopPhoto
{
    private static readonly string[] s_backgrounds = ["#ffffff", "#fbfbf9", "#f4f5f7", "#f7f3ee"];

    public static string Draw(Product product, string view)
    {
        var random = new Random((product.Seed * 31) + view.Length);
        var sketch = new Sketch();
        var background = s_backgrounds[random.Next(s_backgrounds.Length)];
        var light = sketch.Define(id => $"<radialGradient id='{id}' cx='.5' cy='.4' r='.8'><stop offset='.4' stop-color='{background}'/>" +
            $"<stop offset='1' stop-color='{Palette.Darker(background, 0.07)}'/></radialGradient>");
        sketch.Add($"<rect width='{Sketch.Width}' height='{Sketch.Height}' fill='url(#{light})'/>");
        var shoes = product.Category == "shoes";
        var cloth = Cloth.Filter(sketch, product.Seed + view.Length, shoes ? 3 : 9, shoes ? 4 : 11, shoes ? 0.1 : 0.3);
        // Short sleeves lie further out on the table than long ones.
        var arm = (product.Sleeve == "short" ? 32 : 13) + (random.NextDouble() * 6);
        var (top, bottom, width) = Size(product);
        // Fills most of the picture, as shops do, whatever the garment's length.
        var fit = Math.Min(Sketch.Height * 0.9 / (bottom - top), Sketch.Width * 0.94 / width);
        var middle = (top + bottom) / 2;
        var place = view switch
        {
            "front" => $"translate(180 240) rotate({(random.NextDouble() - 0.5) * 2:0.#}) " +
                $"scale({fit * (0.92 + (random.NextDouble() * 0.08)):0.###}) translate(-180 -{middle})",
            "angle" => $"translate({176 + random.Next(12)} 240) rotate({(random.NextDouble() - 0.5) * 10:0.#}) " +
            $"skewY({3 + random.Next(3)}) scale({fit * (random.Next(2) == 0 ? -0.76 : 0.76):0.###} {fit * 0.86:0.###}) translate(-180 " +
            $"-{middle})",
            _ => $"translate(180 240) rotate({4 - random.Next(8)}) scale({fit * 1.6:0.###}) translate(-{(shoes ? 150 : 180)} " +
            $"-{(shoes ? 300 : middle - 50)})",
        };
        sketch.Group($"transform='{place}'", () =>
        {
            if (shoes) sketch.Add($"<g {sketch.Blur(7)} fill='#33343a' fill-opacity='.3'><ellipse cx='186' cy='396' rx='152' ry='9'/>" +
                $"<ellipse cx='226' cy='304' rx='122' ry='6'/></g>");
            sketch.Group(cloth, () => Wardrobe.Draw(sketch, product, arm));
        });
        return sketch.ToSvg(Sketch.Width, Sketch.Height);
    }

    /// <summary>Where a garment begins and ends in its own space, and how wide it lies.</summary>
    public static (double Top, double Bottom, double Width) Size(Product product) => product.Category switch
    {
        "skirt" => (62, product.Length switch { "mini" => 276, "knee" => 352, _ => 452 }, 250),
        "trousers" => (30, product.Length switch { "shorts" => 258, "cropped" => 408, _ => 464 }, 240),
        "dress" => (80, product.Length switch { "mini" => 404, "knee" => 468, _ => 548 }, Across(product)),
        "jacket" => (78, product.Style switch { "coat" => 536, "puffer" => product.Length == "long" ? 456 : 392, _ => 398 },
        Across(product)),
        "hoodie" => (36, product.Length == "crop" ? 356 : 412, Across(product)),
        "shoes" => (70, 410, 330),
        _ => (80, product.Length switch { "crop" => 320, "long" => 446, _ => 394 }, Across(product)),
    };

    private static double Across(Product product) => product.Sleeve switch { "none" => 220, "short" => 290, _ => 330 };
}
