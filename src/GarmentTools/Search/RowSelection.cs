using System.Numerics;

namespace GarmentTools.Search;

/// <summary>Which rows a search may return: the filter's, without the excluded ones and those marked as a query's own.</summary>
internal sealed class RowSelection
{
    private readonly RowFilter? _filter;
    private readonly int[] _excluded;

    public RowSelection(int rows, RowFilter? filter, int[] sortedExcludedRows)
    {
        (_filter, _excluded) = (filter, sortedExcludedRows);
        Allowed = filter?.Count ?? rows;
        foreach (int row in sortedExcludedRows)
        {
            if (filter is null || filter.Allows(row))
                Allowed--;
        }
    }

    /// <summary>How many rows are left.</summary>
    public int Allowed { get; }

    public bool Allows(int row) =>
        (_filter is null || _filter.Allows(row)) && !(_excluded.Length > 0 && Array.BinarySearch(_excluded, row) >= 0);

    /// <summary>
    /// Lists the rows to look at in [first, first + count), as numbers from 0; first is a multiple of 64. The list may hold rows that are
    /// not allowed: the
    /// excluded ones, which are few, and with <paramref name="orAll"/> the others too, where reading straight on is quicker than leaping
    /// over some
    /// (measured: leaping is slower where a filter keeps 50 %, quicker where it keeps 30 %).
    /// </summary>
    public unsafe int List(int first, int count, bool orAll, int* rows)
    {
        int listed = 0;
        var words = _filter is null ? default : _filter.Words.Slice(first >> 6, RowFilter.WordsFor(count));
        int allowed = _filter is null ? count : 0;
        foreach (ulong word in words)
            allowed += BitOperations.PopCount(word);
        if (allowed == count || orAll && allowed * 8L >= count * 3L)
        {
            for (; listed < count; listed++)
                rows[listed] = listed;
            return listed;
        }
        for (int i = 0; i < words.Length; i++)
        {
            int origin = i << 6;
            for (ulong word = words[i]; word != 0; word &= word - 1)
                rows[listed++] = origin + BitOperations.TrailingZeroCount(word);
        }
        return listed;
    }
}
