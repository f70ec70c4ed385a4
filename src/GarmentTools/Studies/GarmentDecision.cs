using GarmentTools.Catalogs;

namespace GarmentTools.Studies;

/// <summary>
/// What a person decided about two photos: that they show the same garment, or different ones. It is kept by the photos' content and not by
/// path or id,
/// so that it survives moving, removing and indexing again.
/// </summary>
/// <param name="FirstSha256">SHA-256 of one photo's bytes, 64 hexadecimal digits; the lower of the two.</param>
/// <param name="SecondSha256">SHA-256 of the other's.</param>
/// <param name="Same">Whether they show the same garment.</param>
/// <param name="DecidedAt">When, in UTC.</param>
/// <param name="First">The garments that have the first photo's bytes now, by id; none where it is no longer in the catalog.</param>
/// <param name="Second">The garments that have the second photo's bytes now.</param>
/// <param name="Catalog">The catalog that it is kept in, as <see cref="GarmentCatalog.Path"/> says.</param>
public sealed record GarmentDecision(string FirstSha256, string SecondSha256, bool Same, DateTimeOffset DecidedAt,
    IReadOnlyList<Garment> First,
    IReadOnlyList<Garment> Second, string Catalog);
