namespace GarmentTools.Search;

/// <summary>
/// What one worker keeps of the scan for one query: rows that may be among the first k, and the k best proven similarities (a heap).
/// </summary>
internal sealed class CandidateList(int wanted)
{
    private float[] _sure = new float[Math.Min(wanted, 16)];
    private int _sureCount;
    private int[] _rows = new int[64];
    private float[] _reaches = new float[64];

    public int Count { get; private set; }
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);
    public ReadOnlySpan<float> Reaches => _reaches.AsSpan(0, Count);

    /// <summary>The k-th best proven similarity so far; −∞ before there are k.</summary>
    public float Floor => _sureCount == wanted ? _sure[0] : float.NegativeInfinity;

    public void Clear() => (Count, _sureCount) = (0, 0);

    /// <param name="row">The row.</param>
    /// <param name="sure">A similarity it has at least.</param>
    /// <param name="reach">A similarity it has at most.</param>
    /// <param name="floor">What rows must reach by now.</param>
    public void Add(int row, float sure, float reach, float floor)
    {
        if (Count == _rows.Length)
            MakeRoom(Math.Max(floor, Floor));
        (_rows[Count], _reaches[Count]) = (row, reach);
        Count++;
        AddSure(sure);
    }

    /// <summary>Drops what can no longer be reached; grows when that frees less than half.</summary>
    private void MakeRoom(float floor)
    {
        int kept = 0;
        for (int i = 0; i < Count; i++)
        {
            if (_reaches[i] >= floor)
                (_rows[kept], _reaches[kept++]) = (_rows[i], _reaches[i]);
        }
        Count = kept;
        if (kept > _rows.Length / 2)
        {
            Array.Resize(ref _rows, _rows.Length * 2);
            Array.Resize(ref _reaches, _reaches.Length * 2);
        }
    }

    private void AddSure(float sure)
    {
        if (_sureCount < wanted)
        {
            if (_sureCount == _sure.Length)
                Array.Resize(ref _sure, (int)Math.Min(wanted, 2L * _sure.Length));
            int at = _sureCount++;
            for (int parent = (at - 1) / 2; at > 0 && sure < _sure[parent]; at = parent, parent = (at - 1) / 2)
                _sure[at] = _sure[parent];
            _sure[at] = sure;
        }
        else if (sure > _sure[0])
        {
            int at = 0;
            for (int child = 1; child < _sureCount; child = 2 * at + 1)
            {
                if (child + 1 < _sureCount && _sure[child + 1] < _sure[child])
                    child++;
                if (sure <= _sure[child])
                    break;
                _sure[at] = _sure[child];
                at = child;
            }
            _sure[at] = sure;
        }
    }
}
