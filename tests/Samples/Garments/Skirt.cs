namespace GarmentTools.Samples;

/// <summary>Skirts: a-line, pleated, pencil and tiered.</summary>
internal static class Skirt
{
    private const double Top = 70;

    public static void Draw(Tailor tailor)
    {
        var product = tailor.Product;
        var hem = product.Length switch { "mini" => 270, "knee" => 346, _ => 446 };
        if (product.Style == "tiered") Tiers(tailor, hem);
        else
        {
            var flare = product.Style switch { "pencil" => 122, "pleated" => 66 - ((hem - 270) / 8), _ => 74 };
            var body = Panel(Top + 12, 120, hem, flare, product.Style == "pencil" ? 102 : 104);
            tailor.Panel(body, null, product.Style == "pleated" ? null : Folds(hem, flare, product.Style == "pencil"), 18, () =>
                Pleats(tailor, hem, flare));
            if (product.Style == "pencil") tailor.Seam($"M180 {Top + 16}V{hem}");
            if (product.Style == "a-line") Front(tailor, hem);
            tailor.Stitch($"M{flare + 12} {hem - 6}Q180 {hem + 5} {348 - flare} {hem - 6}");
        }

        tailor.Panel($"M120 {Top - 4}Q180 {Top + 4} 240 {Top - 4}L242 {Top + 16}Q180 {Top + 24} 118 {Top + 16}Z", null, null, 7);
    }

    private static string Panel(double top, double waist, double hem, double flare, double hip) =>
        new Outline(top).Curve(160, top, 140, top - 2, waist, top - 4)
        .Curve(waist - 8, top + 26, hip + 6, top + 44, hip, top + 74)
            .Curve(hip - ((hip - flare) * 0.4), top + 74 + ((hem - top - 74) * 0.35), flare + 3, hem - 60, flare, hem - 10)
            .Curve(120, hem + 2, 150, hem + 5, 180, hem + 5).ToString();

    private static string[] Folds(double hem, double flare, bool narrow) => narrow
        ? ["M126 150Q150 160 170 156", $"M140 {hem - 10}Q146 {hem - 60} 140 {hem - 120}", $"M222 {hem - 10}Q216 {hem - 70} 222 {hem - 130}"]
        : [$"M140 100Q122 {hem - 120} {flare + 34} {hem}", $"M164 100Q160 {hem - 90} 148 {hem}", $"M198 100Q204 {hem - 80} 214 {hem}",
            $"M222 100Q240 {hem - 120} {326 - flare} {hem}"];

    private static void Pleats(Tailor tailor, double hem, double flare)
    {
        if (tailor.Product.Style != "pleated") return;
        for (var i = 1; i < 13; i++)
        {
            double top = 118 + (i * 124.0 / 13), bottom = flare + (i * (360 - (2 * flare)) / 13);
            tailor.Sketch.Add($"<path d='M{top:0.#} {Top}L{bottom:0.#} {hem + 8}L{bottom + 9:0.#} {hem + 8}L{top + 3:0.#} {Top}Z' " +
                $"fill='#000' fill-opacity='{(tailor.Dark ? 0.42 : 0.2)}' {tailor.Sketch.Blur(1.2)}/>");
            tailor.Sketch.Add($"<path d='M{top - 1:0.#} {Top}L{bottom - 2:0.#} {hem + 8}' stroke='#fff' stroke-opacity='.22' " +
                "stroke-width='3'/>");
        }
    }

    private static void Front(Tailor tailor, double hem)
    {
        var thread = tailor.Product.Style == "a-line" && tailor.Product.Color == "denim" ? tailor.Accent : null;
        tailor.Seam($"M180 {Top + 18}V{hem + 4}");
        tailor.Stitch($"M185 {Top + 20}V{hem + 2}", thread);
        for (var y = Top + 34; y < hem - 8; y += 38) tailor.Button(180, y, 4.4, thread is null ? null : "#c08a4c");
        tailor.Sketch.Both(() => tailor.Stitch($"M116 {Top + 50}Q140 {Top + 50} 148 {Top + 20}", thread));
    }

    private static void Tiers(Tailor tailor, double hem)
    {
        var tiers = hem > 400 ? 3 : 2;
        var height = (hem - Top) / tiers;
        // From below upward, so that each tier hangs over the next.
        for (var i = tiers - 1; i >= 0; i--)
        {
            double top = Top + 8 + (i * height), bottom = Top + 10 + ((i + 1) * height), wide = 118 - ((i + 1) * 22), narrow =
                122 - (i * 18);
            var path = new Outline(top).Line(narrow, top).Curve(narrow - 14, top + (height / 2), wide, bottom - 40, wide, bottom - 10)
                .Curve(wide + 20, bottom + 4, wide + 40, bottom - 8, wide + 60, bottom)
                    .Curve(150, bottom + 6, 165, bottom - 2, 180, bottom + 2).ToString();
            string[] folds = [.. Enumerable.Range(1, 7).Select(f => $"M{narrow + (f * (180 - narrow) / 4):0.#} " +
                $"{top + 4}Q{wide + (f * (180 - wide) / 4):0.#} {top + 30:0.#} {wide + (f * (180 - wide) / 4):0.#} " +
                $"{top + (height * (0.5 + (f % 3 * 0.18))):0.#}")];
            tailor.Panel(path, tailor.Product.Pattern == "color-block" && i % 2 == 1 ? tailor.Accent : null, folds, 14);
        }
    }
}
