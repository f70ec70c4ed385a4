namespace GarmentTools.Distances;

/// <summary>Finds the k nearest of some rows. One per thread.</summary>
internal sealed class NeighborFinder : IPairSink, IDisposable
{
    private readonly PreparedVectors _vectors;
    private readonly WorkLayout _layout;
    private readonly int _drop, _k;
    private readonly VectorBlock _rows;
    private readonly VectorBlock? _block;
    private readonly PairComputer _computer;
    private readonly ulong[] _heaps;
    private readonly int[] _counts;
    private readonly uint[] _rounded = new uint[PairComputer.ChunkColumns];
    private VectorBlock _columns = null!;

    internal NeighborFinder(PreparedVectors vectors, DistanceMatrixOptions options, WorkLayout layout, int k)
    {
        (_vectors, _layout, _drop, _k) = (vectors, layout, 24 - options.MantissaBits, k);
        _rows = new VectorBlock(layout.StripRows, vectors.Dimensions, TileKernel.Rows);
        if (!layout.Cached) _block = new VectorBlock(layout.BlockColumns, vectors.Dimensions, TileKernel.Columns);
        _computer = new PairComputer(vectors.Metric, options.Path);
        _heaps = new ulong[checked(layout.StripRows * k)];
        _counts = new int[layout.StripRows];
    }

    /// <summary>Writes the neighbors of the rows among what is known of them and the columns.</summary>
    internal void Find(int[] rows, ColumnSet columns, ulong[]?[]? known, float[] data, int[] indices, CancellationToken cancellation)
    {
        if (_k == 0) return;
        _counts.AsSpan().Clear();
        _rows.Load(_vectors, rows, 1, cancellation);
        for (int r = 0; r < rows.Length; r++)
            foreach (ulong key in known?[rows[r]] ?? []) NearestHeap.Offer(Heap(r), ref _counts[r], key);
        if (columns.Cached is { } cached)
        {
            _columns = cached;
            _computer.Compute(_rows, cached, 0, false, this, cancellation);
        }
        else
            for (int first = 0; first < columns.Indices.Length; first += _layout.BlockColumns)
            {
                _columns = _block!;
                _block!.Load(_vectors, columns.Indices.AsSpan(first, Math.Min(_layout.BlockColumns, columns.Indices.Length - first)), 1,
                    cancellation);
                _computer.Compute(_rows, _block, 0, false, this, cancellation);
            }
        for (int r = 0; r < rows.Length; r++)
        {
            Span<ulong> heap = Heap(r);
            heap.Sort();
            for (int i = 0; i < _k; i++)
            {
                data[(long)rows[r] * _k + i] = NearestHeap.Distance(heap[i]);
                indices[(long)rows[r] * _k + i] = NearestHeap.Index(heap[i]);
            }
        }
    }

    private Span<ulong> Heap(int row) => _heaps.AsSpan(row * _k, _k);

    void IPairSink.Accept(int row, int column, ReadOnlySpan<float> distances)
    {
        StoredValues.Round(distances, _rounded, _drop);
        int self = _rows.Index[row];
        ReadOnlySpan<int> index = _columns.Index.AsSpan(column, distances.Length);
        ulong worst = _counts[row] == _k ? _heaps[row * _k] : ulong.MaxValue;
        for (int i = 0; i < index.Length; i++)
        {
            ulong key = (ulong)_rounded[i] << 32 | (uint)index[i];
            if (key >= worst || index[i] == self) continue;
            NearestHeap.Offer(Heap(row), ref _counts[row], key);
            if (_counts[row] == _k) worst = _heaps[row * _k];
        }
    }

    public void Dispose()
    {
        _rows.Dispose();
        _block?.Dispose();
        _computer.Dispose();
    }
}
