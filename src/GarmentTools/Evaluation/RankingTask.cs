using GarmentTools.Common;

namespace GarmentTools.Evaluation;

/// <summary>Turns the scores or the ranked list of a query into the ranks of what is relevant.</summary>
internal sealed class RankingTask
{
    private const int Named = 5; // gallery photos that an outcome names

    private readonly IReadOnlyList<EvaluationItem> _queries, _gallery;
    private readonly Relevance _relevance;
    private readonly int[]? _productOf;     // at product level: the number of each gallery photo's product
    private readonly Dictionary<string, List<int>> _byName = [], _bySha = new(StringComparer.OrdinalIgnoreCase);
    private int _leftOut;

    public RankingTask(IReadOnlyList<EvaluationItem> queries, IReadOnlyList<EvaluationItem> gallery, Relevance relevance,
        RetrievalLevel level)
    {
        if (queries.Count == 0 || gallery.Count == 0)
            throw new UsageException($"There is nothing to measure: {queries.Count} queries and a gallery of {gallery.Count}.");
        (_queries, _gallery, _relevance) = (queries, gallery, relevance);
        for (var g = 0; g < gallery.Count; g++)
        {
            Add(_byName, gallery[g].Name, g);
            if (gallery[g].Sha256 is { Length: > 0 } sha) Add(_bySha, sha, g);
        }
        GallerySize = gallery.Count;
        if (level == RetrievalLevel.Image) return;
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        // A photo without a product is a product of its own.
        _productOf = [.. gallery.Select(item => Number(item.Product is { Length: > 0 } product ? "product\n" + product : "photo\n" +
            item.Name))];
        GallerySize = numbers.Count;

        int Number(string key) => numbers.TryGetValue(key, out var number) ? number : numbers[key] = numbers.Count;

        static void Add(Dictionary<string, List<int>> index, string key, int row)
        {
            if (!index.TryGetValue(key, out var rows)) index[key] = rows = [];
            rows.Add(row);
        }
    }

    /// <summary>Photos or products.</summary>
    public int GallerySize { get; }

    public bool IsProductLevel => _productOf is not null;

    /// <summary>Pairs of equal bytes or of equal names that were left out so far.</summary>
    public int LeftOut => _leftOut;

    public QueryOutcome Rank(int query, ReadOnlySpan<double> scores)
    {
        var leftOut = LeaveOut(query);
        var relevant = _relevance.Of(query, _gallery.Count).Where(g => !leftOut.Contains(g)).ToList();
        // One or two relevant photos are counted out; for more of them, and for products, the whole gallery is sorted.
        if (_productOf is null && relevant.Count <= 2)
        {
            var ranks = new int[relevant.Count];
            for (var i = 0; i < ranks.Length; i++)
            {
                var (at, score) = (relevant[i], scores[relevant[i]]);
                ranks[i] = 1;
                for (var g = 0; g < scores.Length; g++)
                    if ((scores[g] > score || scores[g] == score && g < at) && !leftOut.Contains(g)) ranks[i]++;
            }
            var right = relevant.Count == 0 ? null : _gallery[relevant[relevant.Count > 1 && ranks[1] < ranks[0] ? 1 : 0]].Name;
            Array.Sort(ranks);
            return new QueryOutcome(_queries[query], ranks, ranks.Length, scores.Length - leftOut.Count)
            {
                Nearest = First(scores, leftOut),
                RightAnswer = right
            };
        }
        var distances = new double[scores.Length];
        for (var g = 0; g < scores.Length; g++) distances[g] = -scores[g];
        var order = Enumerable.Range(0, scores.Length).ToArray();
        Array.Sort(order, (a, b) => distances[a] != distances[b] ? distances[a].CompareTo(distances[b]) : a.CompareTo(b));
        return Rank(query, order, leftOut, relevant.ToHashSet());
    }

    public QueryOutcome Rank(int query, IReadOnlyList<int> list)
    {
        var leftOut = LeaveOut(query);
        return Rank(query, list, leftOut, _relevance.Of(query, _gallery.Count).Where(g => !leftOut.Contains(g)).ToHashSet());
    }

    private QueryOutcome Rank(int query, IReadOnlyList<int> order, HashSet<int> leftOut, HashSet<int> relevant)
    {
        var ranks = new List<int>();
        if (_productOf is null)
        {
            var rank = 0;
            foreach (var g in order)
                if (!leftOut.Contains(g))
                {
                    rank++;
                    if (relevant.Contains(g)) ranks.Add(rank);
                }
            return new QueryOutcome(_queries[query], ranks, relevant.Count, _gallery.Count - leftOut.Count)
            {
                Nearest =
                First(order, leftOut),
                RightAnswer = Right(order, relevant)
            };
        }
        var relevantProducts = relevant.Select(g => _productOf[g]).ToHashSet();
        var seen = new HashSet<int>();
        foreach (var g in order)
            if (!leftOut.Contains(g) && seen.Add(_productOf[g]) && relevantProducts.Contains(_productOf[g])) ranks.Add(seen.Count);
        var size = Enumerable.Range(0, _gallery.Count).Where(g => !leftOut.Contains(g)).Select(g => _productOf[g]).Distinct().Count();
        return new QueryOutcome(_queries[query], ranks, relevantProducts.Count, size)
        {
            Nearest = First(order, leftOut),
            RightAnswer =
            Right(order, relevant)
        };
    }

    // The first of a ranking that was never sorted as a whole.
    private string[] First(ReadOnlySpan<double> scores, HashSet<int> leftOut)
    {
        var best = new List<int>(Named + 1);
        for (var g = 0; g < scores.Length; g++)
        {
            if (best.Count == Named && !(scores[g] > scores[best[^1]]) || leftOut.Contains(g)) continue;
            var at = best.Count;
            while (at > 0 && scores[best[at - 1]] < scores[g]) at--;
            best.Insert(at, g);
            if (best.Count > Named) best.RemoveAt(Named);
        }
        return [.. best.Select(g => _gallery[g].Name)];
    }

    private string[] First(IReadOnlyList<int> order, HashSet<int> leftOut)
    {
        var products = new HashSet<int>();
        return [.. order.Where(g => !leftOut.Contains(g) && (_productOf is null || products.Add(_productOf[g]))).Take(Named)
            .Select(g => _gallery[g].Name)];
    }

    private string? Right(IReadOnlyList<int> order, HashSet<int> relevant) =>
        relevant.Count == 0 ? null : _gallery[order.Where(relevant.Contains).Append(relevant.Min()).First()].Name;

    private HashSet<int> LeaveOut(int query)
    {
        var rows = new HashSet<int>();
        if (_byName.TryGetValue(_queries[query].Name, out var same)) rows.UnionWith(same);
        if (_queries[query].Sha256 is { Length: > 0 } sha && _bySha.TryGetValue(sha, out var equal)) rows.UnionWith(equal);
        Interlocked.Add(ref _leftOut, rows.Count);
        return rows;
    }
}
