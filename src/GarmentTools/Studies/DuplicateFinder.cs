using GarmentTools.Catalogs;
using GarmentTools.Common;
using GarmentTools.Insights;

namespace GarmentTools.Studies;

/// <summary>
/// Finds copies of equal bytes, and near-duplicates by complete link: all within the distance of each other, none decided to be different.
/// </summary>
internal sealed class DuplicateFinder(InsightVectors vectors, DecisionSet decisions, DuplicateOptions options,
    IProgress<WorkProgress>? progress,
    CancellationToken cancellationToken)
{
    private const int MostPairs = 20_000_000;

    public IReadOnlyList<DuplicateGroup> Find()
    {
        if (!(options.MaxDistance is >= 0 and <= 2)) throw new UsageException($"MaxDistance is {options.MaxDistance}, expected 0 to 2.");
        var groups = new List<DuplicateGroup>();
        // Of equal bytes, the copy that is kept stands for all in what follows.
        var kept = new Dictionary<string, Garment>(StringComparer.Ordinal);
        foreach (var copies in vectors.Garments.GroupBy(garment => garment.Sha256).Select(copies => copies.ToList()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            kept[copies[0].Sha256] = copies[0];
            if (copies.Count < 2) continue;
            var (members, reason) = KeepRule.Order(copies, (_, _) => 0);
            kept[copies[0].Sha256] = members[0].Garment;
            groups.Add(new(groups.Count + 1, DuplicateKind.SameBytes, members, reason, 1, true));
        }
        groups.AddRange(Near().Select(rows => Describe(rows, kept)).Where(group => !(options.Undecided && group.Confirmed))
            .OrderByDescending(group => group.MinSimilarity).ThenBy(group => group.Members.Min(m => m.Garment.Id))
                .Select((group, i) => group with { Number = groups.Count + i + 1 }).ToList());
        return groups;
    }

    private IEnumerable<int[]> Near()
    {
        var pairs = PairScan.Within(vectors, options.MaxDistance, MostPairs, progress, cancellationToken)
            ?? throw new UsageException($"More than {MostPairs:N0} pairs of garments are within the distance {options.MaxDistance}; " +
                "near-duplicates are few. Give a smaller distance.");
        // Equal bytes in two domains are no near-duplicates, but have their group already.
        var joined = pairs.Where(pair => vectors.GarmentOf(pair.First).Sha256 is var a && vectors.GarmentOf(pair.Second).Sha256 is var b
            && a != b
            && decisions.Of(a, b) != false);
        return SparseLinkage.Group(vectors.Count, joined, cancellationToken).Where(rows => rows.Length > 1);
    }

    private DuplicateGroup Describe(int[] rows, Dictionary<string, Garment> kept)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var garments = rows.Select(row => kept[vectors.GarmentOf(row).Sha256]).ToList();
        var (members, reason) = KeepRule.Order(garments, (a, b) => vectors.Distance(rows[a], rows[b]));
        var confirmed = garments.SelectMany((a, i) => garments.Skip(i + 1).Select(b => decisions.Of(a.Sha256, b.Sha256)))
            .All(decision => decision == true);
        return new(0, DuplicateKind.Near, members, reason, 1 - MedoidSearch.Spread(vectors, rows, cancellationToken), confirmed);
    }
}
