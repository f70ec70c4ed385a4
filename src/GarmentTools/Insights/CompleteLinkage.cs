using GarmentTools.Distances;

namespace GarmentTools.Insights;

/// <summary>
/// Complete-link grouping into a wanted number of groups: the whole tree by the nearest-neighbor chain (Murtagh 1983), cut where that many
/// groups are left.
/// Takes the time and the memory of all pairs.
/// </summary>
internal static class CompleteLinkage
{
    /// <summary>The groups of rows, each ascending, in the order of their first row.</summary>
    /// <param name="distances">Condensed as <see cref="PairLayout"/> has them; overwritten.</param>
    /// <param name="count">How many rows there are.</param>
    /// <param name="groups">How many groups are wanted.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static List<int[]> Group(float[] distances, int count, int groups, CancellationToken cancellationToken)
    {
        var merges = Merges(distances, count, cancellationToken);
        // A stable order: merges of equal distance stay in the order in which they were found.
        var parent = Enumerable.Range(0, count).ToArray();
        foreach (var merge in merges.OrderBy(m => m.Distance).Take(Math.Max(0, count - groups)))
            parent[Find(merge.Second)] = Find(merge.First);
        return [.. Enumerable.Range(0, count).GroupBy(Find).Select(rows => rows.ToArray())];

        int Find(int row)
        {
            while (parent[row] != row) row = parent[row] = parent[parent[row]];
            return row;
        }
    }

    private static List<RowPair> Merges(float[] distances, int count, CancellationToken cancellationToken)
    {
        var merges = new List<RowPair>(Math.Max(0, count - 1));
        var alive = Enumerable.Range(0, count).ToList();
        var chain = new List<int>();
        while (alive.Count > 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (chain.Count == 0) chain.Add(alive[0]);
            var last = chain[^1];
            var previous = chain.Count > 1 ? chain[^2] : -1;
            // The one before wins a tie, or the chain would never end; then the lowest row.
            var (best, nearest) = (previous, previous >= 0 ? distances[At(last, previous)] : float.PositiveInfinity);
            foreach (var other in alive)
                if (other != last && distances[At(last, other)] is var d && d < nearest) (best, nearest) = (other, d);
            if (best != previous)
            {
                chain.Add(best);
                continue;
            }
            chain.RemoveRange(chain.Count - 2, 2);
            var (kept, gone) = (Math.Min(last, best), Math.Max(last, best));
            merges.Add(new(kept, gone, nearest));
            alive.RemoveAt(alive.BinarySearch(gone));
            foreach (var other in alive)
                if (other != kept) distances[At(kept, other)] = Math.Max(distances[At(kept, other)], distances[At(gone, other)]);
        }
        return merges;

        long At(int a, int b) => PairLayout.Place(a, b, count);
    }
}
