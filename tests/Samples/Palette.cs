using System.Globalization;

namespace GarmentTools.Samples;

/// <summary>The colors that garments are sold in, by the name that stands in attributes.csv.</summary>
internal static class Palette
{
    private static readonly Dictionary<string, string> s_colors = new()
    {
        ["white"] = "#f4f3f0",
        ["black"] = "#222226",
        ["grey"] = "#8d9196",
        ["beige"] = "#d9c3a0",
        ["brown"] = "#74472b",
        ["red"] = "#c8202f",
        ["pink"] = "#ee94b4",
        ["orange"] = "#ea7420",
        ["yellow"] = "#f2c62e",
        ["green"] = "#2f8a4b",
        ["olive"] = "#6c6d39",
        ["blue"] = "#2f6fc4",
        ["navy"] = "#1f2c56",
        ["purple"] = "#6f3f98",
        ["denim"] = "#44658f",
    };

    public static string Hex(string name) => s_colors[name];

    /// <summary>Mixes two colors: 0 is the first, 1 the second.</summary>
    public static string Mix(string first, string second, double share)
    {
        var (a, b) = (Parse(first), Parse(second));
        int Channel(int x, int y) => (int)Math.Round(x + ((y - x) * share));
        return $"#{Channel(a.R, b.R):x2}{Channel(a.G, b.G):x2}{Channel(a.B, b.B):x2}";
    }

    public static string Darker(string color, double share) => Mix(color, "#000000", share);

    public static string Lighter(string color, double share) => Mix(color, "#ffffff", share);

    /// <summary>0 for black, 1 for white: decides whether seams are drawn darker or lighter than the cloth.</summary>
    public static double Lightness(string color)
    {
        var c = Parse(color);
        return ((0.3 * c.R) + (0.59 * c.G) + (0.11 * c.B)) / 255;
    }

    private static (int R, int G, int B) Parse(string hex)
    {
        var value = int.Parse(hex.AsSpan(1), NumberStyles.HexNumber);
        return (value >> 16, (value >> 8) & 255, value & 255);
    }
}
