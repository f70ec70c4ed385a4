using GarmentTools.Catalogs.Filters;

namespace GarmentTools.Catalogs;

/// <summary>What a store that searches by itself has to know besides the vector.</summary>
/// <param name="Output">Which of the stored outputs is compared; null for the first.</param>
/// <param name="Filter">Which garments may be found; null for all.</param>
/// <param name="Approximate">Whether an index that may miss garments is welcome.</param>
internal sealed record StoreSearch(string? Output, GarmentFilter? Filter, bool Approximate);
