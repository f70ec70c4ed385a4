using GarmentTools.Catalogs;
using GarmentTools.Common;

namespace GarmentTools.Studies;

/// <summary>How garments are put into groups.</summary>
public enum GroupMethod
{
    /// <summary>
    /// Complete link: the two groups are joined whose farthest garments are nearest. Within a group all are near each other; there are no
    /// chains.
    /// </summary>
    CompleteLink,
    /// <summary>Each garment with the nearest of k medoids. For catalogs that are too large to compare all with all.</summary>
    Medoids,
}

/// <summary>How many groups, and how.</summary>
public sealed record GroupOptions
{
    /// <summary>
    /// How many groups; from 1, at most as many as there are different photos. Default null: √(n/2), at most 60, unless
    /// <see cref="MaxDistance"/> is
    /// given.
    /// </summary>
    public int? Count { get; init; }

    /// <summary>The largest distance of any two garments of a group, 0 to 2, instead of <see cref="Count"/>. Default null.</summary>
    public float? MaxDistance { get; init; }

    /// <summary>
    /// Default null: complete link for up to 8,000 different photos, and wherever <see cref="MaxDistance"/> is given; else medoids.
    /// </summary>
    public GroupMethod? Method { get; init; }

    internal void Validate()
    {
        var faults = new List<string>();
        if (Count is < 1) faults.Add($"Count is {Count}, expected at least 1");
        if (MaxDistance is { } distance && !(distance is >= 0 and <= 2)) faults.Add($"MaxDistance is {distance}, expected 0 to 2");
        if (Count is not null && MaxDistance is not null) faults.Add("Count and MaxDistance exclude each other");
        if (Method == GroupMethod.Medoids && MaxDistance is not null)
            faults.Add("MaxDistance needs the complete link: medoids know no largest distance");
        if (faults.Count > 0) throw new UsageException($"The groups cannot be made with these options: {string.Join("; ", faults)}.");
    }
}

/// <summary>Garments that look alike.</summary>
/// <param name="Number">From 1, the largest group first.</param>
/// <param name="Medoid">The garment that is nearest to all others: the one to show for the group.</param>
/// <param name="Members">All garments of the group, by their distance to the medoid.</param>
/// <param name="MinSimilarity">The least similarity (1 − distance) of any two of them.</param>
/// <param name="MeanDistance">The mean distance to the medoid; 0 for a group of one.</param>
/// <param name="Traits">Attribute values that the group has more often than the catalog, most frequent first.</param>
public sealed record GarmentGroup(int Number, Garment Medoid, IReadOnlyList<GroupMember> Members, float MinSimilarity, float MeanDistance,
    IReadOnlyList<GroupTrait> Traits);

/// <summary>A garment of a group.</summary>
/// <param name="Garment">The garment.</param>
/// <param name="Distance">Its distance to the medoid.</param>
public sealed record GroupMember(Garment Garment, float Distance);

/// <summary>An attribute value that marks a group.</summary>
/// <param name="Name">The attribute.</param>
/// <param name="Value">The value.</param>
/// <param name="Share">The part of the group's garments that has it, 0 to 1.</param>
/// <param name="Overall">The part of all garments that has it.</param>
public sealed record GroupTrait(string Name, string Value, double Share, double Overall);
