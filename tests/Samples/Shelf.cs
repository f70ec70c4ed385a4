using System.Text;

namespace GarmentTools.Samples;

/// <summary>A picture of a product in the shop.</summary>
internal sealed record ShopPicture(Product Product, string View, string File);

/// <summary>A picture of a product in the street.</summary>
internal sealed record StreetPicture(Product Product, string File);

/// <summary>Which pictures there are, and the two lists that describe them.</summary>
internal static class Shelf
{
    /// <summary>Every product from the front; two of each category once more from another angle, one in close-up.</summary>
    public static IEnumerable<ShopPicture> Shop()
    {
        foreach (var product in Collection.Products)
        {
            yield return new ShopPicture(product, "front", $"shop/{product.FileName}.jpg");
            if (product.Number is 4 or 10) yield return new ShopPicture(product, "angle", $"shop/{product.FileName}-angle.jpg");
            if (product.Number == 7) yield return new ShopPicture(product, "detail", $"shop/{product.FileName}-detail.jpg");
        }
    }

    /// <summary>
    /// Sixty products, seven or eight of each category. Only products with one shop picture, so that each street picture has exactly
    /// one right answer. The names say nothing about the garment: a street photo never does.
    /// </summary>
    public static IEnumerable<StreetPicture> Street()
    {
        // The fifteenth of every other category makes it sixty.
        var chosen = Collection.Products.Where(product => product.Number is 1 or 3 or 5 or 8 or 9 or 12 or 14
            || (product.Number == 15 && Array.IndexOf(Collection.Categories, product.Category) % 2 == 0));
        var mixed = chosen.OrderBy(product => product.Seed * 7919 % 10007).ToList();
        return mixed.Select((product, index) => new StreetPicture(product, $"street/street-{index + 1:00}.jpg"));
    }

    public static string Pairs(IEnumerable<StreetPicture> pictures)
    {
        var text = new StringBuilder("street,shop\n");
        foreach (var (product, file) in pictures) text.Append($"{file},shop/{product.FileName}.jpg\n");
        return text.ToString();
    }

    public static string Attributes(IEnumerable<ShopPicture> pictures)
    {
        var text = new StringBuilder("file,category,color,pattern,product,style,sleeve,length,view,price\n");
        foreach (var (product, view, file) in pictures)
            text.Append($"{file},{product.Category},{product.ColorName},{product.Pattern},{product.Id},")
                .Append($"{product.Style},{product.Sleeve},{product.Length},{view},{product.Price}\n");
        return text.ToString();
    }
}
