using System.Numerics;
using GarmentTools.Common;

namespace GarmentTools.Search;

/// <summary>Which rows of one <see cref="VectorIndex"/> a search may return: one bit per row. Immutable.</summary>
public sealed class RowFilter
{
    private readonly ulong[] _words;

    /// <summary>Takes the words as they are: bit r % 64 of word r / 64 allows row r. Bits beyond the last row are cleared.</summary>
    internal RowFilter(int rows, ulong[] words)
    {
        if (words.Length != WordsFor(rows))
            throw new ArgumentException($"{rows} rows need {WordsFor(rows)} words, not {words.Length}.", nameof(words));
        if ((rows & 63) != 0)
            words[^1] &= (1UL << (rows & 63)) - 1;
        (Rows, _words) = (rows, words);
        foreach (ulong word in words)
            Count += BitOperations.PopCount(word);
    }

    /// <summary>How many rows the index has.</summary>
    public int Rows { get; }

    /// <summary>How many rows are allowed.</summary>
    public int Count { get; }

    /// <summary>Whether a row (0 to <see cref="Rows"/> − 1) is allowed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public bool this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
            return Allows(row);
        }
    }

    internal ReadOnlySpan<ulong> Words => _words;

    /// <summary>Allows the rows of these ids; ids the index does not have are ignored. Ascending ids are quickest.</summary>
    public static RowFilter FromIds(VectorIndex index, IEnumerable<long> ids)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(ids);
        var words = new ulong[WordsFor(index.Count)];
        foreach (long id in ids)
        {
            int row = index.RowOf(id);
            if (row >= 0)
                words[row >> 6] |= 1UL << (row & 63);
        }
        return new RowFilter(index.Count, words);
    }

    /// <summary>The rows that both allow.</summary>
    public RowFilter And(RowFilter other) => Combine(other, static (a, b) => a & b, static (a, b) => a & b);

    /// <summary>The rows that either allows.</summary>
    public RowFilter Or(RowFilter other) => Combine(other, static (a, b) => a | b, static (a, b) => a | b);

    /// <summary>The rows that this one does not allow.</summary>
    public RowFilter Not() => new(Rows, Array.ConvertAll(_words, static word => ~word));

    internal bool Allows(int row) => (_words[row >> 6] >> (row & 63) & 1) != 0;

    internal static int WordsFor(int rows) => (int)(((long)rows + 63) >> 6);

    private RowFilter Combine(RowFilter other, Func<Vector<ulong>, Vector<ulong>, Vector<ulong>> many, Func<ulong, ulong, ulong> one)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Rows != Rows)
            throw new UsageException($"A filter of {Rows} rows and one of {other.Rows} do not belong to the same index. Make both from " +
                "one index.");
        var words = new ulong[_words.Length];
        int i = 0;
        for (; i <= words.Length - Vector<ulong>.Count; i += Vector<ulong>.Count)
            many(new Vector<ulong>(_words, i), new Vector<ulong>(other._words, i)).CopyTo(words, i);
        for (; i < words.Length; i++)
            words[i] = one(_words[i], other._words[i]);
        return new RowFilter(Rows, words);
    }
}
