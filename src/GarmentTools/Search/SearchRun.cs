using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GarmentTools.Search;

/// <summary>
/// Answers groups of queries over one index: workers scan blocks of int8 codes and keep what <see cref="SearchBounds"/> cannot rule out;
/// then the float32
/// kernel alone decides. Which worker sees which block changes how much is kept, never what comes out.
/// </summary>
internal sealed unsafe class SearchRun
{
    /// <summary>Rows that are so few that looking at their float16 values at once is quicker than the scan.</summary>
    private const int FewRows = 128;
    /// <summary>From this many queries on, rows are widened once for all of them.</summary>
    private const int ManyQueries = 4;

    private readonly VectorSections _sections;
    private readonly VectorSearchOptions _options;
    private readonly RowSelection _selection;
    private readonly SimdWidth _width;
    private readonly CancellationToken _cancellation;
    private readonly int _blockRows;
    private readonly int _tileRows;
    private readonly int _wanted;
    /// <summary>
    /// 1 − the distance that a page begins behind: rows that are certainly nearer were on an earlier page. ∞ for the first page.
    /// </summary>
    private readonly float _ceiling;
    private readonly CandidateList[]?[] _candidates;

    public SearchRun(VectorSections sections, VectorSearchOptions options, RowSelection selection, SimdWidth width,
        CancellationToken cancellation)
    {
        (_sections, _options, _selection, _width, _cancellation) = (sections, options, selection, width, cancellation);
        // About 256 KB of codes per block: small enough to share out evenly, large enough that taking one costs nothing. Multiples of 64
        // fit filter words.
        _blockRows = Math.Clamp((1 << 18) / sections.CodeStride & ~63, 64, 2048);
        // About 16 KB of widened rows per tile: they stay in the first cache while all queries pass.
        _tileRows = Math.Clamp((1 << 13) / sections.CodeStride & ~3, 4, 64);
        _wanted = Math.Min(options.Count, Math.Max(1, selection.Allowed));
        _ceiling = options.After is { } after ? SearchBounds.Floor(after.Distance, options.Metric) : float.PositiveInfinity;
        _candidates = new CandidateList[Math.Max(1, Math.Min(options.Workers, Blocks))][];
    }

    private int Blocks => (_sections.Count + _blockRows - 1) / _blockRows;

    public void Answer(QueryGroup group, SearchHit[][] results, int firstResult)
    {
        if (_selection.Allowed == 0)
        {
            results.AsSpan(firstResult, group.Count).Fill([]);
            return;
        }
        // The scan saves nothing where all rows must be compared anyway.
        bool scan = _selection.Allowed > FewRows && _selection.Allowed / 2 > _options.Count;
        if (scan)
            Scan(group);
        var everything = scan ? [] : AllowedRows();
        if (group.Count == 1)
        {
            results[firstResult] = Decide(group, 0, everything, _options.Workers);
            return;
        }
        Parallel.For(0, group.Count, Limit(_options.Workers), query => results[firstResult + query] = Decide(group, query, everything, 1));
    }

    private void Scan(QueryGroup group)
    {
        int next = -1, blocks = Blocks;
        Each(_candidates.Length, worker =>
        {
            var lists = _candidates[worker] ??= [.. Enumerable.Range(0, group.Capacity).Select(_ => new CandidateList(_wanted))];
            foreach (var list in lists)
                list.Clear();
            using var scratch = new ScanScratch(_blockRows, _tileRows, _sections.CodeStride);
            for (int block; (block = Interlocked.Increment(ref next)) < blocks;)
            {
                _cancellation.ThrowIfCancellationRequested();
                ScanBlock(group, lists, scratch, block * _blockRows);
            }
        });
    }

    private void ScanBlock(QueryGroup group, CandidateList[] lists, ScanScratch scratch, int first)
    {
        int count = Math.Min(_blockRows, _sections.Count - first);
        // One query waits for memory, many for arithmetic.
        bool many = group.Count >= ManyQueries;
        int listed = _selection.List(first, count, orAll: !many, scratch.Rows);
        if (listed == 0)
            return;
        float* scales = _sections.Scales + first, errors = _sections.Errors + first;
        if (listed < count)
        {
            for (int i = 0; i < listed; i++)
                (scratch.Scales[i], scratch.Errors[i]) = (scales[scratch.Rows[i]], errors[scratch.Rows[i]]);
            scales = scratch.Scales;
            errors = scratch.Errors;
        }
        sbyte* codes = _sections.Code(first);
        short* queries = (short*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(group.Codes));
        int stride = _sections.CodeStride;
        if (!many)
        {
            for (int query = 0; query < group.Count; query++)
            {
                CodeDots.One(_width, codes, stride, scratch.Rows, listed, queries + (long)query * stride, scratch.Totals);
                Keep(group, query, lists[query], first, scratch.Rows, scratch.Totals, scales, errors, listed);
            }
            return;
        }
        for (int tile = 0; tile < listed; tile += _tileRows)
        {
            int* rows = scratch.Rows + tile;
            int rowCount = Math.Min(_tileRows, listed - tile);
            CodeDots.Widen(_width, codes, stride, rows, rowCount, scratch.Wide);
            for (int query = 0; query < group.Count; query += 2)
            {
                // The last of an odd number of queries is computed twice rather than having a kernel of its own.
                int other = Math.Min(query + 1, group.Count - 1);
                CodeDots.Two(_width, scratch.Wide, stride, rowCount + 3 & ~3, queries + (long)query * stride, queries +
                    (long)other * stride,
                    scratch.Totals, scratch.Totals + _blockRows);
                Keep(group, query, lists[query], first, rows, scratch.Totals, scales + tile, errors + tile, rowCount);
                if (other != query)
                    Keep(group, other, lists[other], first, rows, scratch.Totals + _blockRows, scales + tile, errors + tile, rowCount);
            }
        }
    }

