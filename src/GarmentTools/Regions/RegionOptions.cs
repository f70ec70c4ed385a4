using System.Globalization;
using GarmentTools.Common;

namespace GarmentTools.Regions;

/// <summary>
/// How regions are found and cut out. All of this changes results and is part of the fingerprint, but for <see cref="AllPersons"/>.
/// </summary>
public sealed record RegionOptions
{
    /// <summary>
    /// The score from which the detector's find counts as a person. Default 0.7: found on 99 % of worn photos, on none of 300 flat product
    /// photos
    /// and on 3 of 300 phone photos of garments on floors; from 0.5 (all, 23 and 16 of these) to 1.
    /// </summary>
    public double MinScore { get; init; } = 0.7;

    /// <summary>
    /// Whether what does not belong to the person is made white. Default true. Rectangles and whole photos stay as they are.
    /// </summary>
    public bool WhiteBackground { get; init; } = true;

    /// <summary>Whether every person is given, best first, or only the one with the highest score. Default false.</summary>
    public bool AllPersons { get; init; }

    internal RegionOptions Validate() => MinScore is >= PersonDecoder.MinCandidateScore and <= 1
        ? this
        : throw new UsageException(string.Create(CultureInfo.InvariantCulture,
            $"MinScore is {MinScore}, expected {PersonDecoder.MinCandidateScore} to " +
            $"1."));
}
