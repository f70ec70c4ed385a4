namespace GarmentTools.Samples;

/// <summary>Woven shirts and blouses: with collar, with a band, with a bow.</summary>
internal static class Shirt
{
    public static void Draw(Tailor tailor)
    {
        var product = tailor.Product;
        double hem = product.Length == "long" ? 440 : 392;
        TShirt.Back(tailor, 112);
        Sleeve.Draw(tailor, product.Style == "bow" ? 1.15 : 0.95, null, "cuff");
        var body = new Outline(122).Line(148, 90).Line(104, 108).Curve(114, 142, 113, 172, 108, 204)
            .Curve(110, 280, 104, 320, 98, hem - 34).Curve(118, hem - 4, 150, hem + 6, 180, hem + 6).ToString();
        tailor.Panel(body, null, ["M134 250Q148 290 142 350", "M226 240Q214 296 222 350", "M120 210Q142 226 152 258",
            "M240 208Q222 226 212 258"], 16);
        Placket(tailor, hem);
        tailor.Sketch.Both(() => tailor.Seam("M104 112Q124 118 147 108"));
        if (product.Style == "classic") Pocket(tailor);
        if (product.Style == "band") tailor.Panel("M146 88Q180 132 214 88L219 96Q180 148 141 96Z", tailor.Color, null, 5);
        else tailor.Sketch.Both(() => tailor.Panel("M150 82Q140 90 137 97L150 142L179 116Q160 106 150 82Z", null, null, 8, null, 45));
        if (product.Style == "bow") Bow(tailor);
    }

    private static void Placket(Tailor tailor, double hem)
    {
        tailor.Panel($"M171 118H189V{hem + 5}H171Z", null, null, 5);
        tailor.Stitch($"M174 124V{hem + 2}");
        tailor.Stitch($"M186 124V{hem + 2}");
        for (double y = 132; y < hem - 20; y += 40) tailor.Button(180, y);
    }

    private static void Pocket(Tailor tailor)
    {
        tailor.Panel("M202 182H240V224L221 234L202 224Z", null, null, 7);
        tailor.Stitch("M203 190H239");
    }

    private static void Bow(Tailor tailor)
    {
        var cloth = Palette.Mix(tailor.Color, tailor.Accent, tailor.Product.Pattern == "plain" ? 0.25 : 0);
        tailor.Sketch.Both(() =>
        {
            tailor.Panel("M178 130Q166 168 158 214L176 206Q180 170 182 132Z", cloth, ["M172 140L166 204"], 7);
            tailor.Panel("M180 126Q150 100 132 112Q128 136 136 152Q156 150 180 134Z", cloth, ["M176 130Q156 124 142 132"], 9);
        });
        tailor.Panel("M172 120H188V142H172Z", cloth, null, 6);
    }
}
