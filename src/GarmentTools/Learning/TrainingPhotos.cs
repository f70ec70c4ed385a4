
namespace GarmentTools.Learning;

/// <summary>
/// The photos that a metric was learned from, by the beginnings of their SHA-256: enough to tell that an evaluation meets one of them
/// again.
/// </summary>
internal sealed class TrainingPhotos
{
    private const int Digits = 16; // 64 bits: among a million photos a chance meeting is one in tens of millions
    private readonly HashSet<string> _digests;

    private TrainingPhotos(IEnumerable<string> digests) => _digests = digests.ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What a file keeps, in a fixed order.</summary>
    public IReadOnlyList<string> Digests => [.. _digests.Order(StringComparer.Ordinal)];

    public static TrainingPhotos Of(IEnumerable<string> sha256) =>
        new(sha256.Where(sha => sha.Length >= Digits).Select(sha => sha[..Digits].ToLowerInvariant()));

    /// <summary>As a file kept them.</summary>
    public static TrainingPhotos From(IEnumerable<string> digests) => new(digests.Where(digest => digest is { Length: Digits }));

    /// <summary>Whether the metric was learned from this very photo.</summary>
    /// <param name="sha256">Of its bytes; null where it is not known.</param>
    public bool Knows(string? sha256) => sha256 is { Length: >= Digits } && _digests.Contains(sha256[..Digits]);
}
