using GarmentTools.Catalogs;
using GarmentTools.Studies;

namespace GarmentTools.Tests;

public sealed class DecisionSetTests
{
    [Fact]
    public void Those_decided_to_be_the_same_are_one_product_with_all_of_their_products()
    {
        Garment[] garments = [Of(1, "a", "p"), Of(2, "b", null), Of(3, "c", "q"), Of(4, "d", "q"), Of(5, "e", null), Of(6, "f", "r"),
            Of(7, "b", null)];
        var decisions = new DecisionSet([("b", "a", true), ("b", "c", true), ("e", "f", false), ("z", "e", true)]);
        var products = decisions.Products(garments);
        Assert.Single(new[] { products[0], products[1], products[2], products[3], products[6] }.Distinct());
        Assert.Equal([null, "r"], products[4..6]);
        Assert.Equal((true, false, (bool?)null), (decisions.Of("a", "b"), decisions.Of("f", "e"), decisions.Of("a", "c")));
        Assert.Equal(["p", null, "q", "q", null, "r", null], DecisionSet.None.Products(garments));

        static Garment Of(long id, string hash, string? product) =>
            new()
            {
                Id = id,
                Catalog = "/c.garments",
                CatalogPath = $"{id}",
                Path = $"/{id}",
                Sha256 = hash,
                Domain = "shop",
                Product =
                product
            };
    }
}
