namespace GarmentTools.Samples;

/// <summary>A simple person in the space of the garment: what of them is behind it, and what is before it.</summary>
internal sealed class Figure
{
    private static readonly string[] s_skins = ["#f0cdb0", "#dca983", "#b97f56", "#8d5a3a", "#5f3b27"];
    private static readonly string[] s_hairs = ["#2a1d17", "#5b3a22", "#a8773f", "#8c8a88", "#7a2f1d"];
    private static readonly string[] s_others = ["#3b4250", "#4f5a48", "#7d7468", "#2b2b30", "#5c6f86", "#a79f92", "#6a4a48"];

    private readonly Sketch _sketch;
    private readonly Product _product;
    private readonly double _arm;
    private readonly string _skin, _hair, _other, _shoe;
    private readonly bool _long, _bag, _drink;

    public Figure(Sketch sketch, Product product, Random random, double arm)
    {
        (_sketch, _product, _arm) = (sketch, product, arm);
        _skin = s_skins[random.Next(s_skins.Length)];
        _hair = s_hairs[random.Next(s_hairs.Length)];
        _other = s_others[random.Next(s_others.Length)];
        _shoe = s_others[random.Next(s_others.Length)];
        _long = random.Next(2) == 0;
        _bag = random.NextDouble() < 0.45;
        _drink = random.NextDouble() < 0.4;
    }

    public void Behind()
    {
        switch (_product.Category)
        {
            case "shoes": Trouser(); break;
            case "skirt" or "trousers": Limbs(240, 640, _skin); break;
            case "dress": Limbs(300, 790, _skin); Bust(); break;
            default: Limbs(350, 760, _other); Bust(); break;
        }
    }

    public void Before()
    {
        switch (_product.Category)
        {
            case "shoes":
                // Trouser legs fall over the shaft.
                Shape("M228 -200H330L334 262Q280 282 226 262Z", _other);
                break;
            case "skirt" or "trousers":
                Torso();
                if (_bag) Bag(258, 40);
                break;
            default:
                if (_product.Category != "hoodie") Shape("M163 70Q180 84 197 70L198 102Q180 116 162 102Z", _skin, 0);
                if (_long) Shape("M128 14Q118 80 136 150Q150 150 150 96Q144 60 146 20Z", _hair);
                if (_bag) Strap();
                else if (_drink) Forearm();
                break;
        }
    }

    private void Shape(string path, string color, double line = 0.35)
    {
        _sketch.Add($"<path d='{path}' fill='{color}' stroke='#000' stroke-opacity='{line}' stroke-width='1.2'/>");
        var clip = _sketch.Define(id => $"<clipPath id='{id}'><path d='{path}'/></clipPath>");
        _sketch.Add($"<g clip-path='url(#{clip})'><path d='{path}' fill='none' stroke='#000' stroke-opacity='.3' stroke-width='14' " +
            $"transform='translate(-4 0)' {_sketch.Blur(5)}/></g>");
    }

    /// <summary>Head, neck and arms of whoever wears a top or a dress.</summary>
    private void Bust()
    {
        if (_long) Shape("M126 20C120 -60 240 -60 234 20C240 80 246 130 232 150H128C114 130 120 80 126 20Z", _hair);
        _sketch.Both(() => _sketch.Group(Sleeve.Frame(_arm), () =>
        {
            Shape($"M-18 -12Q0 -30 20 -10L17 120Q18 190 12 {Sleeve.WristY}L-12 {Sleeve.WristY}Q-20 180 -19 110Z", _skin);
            Shape($"M-12 {Sleeve.WristY - 4}Q-18 {Sleeve.WristY + 22} -10 {Sleeve.WristY + 42}Q2 {Sleeve.WristY + 48} 10 " +
                $"{Sleeve.WristY + 36}Q16 {Sleeve.WristY + 16} 12 {Sleeve.WristY - 4}Z", _skin);
        }));
        Shape("M112 118Q150 104 160 84L160 50H200L200 84Q210 104 248 118L230 190H130Z", _skin);
        if (_product.Category == "hoodie") return;
        Head();
    }

    private void Head()
    {
        Shape("M142 10C142 -50 218 -50 218 10C218 48 200 72 180 72S142 48 142 10Z", _skin);
        Shape("M136 22C128 -62 232 -62 224 22Q216 -12 190 -20Q160 -22 146 -4Q140 6 136 22Z", _hair);
        _sketch.Add("<g fill='none' stroke='#3a2a22' stroke-width='3' stroke-linecap='round'><path d='M160 16h9M191 16h9M170 50q10 6 20 " +
            "0M180 22l-3 14h6' stroke-opacity='.75'/></g>");
    }

    private void Limbs(double top, double bottom, string color)
    {
        _sketch.Both(() =>
        {
            Shape($"M106 {top}Q110 {(top + bottom) / 2} 134 {bottom}L164 {bottom}Q176 {(top + bottom) / 2} 181 {top}Z", color);
            Shape($"M132 {bottom - 6}L120 {bottom + 20}Q118 {bottom + 32} 140 {bottom + 32}H168L166 {bottom - 6}Z", _shoe);
        });
    }

    /// <summary>A plain top with arms, over the waistband of trousers and skirts.</summary>
    private void Torso()
    {
        _sketch.Both(() =>
        {
            Shape("M98 -168Q70 -150 66 -60Q62 20 74 96L94 96Q96 10 112 -80Z", _other);
            Shape("M72 92Q66 118 76 140Q92 146 96 122L94 92Z", _skin);
        });
        Shape("M150 -200Q180 -180 210 -200L262 -178Q250 -80 244 60Q180 72 116 60Q110 -80 98 -178Z", Palette.Lighter(_other, 0.12));
    }

    private void Trouser()
    {
        Shape("M270 -200H350L342 226Q300 240 268 226Z", Palette.Darker(_other, 0.2));
        Shape("M236 -200H326L328 262Q280 280 230 262Z", _other);
    }

    private void Strap()
    {
        _sketch.Add($"<path d='M128 98L262 330' stroke='#000' stroke-opacity='.35' stroke-width='15' transform='translate(3 4)' " +
            $"{_sketch.Blur(3)}/>" +
            $"<path d='M128 98L262 330' stroke='{_shoe}' stroke-width='12'/>");
        Bag(262, 318);
    }

    private void Bag(double x, double y)
    {
        _sketch.Group($"transform='translate({x} {y}) rotate(-4)'", () =>
        {
            Shape("M-48 0H50L58 96Q4 106 -56 96Z", _shoe);
            _sketch.Add("<path d='M-52 40Q4 56 54 40' fill='none' stroke='#000' stroke-opacity='.4' stroke-width='3'/>" +
                $"<circle cx='2' cy='46' r='5' fill='#d9b45b'/>");
        });
    }

    /// <summary>A forearm across the belly; its hand holds a paper cup.</summary>
    private void Forearm()
    {
        var sleeve = _product.Sleeve == "long" ? Palette.Hex(_product.Color) : _skin;
        Shape("M282 330Q296 300 270 286Q220 270 190 262L184 288Q220 304 256 326Z", sleeve);
        Shape("M192 258Q160 250 156 268Q156 292 188 292Z", _skin);
        Shape("M142 226H178L173 286H147Z", "#f3efe7");
        Shape("M139 220H181V230H139Z", "#5a3d2b");
        Shape("M150 262Q166 256 180 264L178 274Q162 270 150 274Z", _skin);
    }
}
