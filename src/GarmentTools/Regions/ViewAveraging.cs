using System.Globalization;
using GarmentTools.Common;

namespace GarmentTools.Regions;

/// <summary>
/// Several pictures of one photo whose embeddings are averaged; each costs one more inference. All of it is part of the fingerprint.
/// </summary>
public sealed record ViewAveraging
{
    /// <summary>
    /// Of a person's upper garment the tight and the roomy box, else one picture: what measured best for its cost (docs/levers.md).
    /// </summary>
    public static ViewAveraging Default { get; } = new();

    /// <summary>One picture per photo.</summary>
    public static ViewAveraging None { get; } = new() { Roomy = false };

    /// <summary>
    /// Whether the roomier box (<see cref="FoundRegion.Display"/>: shoulders and hem too) counts like the tight one. Default true. Without
    /// effect but for
    /// <see cref="RegionKind.Auto"/> and <see cref="RegionKind.Upper"/>, for which it was measured.
    /// </summary>
    public bool Roomy { get; init; } = true;

    /// <summary>Whether each picture's mirror image counts too. Default false.</summary>
    public bool Flip { get; init; }

    /// <summary>
    /// The sizes of the cut, in parts of the region's own size, about its center and not beyond the photo. Default 1 alone; each from 0.1
    /// to 4, at most 16.
    /// </summary>
    public IReadOnlyList<double> Scales { get; init; } = [1];

    /// <summary>How much the whole photo counts beside the region, where a region was found. Default 0, not at all; below 1.</summary>
    public double WholeWeight { get; init; }

    /// <summary>Equal where all settings are.</summary>
    public bool Equals(ViewAveraging? other) =>
        other is not null && Roomy == other.Roomy && Flip == other.Flip && WholeWeight.Equals(other.WholeWeight)
            && Scales.SequenceEqual(other.Scales);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Roomy, Flip, WholeWeight, Scales.Count);

    /// <summary>All settings as text, for the fingerprint.</summary>
    internal string Identity
    {
        get
        {
            var scales = string.Join(',', Scales.Select(s => s.ToString("R", CultureInfo.InvariantCulture)));
            return FormattableString.Invariant($"roomy={(Roomy ? 1 : 0)};flip={(Flip ? 1 : 0)};scales={scales};whole={WholeWeight:R}");
        }
    }

    /// <summary>Without what has no effect on such a region, so that equal results have equal fingerprints.</summary>
    internal ViewAveraging For(RegionRequest request) => this with
    {
        Roomy = Roomy && request.Kind is (RegionKind.Auto or RegionKind.Upper),
        WholeWeight = request.Kind == RegionKind.Whole ? 0 : WholeWeight,
    };

    internal ViewAveraging Validate()
    {
        var faults = new List<string>();
        if (Scales.Count is < 1 or > 16 || Scales.Any(s => !(s is >= 0.1 and <= 4)))
            faults.Add("Scales must be 1 to 16 numbers from 0.1 to 4.");
        if (!(WholeWeight is >= 0 and < 1))
            faults.Add(FormattableString.Invariant($"WholeWeight is {WholeWeight}, expected 0 to less than 1."));
        return faults.Count == 0 ? this : throw new UsageException("Averaging that cannot be: " + string.Join(" ", faults));
    }
}
