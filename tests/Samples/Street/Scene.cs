using System.Text;

namespace GarmentTools.Samples;

/// <summary>Places where street photos are taken. All reach far beyond the picture, so that turning shows no edge.</summary>
internal static class Scene
{
    private const string Everywhere = "x='-300' y='-300' width='960' height='1080'";

    public static void Draw(Sketch sketch, string pose, bool ground, Random random)
    {
        if (pose == "worn" && ground) Pavement(sketch, random);
        else if (pose == "worn")
        {
            switch (random.Next(4))
            {
                case 0: Bricks(sketch, random); break;
                case 1: Street(sketch, random); break;
                case 2: Park(sketch, random); break;
                default: Room(sketch, random); break;
            }
        }
        else if (pose == "hung") Wardrobe(sketch, random);
        else if (random.Next(2) == 0) Bed(sketch, random);
        else Planks(sketch, random);

        Shade(sketch, random);
    }

    private static string Pick(Random random, params string[] colors) => colors[random.Next(colors.Length)];

    private static void Bricks(Sketch sketch, Random random)
    {
        var brick = Pick(random, "#9c5a44", "#b0a294", "#7d6a62", "#c6b79f");
        var text = new StringBuilder($"<rect {Everywhere} fill='{Palette.Lighter(brick, 0.3)}'/>");
        var row = 0;
        for (var y = -300; y < 700; y += 24, row++)
            for (var x = -300 + (row % 2 * 29); x < 660; x += 58)
                text.Append($"<rect x='{x}' y='{y}' width='54' height='20' rx='2' " +
                    $"fill='{Palette.Darker(brick, random.NextDouble() * 0.25)}'/>");
        sketch.Group(sketch.Blur(1), () => sketch.Add(text.ToString()));
        if (random.Next(2) == 0)
            sketch.Add("<path d='M-300 470H660V780H-300Z' fill='#77777a'/><path d='M-300 470H660' stroke='#55555a' stroke-width='8'/>");
        sketch.Add($"<g transform='translate({random.Next(2) * 250} {40 + random.Next(150)})'><rect x='-30' width='120' height='150' " +
            $"fill='{Pick(random, "#e9e2cf", "#d8e2e6", "#f0d9c8")}'/><circle cx='30' cy='60' r='34' " +
            $"fill='{Pick(random, "#c65b3c", "#3f6f8f", "#4c7a4f")}'/><path d='M-20 120H80M-20 134H60' stroke='#555' " +
            "stroke-width='5'/></g>");
    }

