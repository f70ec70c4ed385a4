namespace GarmentTools.Search;

/// <summary>The k nearest hits so far, by (distance, id): a heap with the worst on top.</summary>
internal sealed class NearestList(int wanted)
{
    private SearchHit[] _heap = new SearchHit[Math.Min(wanted, 16)];

    public int Count { get; private set; }
    public bool IsFull => Count == wanted;
    /// <summary>The worst that is kept; read it only when there is one.</summary>
    public SearchHit Worst => _heap[0];

    public void Add(SearchHit hit)
    {
        int at = 0;
        if (Count < wanted)
        {
            if (Count == _heap.Length)
                Array.Resize(ref _heap, (int)Math.Min(wanted, 2L * _heap.Length));
            at = Count++;
            for (int parent = (at - 1) / 2; at > 0 && hit.CompareTo(_heap[parent]) > 0; at = parent, parent = (at - 1) / 2)
                _heap[at] = _heap[parent];
        }
        else
        {
            if (hit.CompareTo(_heap[0]) >= 0)
                return;
            for (int child = 1; child < Count; child = 2 * at + 1)
            {
                if (child + 1 < Count && _heap[child + 1].CompareTo(_heap[child]) > 0)
                    child++;
                if (hit.CompareTo(_heap[child]) >= 0)
                    break;
                _heap[at] = _heap[child];
                at = child;
            }
        }
        _heap[at] = hit;
    }

    /// <summary>The hits, nearest first.</summary>
    public SearchHit[] ToSortedArray()
    {
        var hits = _heap.AsSpan(0, Count).ToArray();
        Array.Sort(hits);
        return hits;
    }
}
