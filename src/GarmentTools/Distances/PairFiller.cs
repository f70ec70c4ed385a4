namespace GarmentTools.Distances;

/// <summary>
/// Fills strips. A build computes every pair; an update copies the pairs of two kept garments from the old file and computes only the
/// others.
/// </summary>
internal sealed unsafe class PairFiller : IStripFiller, IPairSink
{
    private readonly PreparedVectors _vectors;
    private readonly StoredValues _values;
    private readonly WorkLayout _layout;
    private readonly ColumnSet _all;
    private readonly KeptPairs? _kept;
    private readonly ColumnSet? _added;
    private readonly VectorBlock _rows;
    private readonly VectorBlock? _block;
    private readonly PairComputer _computer;
    private readonly KeptPairs.Reader? _keptReader;
    private VectorBlock _columns = null!;
    private byte* _elements;
    private long _start;

    /// <param name="vectors">The vectors of the whole matrix.</param>
    /// <param name="values">How distances are stored.</param>
    /// <param name="layout">How the work is cut up.</param>
    /// <param name="all">The columns of rows that are computed whole.</param>
    /// <param name="path">The width of the vectors.</param>
    /// <param name="kept">An update: what is known already.</param>
    /// <param name="added">An update: the garments that are not in the old file.</param>
    internal PairFiller(PreparedVectors vectors, StoredValues values, WorkLayout layout, ColumnSet all, TilePath path, KeptPairs? kept =
        null, ColumnSet? added = null)
    {
        (_vectors, _values, _layout, _all, _kept, _added) = (vectors, values, layout, all, kept, added);
        _rows = new VectorBlock(layout.StripRows, vectors.Dimensions, TileKernel.Rows);
        if (!layout.Cached) _block = new VectorBlock(layout.BlockColumns, vectors.Dimensions, TileKernel.Columns);
        _computer = new PairComputer(vectors.Metric, path);
        _keptReader = kept?.OpenReader();
    }

    public void Fill(int first, int end, Span<byte> elements, CancellationToken cancellation)
    {
        fixed (byte* start = elements)
        {
            _elements = start;
            _start = PairLayout.Start(first, _vectors.Count);
            if (_kept is null)
            {
                Compute([.. Enumerable.Range(first, end - first)], _all, cancellation);
                return;
            }
            var old = new List<int>();
            var added = new List<int>();
            for (int row = first; row < end; row++)
            {
                if (_kept.OldIndex[row] < 0)
                {
                    added.Add(row);
                    continue;
                }
                old.Add(row);
                cancellation.ThrowIfCancellationRequested();
                long from = (PairLayout.Start(row, _vectors.Count) - _start) * _values.Size;
                _keptReader!.CopyRow(row, elements.Slice((int)from, (_vectors.Count - row - 1) * _values.Size));
            }
            Compute([.. old], _added!, cancellation);
            Compute([.. added], _all, cancellation);
        }
    }

    private void Compute(int[] rows, ColumnSet columns, CancellationToken cancellation)
    {
        int first = rows.Length == 0 ? columns.Indices.Length : columns.PanelAbove(rows[0]);
        if (first >= columns.Indices.Length) return;
        _rows.Load(_vectors, rows, 1, cancellation);
        if (columns.Cached is { } cached)
        {
            _columns = cached;
            _computer.Compute(_rows, cached, first, true, this, cancellation);
            return;
        }
        _columns = _block!;
        for (; first < columns.Indices.Length; first += _layout.BlockColumns)
        {
            _block!.Load(_vectors, columns.Indices.AsSpan(first, Math.Min(_layout.BlockColumns, columns.Indices.Length - first)), 1,
                cancellation);
            _computer.Compute(_rows, _block, 0, true, this, cancellation);
        }
    }

    /// <summary>
    /// Encodes distances into their places in the strip: side by side, except for added garments that stand between kept ones.
    /// </summary>
    void IPairSink.Accept(int row, int column, ReadOnlySpan<float> distances)
    {
        int i = _rows.Index[row], size = _values.Size;
        long at = PairLayout.Start(i, _vectors.Count) - _start - i - 1;
        ReadOnlySpan<int> index = _columns.Index.AsSpan(column, distances.Length);
        if (index[^1] - index[0] == distances.Length - 1)
        {
            _values.Encode(distances, new Span<byte>(_elements + (at + index[0]) * size, distances.Length * size));
            return;
        }
        for (int k = 0; k < index.Length; k++)
            _values.Encode(distances.Slice(k, 1), new Span<byte>(_elements + (at + index[k]) * size, size));
    }

    public void Dispose()
    {
        _rows.Dispose();
        _block?.Dispose();
        _computer.Dispose();
    }
}
