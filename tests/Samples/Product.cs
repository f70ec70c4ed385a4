namespace GarmentTools.Samples;

/// <summary>What is sold: a row of the collection. Style, sleeve and length say how it is cut.</summary>
internal sealed record Product(string Category, int Number, string Style, string Sleeve, string Length, string Color, string Accent,
    string Pattern)
{
    /// <summary>Seeds wrinkles, flowers and poses; depends on nothing but the row, so that adding rows changes no other picture.</summary>
    public int Seed => (Array.IndexOf(Collection.Categories, Category) * 1000) + Number;

    public string Id => $"{Category.Replace("-", "")}-{Number:00}";

    /// <summary>The color as a customer would filter for it: denim is blue.</summary>
    public string ColorName => Color == "denim" ? "blue" : Color;

    public string FileName => $"{Category.Replace("-", "")}-{ColorName}-{Pattern.Replace("-", "")}-{Number:00}";

    /// <summary>A price that looks like one: by category, cut and a little chance.</summary>
    public string Price
    {
        get
        {
            var basis = Category switch
            {
                "t-shirt" => 15,
                "shirt" => 35,
                "hoodie" => 40,
                "jacket" => 85,
                "dress" => 55,
                "skirt" => 35,
                "trousers" => 45,
                _ => 65
            };
            return $"{basis + (Seed * 7 % 11 * basis / 12)}.{(Seed % 3 == 0 ? "95" : "90")}";
        }
    }
}
