namespace GarmentTools.Samples;

/// <summary>What is worn over the rest: blazer, bomber, denim jacket, puffer and coat.</summary>
internal static class Jacket
{
    public static void Draw(Tailor tailor)
    {
        switch (tailor.Product.Style)
        {
            case "blazer": Tailored(tailor, 396, 1); break;
            case "coat": Tailored(tailor, 530, 1.08); break;
            case "bomber": Bomber(tailor); break;
            case "denim": Denim(tailor); break;
            default: Puffer(tailor); break;
        }
    }

    private static string Front(double top, double hem, double waist, double flare) => new Outline(top).Line(146, 88).Line(96, 108)
        .Curve(108, 146, 106, 180, 102, 212).Curve(waist, 270, waist, 290, flare, hem - 4).Curve(120, hem + 2, 150, hem + 2, 180, hem)
            .ToString();

    private static void Tailored(Tailor tailor, double hem, double width)
    {
        var lining = Palette.Mix(tailor.Inside, "#b7a58e", 0.25);
        TShirt.Back(tailor, 150);
        Sleeve.Draw(tailor, 1.12 * width, null, "cuff");
        tailor.Panel("M148 92H212L200 180L180 250L160 180Z", lining);
        // Two fronts that overlap at the buttons, rounded off below as tailors do.
        var left = $"M146 88L96 108C108 146 106 180 102 212C108 270 106 290 {94 - (width > 1 ? 8 : 0)} {hem - 4}Q140 {hem + 4} 168 " +
            $"{hem}Q186 {hem - 20} 187 {hem - 120}L187 246Z";
        tailor.Sketch.Group("transform='matrix(-1 0 0 1 360 0)'", () => tailor.Panel(left, null, ["M124 230Q140 262 136 330"], 16));
        tailor.Panel(left, null, ["M122 214Q144 236 152 270", $"M130 {hem - 20}Q140 {hem - 70} 136 {hem - 110}"], 16);
        tailor.Sketch.Both(() =>
        {
            tailor.Panel("M146 90L118 150L137 158L128 172L183 250Q164 180 154 96Z", null, null, 14, null, 28);
            tailor.Panel("M149 83Q138 92 133 118L120 146L137 158L157 112Z", null, null, 11, null, 28);
            tailor.Panel($"M116 {hem - 92}H156V{hem - 78}H116Z", null, null, 5);
        });
        tailor.Panel("M208 196L238 190L239 199L207 205Z", null, null, 4);
        for (var i = 0; i < (width > 1 ? 3 : 2); i++) tailor.Button(181, 258 + (i * 40), 5, Palette.Darker(tailor.Color, 0.45));
        if (width <= 1) return;
        tailor.Panel("M106 292H254V312H106Z", null, null, 7);
        tailor.Panel("M166 287H198V317H166Z", "#3b2a20", null, 4);
        tailor.Panel("M172 293H192V311H172Z", null, null, 3);
    }

    private static void Bomber(Tailor tailor)
    {
        var block = tailor.Product.Pattern == "color-block" ? tailor.Accent : null;
        TShirt.Back(tailor, 112);
        Sleeve.Draw(tailor, 1.3, block, "rib");
        tailor.Panel(Front(118, 372, 92, 98), null, ["M116 214Q144 232 152 262", "M246 212Q222 232 212 262", "M112 356Q136 330 140 296",
            "M250 356Q228 330 226 300"], 18);
        tailor.Rib("M99 380Q180 388 261 380", 24, block ?? tailor.Accent);
        tailor.Zip(112, 392);
        tailor.Sketch.Both(() => tailor.Panel("M122 282L138 268L146 324L130 336Z", tailor.Inside, null, 5));
        tailor.Rib("M147 88Q156 116 180 118T213 88", 15, block ?? tailor.Accent);
    }

    private static void Denim(Tailor tailor)
    {
        var hem = tailor.Product.Length == "crop" ? 328 : 366;
        var thread = tailor.Accent;
        TShirt.Back(tailor, 116);
        Sleeve.Draw(tailor, 1.1, null, "cuff");
        tailor.Panel(Front(126, hem, 108, 104), null, ["M122 226Q140 252 138 300", "M238 226Q222 252 224 300"], 18);
        tailor.Sketch.Both(() =>
        {
            tailor.Stitch("M106 176Q140 182 172 180", thread);
            tailor.Stitch($"M150 180L158 {hem - 20}", thread);
            tailor.Stitch($"M130 214L144 {hem - 20}", thread);
            tailor.Panel("M118 182H158V196L138 208L118 196Z", null, null, 6);
            tailor.Stitch("M121 195L138 205L155 195", thread);
            tailor.Panel("M150 82Q138 92 134 100L152 148L180 122Q160 108 150 82Z", null, null, 9);
            tailor.Stitch("M139 101L154 142L175 122", thread);
        });
        tailor.Panel($"M104 {hem - 18}H256V{hem + 4}H104Z", null, null, 7);
        tailor.Panel($"M170 126H190V{hem + 4}H170Z", null, null, 6);
        tailor.Stitch($"M173 130V{hem}", thread);
        for (double y = 138; y < hem; y += 36) tailor.Button(180, y, 4.2, "#c08a4c");
    }

    private static void Puffer(Tailor tailor)
    {
        var block = tailor.Product.Pattern == "color-block";
        var hem = tailor.Product.Length == "long" ? 452 : 388;
        Sleeve.Draw(tailor, 1.5, block ? tailor.Accent : null, "rib",
            [.. Enumerable.Range(0, 7).Select(i => $"M-46 {26 + (i * 32)}Q-4 {40 + (i * 32)} 46 {26 + (i * 32)}")]);
        tailor.Panel(Front(116, hem, 84, 88), null, null, 22, () =>
        {
            if (block) tailor.Sketch.Add($"<rect y='60' width='360' height='124' fill='{tailor.Accent}'/>");
            for (var y = 150; y < hem; y += 38)
            {
                tailor.Fold($"M80 {y}Q130 {y + 10} 180 {y}T280 {y}");
                tailor.Seam($"M80 {y}Q130 {y + 10} 180 {y}T280 {y}", 1.6);
            }
        });
        tailor.Panel(new Outline(78).Curve(158, 78, 140, 84, 136, 96).Line(140, 124).Curve(152, 138, 168, 140, 180, 140).ToString(), block
            ? tailor.Accent : tailor.Color, ["M140 108Q180 124 220 108"], 14);
        tailor.Zip(84, hem);
    }
}