    /// <summary>Keeps the rows that can reach the floor, and raises it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Keep(QueryGroup group, int query, CandidateList list, int first, int* rows, int* totals, float* scales, float* errors,
        int count)
    {
        float scale = group.Scales[query], factor = group.ErrorFactors[query], shared = group.SharedErrors[query];
        float floor = Volatile.Read(ref group.Floors[query]), before = floor;
        int i = 0;
        for (; i <= count - 4; i += 4)
        {
            var similarity = Vector128.ConvertToSingle(Vector128.Load(totals + i)) * Vector128.Load(scales + i) * Vector128.Create(scale);
            var margin = Vector128.Load(errors + i) * Vector128.Create(factor) + Vector128.Create(shared);
            uint reached = Vector128.GreaterThanOrEqual(similarity + margin, Vector128.Create(floor)).ExtractMostSignificantBits();
            for (; reached != 0; reached &= reached - 1)
            {
                int lane = BitOperations.TrailingZeroCount(reached);
                floor = KeepOne(group, query, list, first + rows[i + lane], similarity[lane], margin[lane], floor);
            }
        }
        for (; i < count; i++)
            floor = KeepOne(group, query, list, first + rows[i], totals[i] * scales[i] * scale, errors[i] * factor + shared, floor);
        if (floor > before)
            group.RaiseFloor(query, floor);
    }

    private float KeepOne(QueryGroup group, int query, CandidateList list, int row, float similarity, float margin, float floor)
    {
        if (similarity + margin < floor || row == group.OwnRows[query] || !_selection.Allows(row) || similarity - margin > _ceiling)
            return floor;
        // A row that may belong to an earlier page proves nothing about how near this page's are.
        list.Add(row, similarity + margin < _ceiling ? similarity - margin : float.NegativeInfinity, similarity + margin, floor);
        return Math.Max(floor, list.Floor);
    }

    /// <summary>Compares what the scan has left (or all rows) by the kernel.</summary>
    private SearchHit[] Decide(QueryGroup group, int query, int[] everything, int workers)
    {
        var (rows, reaches) = everything.Length > 0 ? (everything, []) : Gather(query, group.Floors[query]);
        // So many are left only where a great many rows lie equally near, or are asked for.
        const int Share = 8192;
        int shares = Math.Clamp(rows.Length / Share, 1, workers);
        var nearest = new NearestList[shares];
        Each(shares, share =>
        {
            var list = nearest[share] = new NearestList(_wanted);
            int begin = (int)((long)rows.Length * share / shares), end = (int)((long)rows.Length * (share + 1) / shares);
            for (int i = begin; i < end; i++)
            {
                if ((i & 1023) == 0)
                    _cancellation.ThrowIfCancellationRequested();
                // Rows come in falling order of what they can reach, so nothing better follows.
                if (reaches.Length > 0 && list.IsFull && reaches[i] < SearchBounds.Floor(list.Worst.Distance, _options.Metric))
                    break;
                if (rows[i] == group.OwnRows[query])
                    continue;
                float distance = Distance(group, query, rows[i]);
                if (!(distance > _options.MaxDistance) && !(new SearchPosition(distance, _sections.Ids[rows[i]]) <= _options.After))
                    list.Add(new SearchHit(rows[i], _sections.Ids[rows[i]], distance));
            }
        });
        if (shares > 1)
        {
            for (int share = 1; share < shares; share++)
            {
                foreach (var hit in nearest[share].ToSortedArray())
                    nearest[0].Add(hit);
            }
        }
        return nearest[0].ToSortedArray();
    }

    private float Distance(QueryGroup group, int query, int row)
    {
        float* normalized = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(group.Normalized)) +
            (long)query * _sections.HalfStride;
        return DistanceKernel.Distance(_width, _sections.Half(row), _sections.InverseNorms[row], normalized, _sections.HalfStride,
            group.IsZero(query), _options.Metric);
    }

    /// <summary>The candidates of all workers that still reach the floor, those that reach farthest first.</summary>
    private (int[] Rows, float[] Reaches) Gather(int query, float floor)
    {
        var rows = new List<int>();
        var keys = new List<float>();
        foreach (var lists in _candidates)
        {
            if (lists is null)
                continue;
            var listRows = lists[query].Rows;
            var listReaches = lists[query].Reaches;
            for (int i = 0; i < listRows.Length; i++)
            {
                if (listReaches[i] >= floor)
                {
                    rows.Add(listRows[i]);
                    keys.Add(-listReaches[i]);
                }
            }
        }
        int[] sorted = [.. rows];
        float[] reaches = [.. keys];
        Array.Sort(reaches, sorted);
        for (int i = 0; i < reaches.Length; i++)
            reaches[i] = -reaches[i];
        return (sorted, reaches);
    }

    private int[] AllowedRows()
    {
        var allowed = new int[_selection.Allowed];
        int found = 0;
        int* rows = stackalloc int[2048];
        for (int first = 0; first < _sections.Count; first += 2048)
        {
            int listed = _selection.List(first, Math.Min(2048, _sections.Count - first), orAll: false, rows);
            for (int i = 0; i < listed; i++)
            {
                if (_selection.Allows(first + rows[i]))
                    allowed[found++] = first + rows[i];
            }
        }
        return allowed;
    }

    private ParallelOptions Limit(int workers) => new() { MaxDegreeOfParallelism = workers, CancellationToken = _cancellation };

    /// <summary>Runs a body once per worker, on this thread alone where there is one.</summary>
    private void Each(int workers, Action<int> body)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (workers == 1)
            body(0);
        else
            Parallel.For(0, workers, Limit(workers), body);
    }
}
