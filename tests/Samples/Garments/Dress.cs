namespace GarmentTools.Samples;

/// <summary>Dresses: a-line, with straps, wrapped, shift and shirt dress.</summary>
internal static class Dress
{
    private const double Waist = 222;

    public static void Draw(Tailor tailor)
    {
        var product = tailor.Product;
        var hem = product.Length switch { "mini" => 396, "knee" => 460, _ => 540 };
        var strap = product.Style == "strap";
        var depth = product.Style switch { "wrap" => 176, "strap" => 142, "shirt" => 122, _ => 118 };
        if (!strap) TShirt.Back(tailor, Math.Min(depth, 140));
        Sleeve.Draw(tailor, product.Style == "a-line" ? 1.08 : 0.92, product.Pattern == "color-block" ? tailor.Accent : null,
            product.Style == "shirt" ? "cuff" : "hem");
        var body = Body(product, hem, depth, out var flare);
        tailor.Panel(body, null, Folds(product, hem, flare), 16, () => Inlay(tailor));
        Details(tailor, hem, depth);
    }

    private static string Body(Product product, double hem, double depth, out double flare)
    {
        var shift = product.Style == "shift";
        double waist = shift ? 120 : 130;
        flare = shift ? 92 : product.Length switch { "mini" => 84, "knee" => 68, _ => 50 };
        if (product.Style == "wrap") flare += 16;
        var outline = new Outline(depth);
        if (product.Style == "strap") outline.Curve(168, depth - 8, 150, depth - 14, 138, depth - 24).Curve(134, 150, 128, 172, 120, 184);
        else
        {
            if (depth > 150) outline.Line(148, 90);
            else outline.Curve(160, depth, 148, 108, 146, 90);
            if (product.Sleeve == "none") outline.Line(126, 97).Curve(126, 150, 122, 172, 114, 190);
            else outline.Line(104, 108).Curve(114, 142, 114, 172, 112, 196);
        }

        return outline.Curve(114, 206, waist, Waist - 14, waist, Waist).Curve(waist - 8, Waist + 40, flare + 12, hem - 100, flare, hem - 8)
            .Curve(110, hem + 6, 150, hem + 8, 180, hem + 8).ToString();
    }

    private static string[] Folds(Product product, double hem, double flare)
    {
        if (product.Style == "shift") return ["M128 250Q140 310 134 360", "M232 250Q220 310 228 360", "M120 200Q142 214 150 236"];
        var folds = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            double top = 134 + (i * 18.5), bottom = flare + 16 + (i * (328 - (2 * flare)) / 5);
            folds.Add($"M{top:0.#} {Waist + 12}Q{(top + bottom) / 2:0.#} {(Waist + hem) / 2:0.#} {bottom:0.#} {hem}");
        }

        return [.. folds];
    }

    private static void Inlay(Tailor tailor)
    {
        if (tailor.Product.Pattern == "color-block") tailor.Sketch.Add($"<rect y='60' width='360' height='130' fill='{tailor.Accent}'/>" +
            $"<rect y='300' width='360' height='280' fill='{Palette.Hex("red")}'/>");
    }

    private static void Details(Tailor tailor, double hem, double depth)
    {
        switch (tailor.Product.Style)
        {
            case "strap":
                tailor.Sketch.Both(() => tailor.Sketch.Add($"<path d='M141 122Q143 100 150 84' fill='none' stroke='{tailor.Line}' " +
                    "stroke-width='8'/>" +
                    $"<path d='M141 123Q143 100 150 83' fill='none' stroke='{tailor.Color}' stroke-width='6'/>"));
                tailor.Seam($"M121 186Q150 {Waist - 24} 180 {Waist - 30}T239 186");
                tailor.Seam($"M126 {Waist}Q180 {Waist + 6} 234 {Waist}", 1.8);
                break;
            case "wrap":
                tailor.Sketch.Both(() => tailor.Panel($"M150 86L144 91L178 {depth + 6}L186 {depth}Z", null, null, 4));
                tailor.Fold($"M184 {depth}Q150 {Waist - 14} 128 {Waist - 8}");
                tailor.Panel($"M125 {Waist - 9}Q180 {Waist - 2} 235 {Waist - 9}V{Waist + 10}Q180 {Waist + 16} 125 {Waist + 10}Z",
                    Palette.Darker(tailor.Color, 0.12), null, 6);
                tailor.Panel($"M150 {Waist + 4}L140 {Waist + 92}L156 {Waist + 96}L160 {Waist + 6}L176 {Waist + 76}L188 {Waist + 70}L164 " +
                    $"{Waist}Z", Palette.Darker(tailor.Color, 0.12), null, 6);
                break;
            case "shirt":
                tailor.Panel($"M172 120H188V{hem + 8}H172Z", null, null, 5);
                for (double y = 132; y < hem - 10; y += 34) tailor.Button(180, y, 3.2);
                tailor.Sketch.Both(() => tailor.Panel("M150 82Q140 90 137 97L150 140L179 116Q160 106 150 82Z", null, null, 8));
                tailor.Panel($"M122 {Waist - 9}H238V{Waist + 9}H122Z", "#7a4c2c", null, 6);
                tailor.Sketch.Add($"<rect x='170' y='{Waist - 11}' width='20' height='22' rx='3' fill='none' stroke='#d9b45b' " +
                    "stroke-width='3'/>");
                break;
            case "a-line":
                tailor.Rib($"M146 90C148 {depth - 6} 162 {depth} 180 {depth}S212 {depth - 6} 214 90", 4, tailor.Color);
                tailor.Panel($"M125 {Waist - 7}Q180 {Waist - 1} 235 {Waist - 7}V{Waist + 7}Q180 {Waist + 13} 125 {Waist + 7}Z",
                    tailor.Product.Pattern == "plain" ? tailor.Color : Palette.Darker(tailor.Color, 0.2), null, 5);
                break;
            default:
                tailor.Rib($"M146 90C148 {depth - 6} 162 {depth} 180 {depth}S212 {depth - 6} 214 90", 5, tailor.Color);
                tailor.Sketch.Both(() => tailor.Seam("M116 200Q136 206 146 218"));
                break;
        }

        if (tailor.Product.Style != "shirt")
            tailor.Stitch($"M{(tailor.Product.Style == "shift" ? 108 : 100)} {hem - 3}Q180 {hem + 4} " +
                $"{(tailor.Product.Style == "shift" ? 252 : 260)} {hem - 3}");
    }
}
