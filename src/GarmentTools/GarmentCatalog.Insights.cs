using System.Globalization;
using GarmentTools.Catalogs;
using GarmentTools.Common;
using GarmentTools.Studies;

namespace GarmentTools;

public sealed partial class GarmentCatalog
{
    /// <summary>
    /// What can be learned from all garments together: duplicates, groups, outliers, the map. Reads the stored vectors; no photo is
    /// embedded.
    /// </summary>
    /// <param name="options">Which garments, and how they are compared; null for all, by the cosine.</param>
    /// <param name="progress">How far it has come.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="UsageException">There is no such output or attribute, or the metric was learned for other embeddings.</exception>
    public GarmentInsights GetInsights(InsightOptions? options = null, IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        new(this, options ?? new(), progress, cancellationToken);

    /// <summary>
    /// Notes whether two photos show the same garment. Photos of equal bytes share the decision, and a new one takes the place of an older
    /// one.
    /// </summary>
    /// <param name="first">The id of a garment.</param>
    /// <param name="second">The id of another, of other bytes.</param>
    /// <param name="same">True for the same garment, false for different ones, null to forget what was decided.</param>
    /// <returns>Whether anything has changed.</returns>
    /// <exception cref="UsageException">There is no such garment, or the two have equal bytes.</exception>
    /// <exception cref="CatalogException">The catalog cannot be written.</exception>
    public bool Decide(long first, long second, bool? same) => Decide([(first, second)], same) > 0;

    /// <summary>Notes whether two photos show the same garment, as with their ids.</summary>
    /// <param name="first">A garment of this catalog.</param>
    /// <param name="second">Another, of other bytes.</param>
    /// <param name="same">True for the same garment, false for different ones, null to forget what was decided.</param>
    /// <returns>Whether anything has changed.</returns>
    /// <exception cref="GarmentOfOtherCatalogException">One of them is of another catalog.</exception>
    /// <exception cref="UsageException">There is no such garment, or the two have equal bytes.</exception>
    /// <exception cref="CatalogException">The catalog cannot be written.</exception>
    public bool Decide(Garment first, Garment second, bool? same) => Decide([(first, second)], same) > 0;

    /// <summary>Notes the same about several pairs of garments; all or nothing is stored.</summary>
    /// <param name="pairs">Garments of this catalog.</param>
    /// <param name="same">True for the same garment, false for different ones, null to forget what was decided.</param>
    /// <returns>How many decisions have changed.</returns>
    /// <exception cref="GarmentOfOtherCatalogException">One of them is of another catalog.</exception>
    /// <exception cref="UsageException">There is no such garment, or the two of a pair have equal bytes.</exception>
    /// <exception cref="CatalogException">The catalog cannot be written.</exception>
    public int Decide(IEnumerable<(Garment First, Garment Second)> pairs, bool? same) =>
        Decide([.. pairs.Select(pair => (OwnId(pair.First), OwnId(pair.Second)))], same);

    /// <summary>Notes the same about several pairs of garments; all or nothing is stored.</summary>
    /// <param name="pairs">Ids.</param>
    /// <param name="same">True for the same garment, false for different ones, null to forget what was decided.</param>
    /// <returns>How many decisions have changed.</returns>
    /// <exception cref="UsageException">There is no such garment, or the two of a pair have equal bytes.</exception>
    /// <exception cref="CatalogException">The catalog cannot be written.</exception>
    public int Decide(IEnumerable<(long First, long Second)> pairs, bool? same)
    {
        using var connection = _store.Write();
        return connection.Transaction(write: true, () => pairs.Sum(pair =>
        {
            var (a, b) = (Content(pair.First), Content(pair.Second));
            var order = a.AsSpan().SequenceCompareTo(b);
            if (order == 0)
                throw new UsageException($"The garments {pair.First} and {pair.Second} have equal bytes, so they are the same without a " +
                    "decision. Name garments of different photos.");
            if (order > 0) (a, b) = (b, a);
            return same is { } value
                ? connection.Execute(
                    "INSERT INTO decisions VALUES ($first, $second, $same, $now) ON CONFLICT (first, second) DO UPDATE SET same = $same, " +
                    "decided_at = $now WHERE decisions.same <> $same",
                    ("$first", a), ("$second", b), ("$same", value ? 1 : 0),
                    ("$now", DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture)))
                : connection.Execute("DELETE FROM decisions WHERE first = $first AND second = $second", ("$first", a), ("$second", b));
        }));

        byte[] Content(long id) =>
            connection.Scalar<byte[]>("SELECT sha256 FROM garments JOIN contents ON contents.id = content_id WHERE garments.id = $id",
            ("$id", id))
            ?? throw new UsageException($"The catalog '{Path}' has no garment with the id {id}.",
                new Remedy(RemedyKind.ListGarments, Catalog: Path));
    }

    /// <summary>
    /// What was decided about pairs of photos, in the order of their hashes; also about photos that are no longer in the catalog.
    /// </summary>
    public IReadOnlyList<GarmentDecision> GetDecisions()
    {
        using var connection = _store.Read();
        return connection.Transaction(write: false, () =>
        {
            var rows = connection.Query("SELECT first, second, same, decided_at FROM decisions ORDER BY first, second",
                r => (First: Hex((byte[])r.GetValue(0)), Second: Hex((byte[])r.GetValue(1)), Same: r.GetInt32(2) != 0,
                    At: DateTimeOffset.Parse(r.GetString(3), CultureInfo.InvariantCulture))).ToList();
            var ids = connection.Query("SELECT garments.id, sha256 FROM garments JOIN contents ON contents.id = content_id WHERE sha256 " +
                "IN (SELECT first FROM decisions UNION SELECT second FROM decisions) ORDER BY garments.id",
                r => r.GetInt64(0)).ToList();
            var garments = new GarmentReader(_store, connection).Load(ids).Values.OrderBy(garment => garment.Id)
                .ToLookup(garment => garment.Sha256);
            return (IReadOnlyList<GarmentDecision>)[.. rows.Select(row =>
                new GarmentDecision(row.First, row.Second, row.Same, row.At, [.. garments[row.First]], [.. garments[row.Second]], Path))];
        });

        static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
    }

    /// <summary>The decisions, for asking about pairs.</summary>
    internal DecisionSet ReadDecisions()
    {
        using var connection = _store.Read();
        return new(connection.Query("SELECT first, second, same FROM decisions",
            r => (Convert.ToHexStringLower((byte[])r.GetValue(0)), Convert.ToHexStringLower((byte[])r.GetValue(1)), r.GetInt32(2) != 0))
            .ToList());
    }
}