    private static void Street(Sketch sketch, Random random)
    {
        var text = new StringBuilder($"<rect {Everywhere} fill='{Pick(random, "#c7d6e2", "#d9d6cf", "#aab6c0")}'/>");
        for (var x = -300; x < 660; x += 130)
        {
            var top = -260 + random.Next(220);
            text.Append($"<rect x='{x}' y='{top}' width='126' height='720' " +
                $"fill='{Pick(random, "#b9a38a", "#8c8f96", "#a77f68", "#c9c2b4", "#6f7c84")}'/>");
            for (var y = top + 24; y < 380; y += 54)
                for (var w = x + 14; w < x + 110; w += 38)
                    text.Append($"<rect x='{w}' y='{y}' width='22' height='34' fill='{(random.Next(4) == 0 ? "#f3dfa2" : "#45525e")}'/>");
        }

        text.Append("<rect x='-300' y='410' width='960' height='400' fill='#6d6e70'/><path d='M-300 420H660' stroke='#a8a7a2' " +
            "stroke-width='18'/>");
        text.Append($"<g transform='translate({random.Next(300) - 60} 330)'><path d='M-60 70Q-60 40 -20 36Q0 0 40 0H90Q124 2 140 36Q176 " +
            $"42 176 74Z' fill='{Pick(random, "#a5342c", "#2f4f7d", "#d8d8d6", "#d9b13b")}'/><path d='M0 34Q16 8 44 8H60V34ZM68 8H88Q110 " +
            "8 122 34H68Z' fill='#2b3640'/><circle cx='-16' cy='76' r='19' fill='#222'/><circle cx='126' cy='76' r='19' fill='#222'/></g>");
        sketch.Group(sketch.Blur(2 + random.Next(3)), () => sketch.Add(text.ToString()));
    }

    private static void Park(Sketch sketch, Random random)
    {
        var text = new StringBuilder($"<rect {Everywhere} fill='#bcd3de'/><rect x='-300' y='240' width='960' height='560' " +
            "fill='#7d9a57'/>" +
            $"<path d='M60 240H220L420 800H-160Z' fill='#cdbf9f'/>");
        for (var i = 0; i < 9; i++)
        {
            int x = -260 + (i * 105) + random.Next(40), y = 40 + random.Next(120);
            text.Append($"<rect x='{x - 10}' y='{y}' width='20' height='250' fill='#5c4632'/>");
            for (var leaf = 0; leaf < 7; leaf++)
                text.Append($"<circle cx='{x - 60 + random.Next(120)}' cy='{y - 90 + random.Next(130)}' r='{34 + random.Next(30)}' " +
                    $"fill='{Pick(random, "#4f7a3a", "#6a9448", "#3d6430", "#8aa653")}'/>");
        }

        sketch.Group(sketch.Blur(4), () => sketch.Add(text.ToString()));
    }

    private static void Room(Sketch sketch, Random random)
    {
        var wall = Pick(random, "#d8d0c2", "#b7c4c4", "#cdb9b0", "#a9aeb8");
        sketch.Add($"<rect {Everywhere} fill='{wall}'/><path d='M-300 430H660V800H-300Z' fill='#8b6b4e'/>" +
            $"<path d='M-300 424H660' stroke='#efece6' stroke-width='14'/>");
        // A mirror's frame or a door, a lamp and a plant
        sketch.Add($"<rect x='{-20 + random.Next(80)}' y='-40' width='250' height='470' fill='{Palette.Lighter(wall, 0.35)}' " +
            $"stroke='{Pick(random, "#5a4030", "#2e2e31", "#f2f0ec")}' stroke-width='14'/>");
        var plant = new StringBuilder($"<g transform='translate({random.Next(2) * 340} 440)'><path d='M-34 0H34L26 70H-26Z' " +
            "fill='#b4623f'/>");
        for (var i = -4; i <= 4; i++)
            plant.Append($"<path d='M0 0Q{i * 16} -80 {i * 26} -{150 - (Math.Abs(i) * 18)}Q{(i * 20) + 16} -70 0 0Z' " +
                $"fill='{Pick(random, "#3f6b3d", "#5b8a4f")}'/>");
        sketch.Add(plant.Append("</g>").ToString());
    }

    private static void Wardrobe(Sketch sketch, Random random)
    {
        var wood = Pick(random, "#8a6242", "#c9ac85", "#dfdcd5", "#5d4636");
        var text = new StringBuilder($"<rect {Everywhere} fill='{wood}'/>");
        for (var x = -300; x < 660; x += 60)
            text.Append($"<path d='M{x} -300Q{x + 8} 200 {x} 780' stroke='#000' stroke-opacity='.18' stroke-width='2' fill='none'/>");
        text.Append("<path d='M-300 20H660' stroke='#000' stroke-opacity='.3' stroke-width='12' transform='translate(0 8)'/>" +
            $"<path d='M-300 20H660' stroke='#b9bcc0' stroke-width='12'/>");
        // What hangs beside it: sleeves and hems of other garments
        foreach (var x in (int[])[-80, -20, 30, 320, 372, 430])
        {
            var color = Pick(random, "#5c6f86", "#8c4a3c", "#d8cfc0", "#39463a", "#c9a24a", "#2d2d33", "#94727f", "#7d8a9a");
            text.Append($"<path d='M{x} 40Q{x + 34} 30 {x + 62} 60L{x + 66 + random.Next(20)} {420 + random.Next(180)}H{x - 20}L{x - 12} " +
                $"66Z' fill='{color}' stroke='#000' stroke-opacity='.4'/><path d='M{x + 22} 60V440M{x + 44} 80V420' stroke='#000' " +
                "stroke-opacity='.2' stroke-width='7'/>");
        }

        sketch.Group(sketch.Blur(1), () => sketch.Add(text.ToString()));
    }

    private static void Bed(Sketch sketch, Random random)
    {
        var (cover, line) = (Pick(random, "#cfd6dd", "#d9c8b4", "#8f9bab", "#b8a6b4", "#e5e0d6"),
            Pick(random, "#7f93a8", "#b07a62", "#f1ece2", "#6c7a62"));
        var text = new StringBuilder($"<rect {Everywhere} fill='{cover}'/>");
        for (var at = -300; at < 780; at += 64)
            text.Append($"<path d='M-300 {at}Q180 {at + 20} 660 {at}M{at} -300Q{at + 14} 200 {at} 780' stroke='{line}' " +
                $"stroke-opacity='.55' stroke-width='{3 + random.Next(6)}' fill='none'/>");
        text.Append("<path d='M-60 -120Q180 -60 440 -120L430 10Q180 50 -50 10Z' fill='#f4f2ee' stroke='#000' stroke-opacity='.25'/>");
        var filter = Cloth.Filter(sketch, random.Next(1000), 26, 20, 0);
        sketch.Group("transform='translate(-70 -90) scale(1.4)'", () => sketch.Group(filter, () => sketch.Add(text.ToString())));
    }

    private static void Planks(Sketch sketch, Random random)
    {
        var wood = Pick(random, "#a67c52", "#7d5a3c", "#c8a77c", "#8d8378");
        var text = new StringBuilder();
        for (var y = -300; y < 780; y += 46)
            for (var x = -300 - random.Next(150); x < 660; x += 190)
                text.Append($"<rect x='{x}' y='{y}' width='188' height='44' fill='{Palette.Darker(wood, random.NextDouble() * 0.28)}'/>" +
                    $"<path d='M{x} {y + 14}q90 8 188 -2M{x} {y + 30}q100 -8 188 4' stroke='#000' stroke-opacity='.13' fill='none'/>");
        if (random.Next(2) == 0)
            text.Append($"<ellipse cx='180' cy='300' rx='300' ry='240' fill='{Pick(random, "#9a4f44", "#4f6470", "#c9b48c")}'/>" +
            $"<ellipse cx='180' cy='300' rx='262' ry='204' fill='none' stroke='#efe6d4' stroke-width='12'/>");
        sketch.Group(sketch.Blur(0.6), () => sketch.Add(text.ToString()));
    }

    private static void Pavement(Sketch sketch, Random random)
    {
        var stone = Pick(random, "#8f9092", "#a39a8c", "#75787c");
        var text = new StringBuilder($"<rect {Everywhere} fill='{Palette.Lighter(stone, 0.25)}'/>" +
            $"<rect x='-300' y='250' width='960' height='540' fill='{Palette.Darker(stone, 0.4)}'/>");
        for (var y = 250; y < 780; y += 60)
            for (var x = -300 + (y / 60 % 2 * 55); x < 660; x += 110)
                text.Append($"<path d='M{x} {y}h104l-8 54h-104Z' fill='{Palette.Darker(stone, random.NextDouble() * 0.2)}'/>");
        for (var i = 0; i < 16; i++)
            text.Append($"<path d='M{random.Next(-100, 460)} {random.Next(280, 520)}q10 -14 20 0q-10 10 -20 0Z' " +
                $"fill='{Pick(random, "#b5803a", "#8c4a2a", "#5f7040", "#d8d4cc")}'/>");
        sketch.Group(sketch.Blur(1), () => sketch.Add(text.ToString()));
    }

    /// <summary>Light falls from one side.</summary>
    private static void Shade(Sketch sketch, Random random)
    {
        var light = sketch.Define(id => $"<linearGradient id='{id}' x1='0' y1='0' x2='1' y2='{random.NextDouble():0.##}'><stop " +
            "offset='0' stop-color='#fff' stop-opacity='.18'/><stop offset='1' stop-color='#000' stop-opacity='.25'/></linearGradient>");
        sketch.Add($"<rect {Everywhere} fill='url(#{light})'/>");
    }
}
