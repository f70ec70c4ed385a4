using GarmentTools.Catalogs;
using GarmentTools.Common;
using GarmentTools.Studies;

namespace GarmentTools;

public sealed partial class GarmentCatalog
{
    /// <summary>
    /// The pairs that the catalog knows: each street garment with each shop garment of its product or decided to be the same
    /// (<see cref="Decide(long, long, bool?)"/>),
    /// but for those decided to be different. Of equal bytes one stands for all; photos that are gone are left out.
    /// </summary>
    /// <param name="category">An attribute of the shop garment that becomes the pair's category; null for none.</param>
    /// <exception cref="UsageException">There is no such pair.</exception>
    public PairsFile GetPairs(string? category = null)
    {
        var (garments, decisions) = (List(), ReadDecisions());
        var products = decisions.Products(garments);
        var there = Enumerable.Range(0, garments.Count).Where(i => products[i] is { Length: > 0 } && File.Exists(garments[i].Path))
            .DistinctBy(i => garments[i].Sha256 + garments[i].Domain).ToList();
        var shops = there.Where(i => !IsStreet(garments[i])).ToLookup(i => products[i]!, StringComparer.Ordinal);
        var pairs = new List<GarmentPair>();
        foreach (var street in there.Where(i => IsStreet(garments[i])))
            foreach (var shop in shops[products[street]!].Where(i => garments[i].Sha256 != garments[street].Sha256
                && decisions.Of(garments[i].Sha256, garments[street].Sha256) != false))
                pairs.Add(new(pairs.Count, pairs.Count + 1, garments[street].Path, garments[shop].Path, products[street], category is null
                    ? null : garments[shop].Attributes.GetValueOrDefault(category)));
        return pairs.Count > 0 ? new(Path, pairs) : throw new UsageException(
            $"'{Path}' has no pair of a street and a shop garment.",
            new Remedy(RemedyKind.SetProducts, Catalog: Path));

        static bool IsStreet(Garment garment) => garment.Domain.Equals("street", StringComparison.OrdinalIgnoreCase);
    }
}
