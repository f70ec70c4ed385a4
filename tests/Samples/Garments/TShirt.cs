namespace GarmentTools.Samples;

/// <summary>T-shirts: crew neck, v-neck, polo and tank top.</summary>
internal static class TShirt
{
    public static void Draw(Tailor tailor)
    {
        var product = tailor.Product;
        bool tank = product.Style == "tank", vee = product.Style is "v-neck" or "polo";
        double hem = product.Length == "crop" ? 318 : 388, depth = tank ? 146 : vee ? 150 : 116;

        Back(tailor, depth);
        Sleeve.Draw(tailor, 1, product.Pattern == "color-block" ? tailor.Accent : null, product.Style == "polo" ? "rib" : "hem");
        var outline = Body(depth, hem, tank, vee);
        tailor.Panel(outline, null, ["M128 330Q150 300 152 250", "M232 340Q214 300 216 262", "M118 210Q140 226 150 250",
            "M242 206Q226 222 214 250", "M176 384Q186 350 180 320"], 16, () => Inlay(tailor, hem));
        tailor.Stitch($"M100 {hem - 9}Q180 {hem - 3} 260 {hem - 9}");
        var neckline = vee ? $"M146 90L180 {depth}L214 90" : $"M146 90C148 {depth - 4} 162 {depth + 2} 180 {depth + 2}S212 {depth - 4} " +
            "214 90";
        if (tank) tailor.Rib("M134 96C128 150 128 178 108 196", 6);
        if (tank) tailor.Rib("M226 96C232 150 232 178 252 196", 6);
        if (product.Style == "polo") Collar(tailor, depth);
        else tailor.Rib(neckline, 8);
    }

    /// <summary>The inside of the back, seen through the neck opening.</summary>
    public static void Back(Tailor tailor, double depth)
    {
        tailor.Panel($"M146 92Q180 80 214 92L214 {depth - 20}L180 {depth + 8}L146 {depth - 20}Z", tailor.Inside);
        tailor.Sketch.Add("<rect x='173' y='93' width='14' height='8' rx='1' fill='#f4f4f4' fill-opacity='.85'/>");
    }

    private static string Body(double depth, double hem, bool tank, bool vee)
    {
        var outline = new Outline(depth);
        if (vee) outline.Line(146, 90);
        else outline.Curve(162, depth, 148, depth - 6, 146, 90);
        if (tank) outline.Line(130, 94).Curve(132, 150, 124, 186, 106, 200);
        else outline.Line(103, 108).Curve(112, 140, 112, 170, 106, 200);
        return outline.Curve(104, 270, 100, 330, 98, hem - 4).Curve(120, hem + 1, 150, hem + 3, 180, hem + 3).ToString();
    }

    private static void Inlay(Tailor tailor, double hem)
    {
        if (tailor.Product.Pattern == "print") Motifs.Draw(tailor, 180, Math.Min(215, hem - 95));
        if (tailor.Product.Pattern == "color-block")
            tailor.Sketch.Add($"<rect x='0' y='60' width='360' height='135' fill='{tailor.Accent}'/>" +
            $"<rect x='0' y='195' width='360' height='14' fill='#f4f3f0'/>");
    }

    private static void Collar(Tailor tailor, double depth)
    {
        var trim = tailor.Product.Pattern == "plain" ? tailor.Accent : tailor.Color;
        tailor.Panel($"M172 {depth - 34}L188 {depth - 34}L189 {depth + 52}L171 {depth + 52}Z", tailor.Color, null, 5);
        for (var i = 0; i < 3; i++) tailor.Button(180, depth - 2 + (i * 20), 3);
        tailor.Sketch.Both(() => tailor.Panel($"M148 84Q140 92 138 98L158 138L180 {depth - 28}Q158 108 148 84Z", trim, null, 7));
    }
}
