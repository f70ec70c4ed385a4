using GarmentTools.Catalogs;
using GarmentTools.Evaluation;

namespace GarmentTools.Studies;

/// <summary>Why garments are duplicates.</summary>
public enum DuplicateKind
{
    /// <summary>The files have the same bytes.</summary>
    SameBytes,
    /// <summary>
    /// Other bytes, but every two of them are within the largest distance: most likely one photo, saved, scaled or cut again.
    /// </summary>
    Near,
}

/// <summary>What counts as a near-duplicate.</summary>
public sealed record DuplicateOptions
{
    /// <summary>
    /// The largest cosine distance of near-duplicates, 0 to 2. Default 0.02: a photo saved or scaled again stays below it, two photos of
    /// one garment
    /// above.
    /// </summary>
    public float MaxDistance { get; init; } = (float)LeakageCheck.DefaultThreshold;

    /// <summary>
    /// Leaves out near-duplicates that were decided to be the same (<see cref="GarmentCatalog.Decide(long, long, bool?)"/>): what is left
    /// is to be
    /// looked at. Default false.
    /// </summary>
    public bool Undecided { get; init; }
}

/// <summary>Photos of which one is enough.</summary>
/// <param name="Number">From 1: equal bytes first, then near-duplicates; the nearest first.</param>
/// <param name="Kind">Equal bytes or near.</param>
/// <param name="Members">The garments, the one to keep first.</param>
/// <param name="Reason">Why that one is proposed.</param>
/// <param name="MinSimilarity">The least similarity (1 − distance) of any two of them; 1 for equal bytes.</param>
/// <param name="Confirmed">Whether every pair was decided to be the same.</param>
public sealed record DuplicateGroup(int Number, DuplicateKind Kind, IReadOnlyList<DuplicateMember> Members, string Reason,
    float MinSimilarity, bool Confirmed)
{
    /// <summary>The garment that is proposed to be kept.</summary>
    public Garment Keep => Members[0].Garment;
}

/// <summary>A garment among duplicates.</summary>
/// <param name="Garment">The garment.</param>
/// <param name="Keep">Whether it is the one to keep.</param>
/// <param name="Distance">Its distance to the one to keep.</param>
/// <param name="Width">Columns of the photo; 0 where the file is gone or unreadable.</param>
/// <param name="Height">Rows of the photo; 0 likewise.</param>
/// <param name="FileBytes">Bytes of the file; 0 where it is gone.</param>
public sealed record DuplicateMember(Garment Garment, bool Keep, float Distance, int Width, int Height, long FileBytes);
