namespace GarmentTools.Samples;

/// <summary>Pairs of shoes from the side: sneaker, high-top, boot, pump and loafer.</summary>
internal static class Shoes
{
    public static void Draw(Tailor tailor)
    {
        // The further shoe stands behind, a little smaller and higher.
        tailor.Sketch.Group("transform='translate(62 34) scale(.86)'", () => One(tailor));
        tailor.Sketch.Group("transform='translate(0 86)'", () => One(tailor));
    }

    private static void One(Tailor tailor)
    {
        switch (tailor.Product.Style)
        {
            case "pump": Pump(tailor); break;
            case "loafer": Loafer(tailor); break;
            case "boot": Boot(tailor); break;
            default: Sneaker(tailor, tailor.Product.Style == "high-top"); break;
        }
    }

    private static void Sneaker(Tailor tailor, bool high)
    {
        var top = high ? 118 : 186;
        var block = tailor.Product.Pattern == "color-block" ? tailor.Accent : null;
        tailor.Panel($"M244 {top}Q284 {top - 10} 314 {top + 2}L312 {top + 26}H240Z", tailor.Inside);
        var upper = $"M42 284C40 258 62 246 110 236C150 228 178 212 206 188{(high ? $"L232 {top + 4}" : $"L226 {top - 4}")}Q236 " +
            $"{top + 16} 262 {top + 14}Q296 {top + 14} 316 {top}C328 {top + 40} 326 250 328 284Z";
        tailor.Panel(upper, null, ["M120 238Q136 252 132 272"], 16);
        // Toe cap, heel patch and the swoosh of another color
        tailor.Panel("M42 284C40 258 62 248 92 241Q112 258 108 284Z", tailor.Product.Pattern == "plain" && high ? "#f1efea" : block, null,
            9);
        tailor.Panel("M284 284Q278 240 296 212L325 212C327 240 327 262 328 284Z", block
            ?? (tailor.Product.Pattern == "plain" ? tailor.Accent : null), null, 8);
        if (high) tailor.Sketch.Add($"<circle cx='270' cy='178' r='17' fill='#f4f3f0' stroke='{tailor.Line}'/>" +
            $"<circle cx='270' cy='178' r='9' fill='{tailor.Accent}'/>");
        else tailor.Panel("M176 284L208 226Q222 214 236 208L214 284Z", tailor.Product.Pattern is "color-block" or "plain" ? tailor.Accent
            : "#f4f3f0", null, 5);
        for (var i = 0; i < (high ? 7 : 4); i++)
        {
            double x = 134 + (i * 20) + (i > 3 ? (3 - i) * 10 : 0), y = 232 - (i * 13) - (i > 3 ? (i - 3) * 6 : 0);
            tailor.Sketch.Add($"<path d='M{x} {y}L{x + 17} {y + 16}' stroke='#000' stroke-opacity='.35' stroke-width='6' " +
                "stroke-linecap='round'/>" +
                $"<path d='M{x} {y - 1}L{x + 17} {y + 15}' stroke='#f7f7f5' stroke-width='5' stroke-linecap='round'/>");
        }

        Sole(tailor, "M36 280Q180 292 332 280Q336 296 328 308Q180 316 48 308Q34 300 36 280Z", "#f2f1ec");
        tailor.Stitch("M44 290Q180 300 328 290", "#b5b3ab");
    }

    private static void Boot(Tailor tailor)
    {
        tailor.Panel("M214 84Q262 74 318 84L316 108H216Z", tailor.Inside);
        tailor.Panel("M40 284C38 250 66 238 116 230C160 222 196 214 206 190L208 88Q262 104 322 86C326 160 330 230 328 284Z", null,
            ["M208 196Q236 212 250 244", "M214 160Q250 176 300 168", "M110 234Q128 252 122 274"], 18);
        tailor.Panel("M248 98Q266 94 286 97L276 196Q266 202 256 196Z", Palette.Darker(tailor.Color, 0.45), null, 6);
        tailor.Stitch("M214 104Q262 116 318 102", tailor.Accent);
        tailor.Seam("M210 200Q232 250 226 284");
        Sole(tailor, "M34 280Q180 290 334 280V296H240L236 306H40Q32 294 34 280Z", Palette.Darker(tailor.Color, 0.55));
        Sole(tailor, "M246 292H334L330 318H252Z", Palette.Darker(tailor.Color, 0.62));
    }

    private static void Pump(Tailor tailor)
    {
        tailor.Panel("M128 246Q220 214 306 144L312 160Q280 240 204 240Z", tailor.Inside);
        tailor.Panel("M30 296C36 276 76 262 128 246Q150 262 204 238Q262 206 300 146Q318 138 326 150C332 176 322 206 312 226Q262 232 206 " +
            "284Q130 306 30 296Z", null, ["M96 262Q112 278 108 292"], 14);
        Sole(tailor, "M28 295Q130 306 206 284Q262 236 312 224L310 234Q262 246 212 296Q130 314 30 304Z", Palette.Darker(tailor.Color, 0.5));
        tailor.Panel("M286 232Q306 226 313 222L316 314H305Q302 262 286 232Z", Palette.Darker(tailor.Color, 0.15), null, 7);
        tailor.Sketch.Add("<path d='M60 274Q90 262 118 256' stroke='#fff' stroke-opacity='.5' stroke-width='5' fill='none' " +
            "stroke-linecap='round'/>");
    }

    private static void Loafer(Tailor tailor)
    {
        tailor.Panel("M188 214Q260 178 318 188L316 214H196Z", tailor.Inside);
        tailor.Panel("M38 286C34 256 70 238 128 228Q164 222 186 204Q214 226 262 214Q300 204 320 186C330 220 328 256 328 286Z", null,
            ["M268 216Q276 250 270 284"], 16);
        tailor.Panel("M64 252Q100 226 152 224L178 240Q116 246 84 268Z", null, null, 8);
        tailor.Stitch("M64 252Q82 270 88 268Q124 246 178 240", tailor.Accent);
        tailor.Panel("M136 236L168 206L214 236L196 262L160 252Z", Palette.Darker(tailor.Color, 0.18), null, 8);
        tailor.Sketch.Add("<path d='M158 236L188 246' stroke='#d9b45b' stroke-width='6' stroke-linecap='round'/>");
        Sole(tailor, "M34 282Q180 292 332 282V294H252L248 300H44Q34 296 34 282Z", Palette.Darker(tailor.Color, 0.6));
        Sole(tailor, "M254 290H332V310H258Z", Palette.Darker(tailor.Color, 0.65));
    }

    private static void Sole(Tailor tailor, string path, string color) => tailor.Panel(path, color, null, 6);
}
