using GarmentTools.Common;

namespace GarmentTools.Evaluation;

/// <summary>What a rank counts.</summary>
public enum RetrievalLevel
{
    /// <summary>Photos: every photo in the gallery has a rank of its own.</summary>
    Image,
    /// <summary>Products: a product has the rank of its nearest photo, its other photos are passed over.</summary>
    Product,
}

/// <summary>How a retrieval is measured.</summary>
public sealed record RetrievalOptions
{
    /// <summary>The cut-offs k, each from 1. Default 1, 5, 10, 20.</summary>
    public IReadOnlyList<int> Ks { get; init; } = [1, 5, 10, 20];

    /// <summary>Whether photos or products are ranked. Default photos.</summary>
    public RetrievalLevel Level { get; init; } = RetrievalLevel.Image;

    /// <summary>Resamples of the bootstrap, 0 for no intervals. Default 2,000.</summary>
    public int Resamples { get; init; } = 2000;

    /// <summary>Seed of the bootstrap. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many of the worst queries are listed, from 0. Default 20.</summary>
    public int Worst { get; init; } = 20;

    /// <summary>
    /// Gallery sizes for which hit@k is worked out, from 1; those above the gallery's own are passed over. Null (the default) for halves of
    /// the gallery down to 10.
    /// </summary>
    public IReadOnlyList<int>? GallerySizes { get; init; }

    internal void Validate()
    {
        var faults = new List<string>();
        if (Ks.Count == 0 || Ks.Any(k => k < 1))
            faults.Add($"Ks must hold at least one number, each from 1 (found {string.Join(", ", Ks)})");
        if (Resamples < 0) faults.Add($"Resamples must be 0 or more (found {Resamples})");
        if (Worst < 0) faults.Add($"Worst must be 0 or more (found {Worst})");
        if (GallerySizes?.Any(n => n < 1) == true) faults.Add($"GallerySizes must be from 1 (found {string.Join(", ", GallerySizes)})");
        if (faults.Count > 0)
            throw new UsageException($"The retrieval cannot be measured with these options: {string.Join("; ", faults)}.");
    }
}
