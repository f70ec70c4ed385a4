using System.Numerics;

namespace GarmentTools;

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

    public bool AllowsAll => _filter is null;

    public bool IsExcluded(int row) => _excluded.Length > 0 && Array.BinarySearch(_excluded, row) >= 0;

    /// <summary>Lists the filter's rows in [first, first + count), as numbers from 0; first is a multiple of 64. Excluded rows stay in: they are few.</summary>
    public unsafe int List(int first, int count, int* rows)
    {
        int listed = 0;
        if (_filter is null)
        {
            for (; listed < count; listed++)
                rows[listed] = listed;
            return listed;
        }
        var words = _filter.Words.Slice(first >> 6, RowFilter.WordsFor(count));
        for (int i = 0; i < words.Length; i++)
        {
            int origin = i << 6;
            for (ulong word = words[i]; word != 0; word &= word - 1)
                rows[listed++] = origin + BitOperations.TrailingZeroCount(word);
        }
        return listed;
    }
}
