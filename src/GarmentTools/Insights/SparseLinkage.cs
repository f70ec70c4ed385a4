namespace GarmentTools.Insights;

/// <summary>
/// Complete-link grouping from near pairs alone: within a group every pair is one of those given, so that no chain of near pairs joins what
/// is far apart.
/// </summary>
internal static class SparseLinkage
{
    /// <summary>The groups of rows, each ascending, in the order of their first row; rows that join nobody are groups of one.</summary>
    /// <param name="count">How many rows there are.</param>
    /// <param name="pairs">The pairs that may be joined, ascending by distance: two groups are joined at the moment when the last pair
    /// between them
    /// comes.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static List<int[]> Group(int count, IEnumerable<RowPair> pairs, CancellationToken cancellationToken)
    {
        var group = Enumerable.Range(0, count).ToArray();               // of each row; named by a row of it
        var members = new Dictionary<int, List<int>>();
        var links = new Dictionary<int, Dictionary<int, long>>();       // between two groups: pairs seen so far
        var seen = 0L;
        foreach (var pair in pairs)
        {
            if ((++seen & 0xFFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
            var (a, b) = (group[pair.First], group[pair.Second]);
            var together = Links(a)[b] = Links(a).GetValueOrDefault(b) + 1;
            Links(b)[a] = together;
            if (together == (long)Members(a).Count * Members(b).Count) Join(a, b);
        }
        return [.. Enumerable.Range(0, count).GroupBy(row => group[row]).Select(rows => rows.ToArray())];

        List<int> Members(int g) => members.TryGetValue(g, out var own) ? own : members[g] = [g];

        Dictionary<int, long> Links(int g) => links.TryGetValue(g, out var own) ? own : links[g] = [];

        void Join(int a, int b)
        {
            if (Links(a).Count < Links(b).Count) (a, b) = (b, a);
            foreach (var row in Members(b)) group[row] = a;
            Members(a).AddRange(Members(b));
            members.Remove(b);
            Links(a).Remove(b);
            foreach (var (other, together) in Links(b))
            {
                if (other == a) continue;
                Links(other).Remove(b);
                Links(a)[other] = Links(other)[a] = Links(a).GetValueOrDefault(other) + together;
            }
            links.Remove(b);
        }
    }
}
