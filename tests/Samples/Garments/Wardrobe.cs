namespace GarmentTools.Samples;

/// <summary>Finds the pattern maker of a category.</summary>
internal static class Wardrobe
{
    /// <summary>Draws a product into a sketch, in the garments' own space of 360 × 480.</summary>
    public static void Draw(Sketch sketch, Product product, double armAngle)
    {
        var tailor = new Tailor(sketch, product, armAngle);
        switch (product.Category)
        {
            case "t-shirt": TShirt.Draw(tailor); break;
            case "shirt": Shirt.Draw(tailor); break;
            case "hoodie": Hoodie.Draw(tailor); break;
            case "jacket": Jacket.Draw(tailor); break;
            case "dress": Dress.Draw(tailor); break;
            case "skirt": Skirt.Draw(tailor); break;
            case "trousers": Trousers.Draw(tailor); break;
            default: Shoes.Draw(tailor); break;
        }
    }
}
