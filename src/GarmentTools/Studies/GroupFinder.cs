using GarmentTools.Catalogs;
using GarmentTools.Common;
using GarmentTools.Insights;

namespace GarmentTools.Studies;

/// <summary>Puts garments into groups and describes each group.</summary>
internal sealed class GroupFinder(InsightVectors vectors, GroupOptions options, IProgress<WorkProgress>? progress,
    CancellationToken cancellationToken)
{
    /// <summary>All pairs of so many photos are 128 MB; the tree over them takes about two seconds.</summary>
    private const int MostForTree = 8000;
    private const int MostPairs = 40_000_000;
    private const int MostTraits = 3;
    private const double LeastShare = 0.5, LeastLift = 1.25;

    public IReadOnlyList<GarmentGroup> Find()
    {
        options.Validate();
        if (vectors.Count == 0) return [];
        var garments = vectors.Garments.Select((_, i) => i).ToLookup(i => vectors.RowOf[i]);
        var overall = Shares(vectors.Garments);
        return [.. Rows()
            .Select(rows => (Rows: rows, Medoid: MedoidSearch.MedoidOf(vectors, rows), Garments: rows.SelectMany(row => garments[row])
                .ToList()))
            .OrderByDescending(group => group.Garments.Count).ThenBy(group => vectors.GarmentOf(group.Medoid).Id)
            .Select((group, i) => Describe(i + 1, group.Rows, group.Medoid, group.Garments, overall))];
    }

    private List<int[]> Rows()
    {
        if (options.MaxDistance is { } distance)
        {
            var pairs = PairScan.Within(vectors, distance, MostPairs, progress, cancellationToken)
                ?? throw new UsageException($"More than {MostPairs:N0} pairs of garments are within the distance {distance}. Give a " +
                    "smaller distance, or a number of groups.");
            return SparseLinkage.Group(vectors.Count, pairs, cancellationToken);
        }
        var count = Math.Min(options.Count ?? Math.Clamp((int)Math.Round(Math.Sqrt(vectors.Count / 2.0)), 1, 60), vectors.Count);
        var method = options.Method ?? (vectors.Count <= MostForTree ? GroupMethod.CompleteLink : GroupMethod.Medoids);
        if (method == GroupMethod.Medoids) return MedoidSearch.Group(vectors, count, progress, cancellationToken);
        if (vectors.Count > 4 * MostForTree)
            throw new UsageException($"The complete link of {vectors.Count:N0} photos needs all their pairs in memory. Leave the method " +
                "out (medoids take any number), or give a largest distance.");
        return CompleteLinkage.Group(PairScan.All(vectors, progress, cancellationToken), vectors.Count, count, cancellationToken);
    }

    private GarmentGroup Describe(int number, int[] rows, int medoid, List<int> garments, Dictionary<(string, string), double> overall)
    {
        var members = garments.Select(i => new GroupMember(vectors.Garments[i], vectors.Distance(medoid, vectors.RowOf[i])))
            .OrderBy(m => m.Distance).ThenBy(m => m.Garment.Id).ToList();
        var traits = Shares([.. members.Select(m => m.Garment)])
            .Where(share => share.Value >= LeastShare && share.Value >= LeastLift * overall[share.Key] && members.Count > 1)
            .Select(share => new GroupTrait(share.Key.Item1, share.Key.Item2, share.Value, overall[share.Key]))
            .OrderByDescending(t => t.Share).ThenBy(t => t.Overall).ThenBy(t => t.Name, StringComparer.Ordinal).Take(MostTraits);
        return new(number, vectors.GarmentOf(medoid), members, 1 - MedoidSearch.Spread(vectors, rows, cancellationToken),
            members.Average(m => m.Distance),
            [.. traits]);
    }

    private static Dictionary<(string Name, string Value), double> Shares(IReadOnlyList<Garment> garments)
    {
        var shares = new Dictionary<(string, string), double>();
        foreach (var (name, value) in garments.SelectMany(garment => garment.Attributes))
            shares[(name, value)] = shares.GetValueOrDefault((name, value)) + 1.0 / garments.Count;
        return shares;
    }
}
