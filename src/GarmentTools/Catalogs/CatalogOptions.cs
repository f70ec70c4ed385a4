using GarmentTools.Models;
using GarmentTools.Regions;

namespace GarmentTools.Catalogs;

/// <summary>
/// What a new catalog is made with. An existing catalog keeps its own; asking it for something else is an error that says what to do.
/// </summary>
public sealed record CatalogOptions
{
    /// <summary>
    /// Name of a model or path of its card. Default null: the catalog's own, or <see cref="ModelRegistry.DefaultModel"/> for a new one.
    /// </summary>
    public string? Model { get; init; }

    /// <summary>
    /// Which outputs are stored, the searched one first. Default null: all of the card (for MobileNetV2: <c>embedding</c> and
    /// <c>features</c>, 3 KB a garment).
    /// </summary>
    public IReadOnlyList<string>? Outputs { get; init; }

    /// <summary>
    /// The part of each photo that garments are embedded with. Default null: the catalog's own, or <see cref="RegionRequest.Whole"/> for a
    /// new one.
    /// </summary>
    public RegionRequest? Region { get; init; }

    /// <summary>Where models are looked for. Default <see cref="ModelRegistry.Default"/>.</summary>
    public ModelRegistry? Models { get; init; }
}
