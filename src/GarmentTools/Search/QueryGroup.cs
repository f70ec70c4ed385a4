namespace GarmentTools.Search;

/// <summary>
/// A few queries made ready for one pass over the rows: normalized, coded, with the constants of <see cref="SearchBounds"/>. Buffers are
/// reused.
/// </summary>
internal sealed class QueryGroup
{
    private readonly VectorFileLayout _layout;
    private readonly float[] _scaled;

    public QueryGroup(VectorFileLayout layout, int capacity)
    {
        (_layout, Capacity) = (layout, capacity);
        _scaled = new float[layout.Dimensions];
        // Pinned: workers on other threads read them through pointers.
        Normalized = GC.AllocateArray<float>(capacity * layout.HalfStride, pinned: true);
        Codes = GC.AllocateArray<short>(capacity * layout.CodeStride, pinned: true);
        (Scales, ErrorFactors, SharedErrors) = (new float[capacity], new float[capacity], new float[capacity]);
        (Floors, OwnRows) = (new float[capacity], new int[capacity]);
    }

    public int Capacity { get; }
    public int Count { get; private set; }
    public float[] Normalized { get; }
    public short[] Codes { get; }
    public float[] Scales { get; }
    public float[] ErrorFactors { get; }
    public float[] SharedErrors { get; }
    /// <summary>The similarity a row must be able to reach; all workers raise it, none lowers it.</summary>
    public float[] Floors { get; }
    /// <summary>The row that a query leaves out because it is itself that row; −1 for none.</summary>
    public int[] OwnRows { get; }

    public bool IsZero(int query) => Scales[query] == 0;

    public void Clear() => Count = 0;

    public void Add(ReadOnlySpan<float> query, int ownRow, float floor)
    {
        int i = Count++;
        VectorMath.BringIntoRange(query, _scaled);
        var normalized = Normalized.AsSpan(i * _layout.HalfStride, _layout.Dimensions);
        VectorMath.Scale(_scaled, VectorMath.InverseNorm(_scaled), normalized);
        (Scales[i], float error) = VectorMath.Quantize(normalized, SearchBounds.QueryCodeLimit(_layout.CodeStride),
            Codes.AsSpan(i * _layout.CodeStride, _layout.Dimensions));
        ErrorFactors[i] = SearchBounds.ErrorFactor(error);
        SharedErrors[i] = SearchBounds.SharedError(error, _layout.Dimensions);
        (Floors[i], OwnRows[i]) = (floor, ownRow);
    }

    public void RaiseFloor(int query, float floor)
    {
        ref float shared = ref Floors[query];
        float seen = Volatile.Read(ref shared);
        while (floor > seen)
        {
            float before = Interlocked.CompareExchange(ref shared, floor, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }
}
