using GarmentTools.Catalogs;

namespace GarmentTools.Studies;

/// <summary>All decisions of a catalog, for asking about pairs.</summary>
internal sealed class DecisionSet(IEnumerable<(string First, string Second, bool Same)> decisions)
{
    private readonly Dictionary<(string, string), bool> _pairs = decisions.ToDictionary(d => Key(d.First, d.Second), d => d.Same);

    public static DecisionSet None { get; } = new([]);

    public int SameCount => _pairs.Count(pair => pair.Value);

    public int DifferentCount => _pairs.Count - SameCount;

    /// <summary>What was decided about two contents; null where nothing was.</summary>
    public bool? Of(string first, string second) => _pairs.TryGetValue(Key(first, second), out var same) ? same : null;

    /// <summary>
    /// The product of each garment when those decided to be the same are one product: its own name where it stands alone, one key for all
    /// that are joined,
    /// null for a garment that has no product and was not decided about.
    /// </summary>
    public string?[] Products(IReadOnlyList<Garment> garments)
    {
        var (parent, first) = (Enumerable.Range(0, garments.Count).ToArray(), new Dictionary<string, int>(StringComparer.Ordinal));
        for (var i = 0; i < garments.Count; i++)
        {
            Join(i, "content\n" + garments[i].Sha256);
            if (garments[i].Product is { Length: > 0 } product) Join(i, "product\n" + product);
        }
        var joined = new HashSet<int>();
        foreach (var ((a, b), same) in _pairs)
            if (same && first.TryGetValue("content\n" + a, out var x) && first.TryGetValue("content\n" + b, out var y))
            {
                var (low, high) = (Math.Min(Find(x), Find(y)), Math.Max(Find(x), Find(y)));
                parent[high] = low;
                joined.Add(x);
            }
        var keys = joined.Select(Find).ToHashSet();
        return [.. garments.Select((garment, i) => keys.Contains(Find(i)) ? $"decided {garments[Find(i)].Id}" : garment.Product)];

        void Join(int i, string key)
        {
            if (!first.TryAdd(key, i))
            {
                var (low, high) = (Math.Min(Find(i), Find(first[key])), Math.Max(Find(i), Find(first[key])));
                parent[high] = low;
            }
        }

        int Find(int i)
        {
            while (parent[i] != i) i = parent[i] = parent[parent[i]];
            return i;
        }
    }

    private static (string, string) Key(string a, string b) => string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a);
}
