using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace GarmentTools.Samples;

/// <summary>The same product as somebody meets it outside the shop: worn, hung up or lying about, photographed badly.</summary>
internal static class StreetPhoto
{
    public static Image<Rgb24> Draw(Product product)
    {
        // Seeded by the product: a picture does not change when others are added.
        var random = new Random(product.Seed + 77_000);
        var shot = Shot.Take(product, random);
        var picture = Picture.FromSvg(Compose(product, shot, random));
        Camera.Expose(picture, shot, random);
        return picture;
    }

    private static string Compose(Product product, Shot shot, Random random)
    {
        var sketch = new Sketch();
        var worn = shot.Pose == "worn";
        sketch.Add($"<rect width='{shot.Width}' height='{shot.Height}' fill='#8a8a88'/>");
        sketch.Group(sketch.Blur(Math.Round(shot.Blur, 1)), () =>
        {
            var camera = shot.Pose == "lying" ? shot.Turn / 8 : shot.Turn;
            sketch.Group($"transform='translate({shot.Width / 2} {shot.Height / 2}) rotate({camera:0.#}) translate(-180 -240)'", () =>
            {
                Scene.Draw(sketch, shot.Pose, product.Category == "shoes", random);
                var (top, bottom, width) = ShopPhoto.Size(product);
                var fit = shot.Zoom * Math.Min(480 * 0.9 / (bottom - top), 360 * (worn ? 1.05 : 0.94) / width);
                // A person is never smaller than this, however short the skirt.
                if (worn) fit = Math.Min(fit, 1.4);
                var place = $"translate({180 + shot.Shift.X:0.#} {240 + shot.Shift.Y:0.#}) " +
                    $"rotate({(shot.Pose == "lying" ? shot.Turn : 0):0.#}) skewX({shot.Skew:0.#}) scale({fit:0.###}) translate(-180 " +
                    $"-{(top + bottom) / 2:0.#})";
                sketch.Group($"transform='{place}'", () => Garment(sketch, product, shot, random));
                for (var i = 0; i < shot.Covers; i++) Clutter.Draw(sketch, shot.Pose, random);
            });
        });
        return sketch.ToSvg(shot.Width, shot.Height);
    }

    private static void Garment(Sketch sketch, Product product, Shot shot, Random random)
    {
        var worn = shot.Pose == "worn";
        var shoes = product.Category == "shoes";
        var cloth = Cloth.Filter(sketch, product.Seed + 500, shoes ? 5 : 15, shoes ? 7 : shot.Wrinkle, shoes ? 0.15 : 0.4);
        var arm = worn ? 4 + (random.NextDouble() * 12) : 10 + (random.NextDouble() * 30);
        var figure = worn ? new Figure(sketch, product, random, arm) : null;
        if (shot.Pose == "hung" && product.Category is not ("trousers" or "skirt"))
            Clutter.Hanger(sketch, product.Category == "hoodie" ? 64 : 84);
        figure?.Behind();
        sketch.Group(cloth, () => Wardrobe.Draw(sketch, product, arm));
        figure?.Before();
    }
}
