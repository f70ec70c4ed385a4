namespace GarmentTools.Samples;

/// <summary>Hooded sweatshirts, to pull over or with a zip.</summary>
internal static class Hoodie
{
    public static void Draw(Tailor tailor)
    {
        var product = tailor.Product;
        double hem = product.Length == "crop" ? 336 : 392;
        var block = product.Pattern == "color-block";
        HoodBack(tailor);
        Sleeve.Draw(tailor, 1.28, block ? tailor.Accent : null, "rib");
        var body = new Outline(132).Curve(160, 128, 142, 118, 134, 98).Line(94, 112).Curve(106, 150, 104, 180, 98, 212)
            .Curve(92, 280, 90, 330, 98, hem).Line(180, hem + 4).ToString();
        tailor.Panel(body, null, ["M118 220Q142 232 150 262", "M244 214Q222 232 212 264", $"M112 {hem - 30}Q132 {hem - 46} 138 {hem - 84}",
            $"M250 {hem - 26}Q232 {hem - 50} 230 {hem - 86}"], 18, () => Inlay(tailor));
        tailor.Rib($"M99 {hem + 8}Q180 {hem + 14} 261 {hem + 8}", 20, block ? tailor.Accent : tailor.Color);
        Pocket(tailor, hem);
        if (product.Style == "zip") tailor.Zip(134, hem + 20);
        HoodFront(tailor);
        Cords(tailor);
    }

    private static void Inlay(Tailor tailor)
    {
        if (tailor.Product.Pattern == "print") Motifs.Draw(tailor, 180, 214);
        if (tailor.Product.Pattern == "color-block")
            tailor.Sketch.Add($"<rect x='0' y='60' width='360' height='150' fill='{tailor.Accent}'/>");
    }

    private static void HoodBack(Tailor tailor)
    {
        var color = tailor.Product.Pattern == "color-block" ? tailor.Accent : tailor.Color;
        tailor.Panel(new Outline(36).Curve(142, 36, 116, 62, 122, 112).Line(180, 150).ToString(), color,
            ["M150 48Q134 66 136 100", "M214 50Q226 70 226 100"], 16);
        tailor.Panel(new Outline(54).Curve(154, 54, 136, 72, 140, 102).Curve(146, 124, 162, 134, 180, 136).ToString(),
            Palette.Darker(color, tailor.Dark ? 0.35 : 0.45));
    }

    private static void HoodFront(Tailor tailor)
    {
        var color = tailor.Product.Pattern == "color-block" ? tailor.Accent : tailor.Color;
        tailor.Sketch.Both(() => tailor.Panel("M146 62C126 66 114 92 122 116C136 140 160 150 181 154L181 136C160 132 142 122 140 100Q139 " +
            "80 146 62Z", color, ["M128 92Q134 124 160 138"], 9));
        tailor.Sketch.Both(() => tailor.Stitch("M137 76Q132 104 146 122Q160 136 178 142"));
    }

    private static void Pocket(Tailor tailor, double hem)
    {
        if (tailor.Product.Style == "zip")
        {
            tailor.Sketch.Both(() => tailor.Panel($"M176 {hem - 84}H148L120 {hem - 38}V{hem - 6}H176Z", null, null, 8));
            return;
        }

        tailor.Panel($"M142 {hem - 88}H218L244 {hem - 44}V{hem - 8}H116V{hem - 44}Z", null,
            [$"M140 {hem - 40}Q180 {hem - 30} 222 {hem - 42}"], 10);
        tailor.Sketch.Both(() => tailor.Stitch($"M145 {hem - 83}L121 {hem - 42}"));
    }

    private static void Cords(Tailor tailor)
    {
        var cord = Palette.Lightness(tailor.Color) > 0.7 ? "#9a9a9a" : "#f0efec";
        tailor.Sketch.Both(() => tailor.Sketch.Add($"<path d='M160 144Q152 170 157 206' fill='none' stroke='#000' stroke-opacity='.3' " +
            "stroke-width='4' transform='translate(1.5 1.5)'/>" +
            $"<path d='M160 144Q152 170 157 206' fill='none' stroke='{cord}' stroke-width='3.4' stroke-linecap='round'/>" +
                $"<circle cx='160' cy='143' r='3' fill='#b9b9bb'/>"));
    }
}
