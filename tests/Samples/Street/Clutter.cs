using System.Text;

namespace GarmentTools.Samples;

/// <summary>What gets in the way: passers-by, leaves and posts outdoors; scarves, books and cups on beds and floors.</summary>
internal static class Clutter
{
    private static readonly string[] s_colors = ["#3c4652", "#8a5a44", "#c9b48c", "#4f6a58", "#7a3b3f", "#d8d3c8", "#5b5f7a"];

    public static void Draw(Sketch sketch, string pose, Random random)
    {
        var color = s_colors[random.Next(s_colors.Length)];
        // Mostly at the border: the garment must remain what the picture is about.
        var angle = random.NextDouble() * Math.Tau;
        double x = 180 + (Math.Cos(angle) * 150), y = 240 + (Math.Sin(angle) * 185);
        var kind = random.Next(3);
        if (pose == "worn" && kind == 0) Passer(sketch, random.Next(2) * 360, color);
        else if (pose == "worn" && kind == 1) Twig(sketch, x, y, random);
        else if (pose == "worn")
            sketch.Add($"<rect x='{(x < 180 ? x - 40 : x + 30):0}' y='-300' width='20' height='1080' fill='#4a4c50' fill-opacity='.9' " +
                $"{sketch.Blur(3)}/>");
        else if (pose == "hung") Neighbor(sketch, x < 180 ? x - 60 : x + 20, color);
        else if (kind == 0) Scarf(sketch, x, y, color, random);
        else if (kind == 1) Book(sketch, x, y, color, random);
        else Cup(sketch, x, y, color);
    }

    /// <summary>A wooden hanger from the rail into the neck.</summary>
    public static void Hanger(Sketch sketch, double neck) => sketch.Add(
        $"<path d='M180 {neck + 6}V{neck - 26}Q180 {neck - 40} 192 {neck - 42}Q206 {neck - 46} 198 {neck - 62}Q186 {neck - 74} 174 " +
        $"{neck - 60}' fill='none' stroke='#8f9296' stroke-width='4'/>" +
        $"<path d='M104 {neck + 40}Q150 {neck + 2} 180 {neck}Q210 {neck + 2} 256 {neck + 40}L250 {neck + 50}Q200 {neck + 18} 180 " +
            $"{neck + 18}Q160 {neck + 18} 110 {neck + 50}Z' fill='#b98a55' stroke='#6d4c28'/>");

    /// <summary>The next garment on the rail, pushed half before this one.</summary>
    private static void Neighbor(Sketch sketch, double x, string color) => sketch.Add(
        $"<path d='M{x + 8:0} 40Q{x + 34:0} 26 {x + 52:0} 66Q{x + 70:0} 250 {x + 60:0} 470L{x - 18:0} 476Q{x - 6:0} 260 {x - 8:0} 80Z' " +
        $"transform='translate(6 6)' fill='#000' fill-opacity='.35' {sketch.Blur(6)}/>" +
        $"<path d='M{x + 8:0} 40Q{x + 34:0} 26 {x + 52:0} 66Q{x + 70:0} 250 {x + 60:0} 470L{x - 18:0} 476Q{x - 6:0} 260 {x - 8:0} 80Z' " +
            $"fill='{color}' stroke='#000' stroke-opacity='.4'/>" +
        $"<path d='M{x + 12:0} 70Q{x + 16:0} 260 {x + 4:0} 468M{x + 34:0} 80Q{x + 46:0} 280 {x + 36:0} 460' fill='none' stroke='#000' " +
            $"stroke-opacity='.25' stroke-width='8' {sketch.Blur(3)}/>");

    /// <summary>Somebody's shoulder, out of focus.</summary>
    private static void Passer(Sketch sketch, double x, string color) =>
        sketch.Add($"<g {sketch.Blur(7)}><path d='M{x - 76} 560Q{x - 80} 260 {x - 40} 226Q{x} 206 {x + 40} 226Q{x + 80} 260 {x + 76} " +
            $"560Z' fill='{color}'/>" +
            $"<circle cx='{x}' cy='170' r='46' fill='{s_colors[1]}'/></g>");

    private static void Twig(Sketch sketch, double x, double y, Random random)
    {
        var text = new StringBuilder($"<g transform='translate({x:0} {y:0}) rotate({random.Next(360)})' {sketch.Blur(2)}><path d='M-90 " +
            "0Q0 -20 90 10' stroke='#4a3a28' stroke-width='5' fill='none'/>");
        for (var i = 0; i < 12; i++)
            text.Append($"<path d='M0 0Q16 -22 44 -10Q24 14 0 0Z' fill='{(i % 3 == 0 ? "#7a9a4a" : "#4f7040")}' " +
                $"transform='translate({-88 + (i * 15)} {random.Next(-14, 14)}) rotate({random.Next(360)})'/>");
        sketch.Add(text.Append("</g>").ToString());
    }

    private static void Scarf(Sketch sketch, double x, double y, string color, Random random)
    {
        var text = new StringBuilder($"<g transform='translate({x:0} {y:0}) rotate({random.Next(180)})'><path d='M-150 -26Q-60 -50 0 " +
            $"-20T150 -24L152 26Q60 48 0 24T-150 28Z' fill='{color}' stroke='#000' stroke-opacity='.4'/>");
        for (var i = -3; i <= 3; i++)
            text.Append($"<path d='M{i * 42} -36Q{(i * 42) + 8} 0 {i * 42} 38' stroke='#fff' stroke-opacity='.35' stroke-width='6' " +
                "fill='none'/>");
        for (var i = -24; i <= 24; i += 8) text.Append($"<path d='M150 {i}l24 {random.Next(-6, 6)}' stroke='{color}' stroke-width='3'/>");
        sketch.Add(text.Append("</g>").ToString());
    }

    private static void Book(Sketch sketch, double x, double y, string color, Random random) => sketch.Add(
        $"<g transform='translate({x:0} {y:0}) rotate({random.Next(-50, 50)})'><rect x='-46' y='-62' width='100' height='134' " +
        $"fill='#000' fill-opacity='.3' {sketch.Blur(4)}/><rect x='-52' y='-68' width='100' height='134' rx='3' fill='{color}'/>" +
        "<rect x='-52' y='-68' width='12' height='134' fill='#000' fill-opacity='.25'/>" +
            $"<rect x='-26' y='-44' width='60' height='26' fill='#fff' fill-opacity='.7'/></g>");

    private static void Cup(Sketch sketch, double x, double y, string color) => sketch.Add(
        $"<g transform='translate({x:0} {y:0})'><ellipse cx='5' cy='8' rx='46' ry='44' fill='#000' fill-opacity='.3' {sketch.Blur(4)}/>" +
            $"<circle r='44' fill='#eeeae2'/><circle r='30' fill='{color}'/><circle r='24' fill='#4a2f1f'/>" +
            $"<path d='M28 -8Q56 -10 52 12Q44 26 24 16' fill='none' stroke='{color}' stroke-width='8'/></g>");
}
