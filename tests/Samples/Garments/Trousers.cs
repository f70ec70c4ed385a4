namespace GarmentTools.Samples;

/// <summary>Trousers and shorts: straight, skinny, wide, jogger and cargo.</summary>
internal static class Trousers
{
    private const double Top = 38, Crotch = 178;

    public static void Draw(Tailor tailor)
    {
        var product = tailor.Product;
        var hem = product.Length switch { "shorts" => 250, "cropped" => 400, _ => 452 };
        var (outer, inner) = product.Style switch
        {
            "skinny" => (122.0, 156.0),
            "wide" => (66, 160),
            "jogger" => (112, 156),
            "cargo" =>
            (98, 160),
            _ => (108, 162)
        };
        if (product.Length == "shorts") (outer, inner) = (92, 170);
        var gathered = product.Style == "jogger";
        tailor.Sketch.Both(() => Leg(tailor, hem, outer, inner, gathered));
        tailor.Seam($"M180 {Top + 20}Q183 {Crotch - 30} 180 {Crotch + 4}", 1.6);
        if (gathered)
        {
            tailor.Rib($"M120 {Top + 8}Q180 {Top + 14} 240 {Top + 8}", 20, tailor.Product.Pattern == "color-block" ? tailor.Accent
                : tailor.Color);
            tailor.Sketch.Both(() => tailor.Sketch.Add($"<path d='M174 {Top + 12}Q164 {Top + 34} 168 {Top + 62}' fill='none' " +
                "stroke='#f0efec' stroke-width='3' stroke-linecap='round'/>"));
            return;
        }

        tailor.Panel($"M122 {Top - 3}Q180 {Top + 5} 238 {Top - 3}L240 {Top + 18}Q180 {Top + 26} 120 {Top + 18}Z", null, null, 6);
        var thread = product.Color == "denim" ? tailor.Accent : null;
        tailor.Stitch($"M186 {Top + 24}V{Top + 84}Q188 {Top + 104} 180 {Top + 112}", thread);
        tailor.Button(181, Top + 11, 4.4, thread is null ? null : "#c08a4c");
        foreach (var x in (int[])[136, 216]) tailor.Panel($"M{x} {Top - 4}H{x + 7}V{Top + 24}H{x}Z", null, null, 3);
    }

    private static void Leg(Tailor tailor, double hem, double outer, double inner, bool gathered)
    {
        var product = tailor.Product;
        double waist = 121, hip = Math.Clamp(outer + 6, 88, 106);
        var path = $"M{waist} {Top + 4}C{waist - 14} {Top + 50} {hip + 2:0.#} {Top + 90} {hip:0.#} {Crotch}" +
            $"C{hip - 2:0.#} {Crotch + ((hem - Crotch) * 0.35):0.#} {outer} {hem - ((hem - Crotch) * 0.35):0.#} {outer} " +
                $"{hem}Q{(outer + inner) / 2} {hem + 5} {inner} {hem}" +
            $"C{inner + 2} {hem - ((hem - Crotch) * 0.35):0.#} 178 {Crotch + ((hem - Crotch) * 0.3):0.#} 181 {Crotch}L181 {Top + 10}Z";
        List<string> folds = [$"M178 {Crotch}Q150 {Crotch + 12} 128 {Crotch + 4}",
            $"M179 {Crotch - 12}Q158 {Crotch - 26} 136 {Crotch - 26}"];
        if (hem > 300)
            folds.AddRange([$"M{outer + 8} 300Q{outer + 26} 314 {inner} 300",
                $"M{outer + 6} {hem - 30}Q{outer + 26} {hem - 20} {inner - 4} {hem - 34}",
                $"M{inner - 6} {hem - 54}Q{outer + 22} {hem - 44} {outer + 6} {hem - 58}"]);
        tailor.Panel(path, null, [.. folds], 17, () =>
        {
            if (product.Pattern == "color-block")
                tailor.Sketch.Add($"<path d='M{waist + 2} {Top}C{waist - 10} {Top + 50} 112 {Top + 90} 110 {Crotch}L{outer + 2} " +
                    $"{hem + 4}H{outer - 40}V{Top}Z' fill='{tailor.Accent}' stroke='{tailor.Accent}' stroke-width='20'/>");
        });
        if (product.Style is "wide" or "straight" && product.Color != "denim" && hem > 300)
            tailor.Fold($"M146 {Top + 40}Q{(outer + inner) / 2 + 4} 240 {(outer + inner) / 2} {hem - 4}");
        var thread = product.Color == "denim" ? tailor.Accent : null;
        if (product.Style == "cargo") Cargo(tailor, outer);
        tailor.Stitch(product.Color == "denim" ? $"M113 {Top + 62}Q148 {Top + 62} 154 {Top + 22}" : $"M112 {Top + 80}L132 {Top + 22}",
            thread);
        if (gathered)
            tailor.Rib($"M{outer + 1} {hem + 5}Q{(outer + inner) / 2} {hem + 10} {inner - 1} {hem + 5}", 14,
                product.Pattern == "color-block" ? tailor.Accent : tailor.Color);
        else tailor.Stitch($"M{outer + 1} {hem - 8}Q{(outer + inner) / 2} {hem - 3} {inner} {hem - 8}", thread);
    }

    private static void Cargo(Tailor tailor, double outer)
    {
        tailor.Panel($"M{outer - 2} 236H{outer + 38}V290H{outer - 4}Z", null, null, 8);
        tailor.Panel($"M{outer - 4} 230H{outer + 40}V250H{outer - 4}Z", null, null, 6);
        tailor.Button(outer + 18, 243, 3);
    }
}
