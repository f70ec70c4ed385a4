using System.Runtime.InteropServices;

namespace GarmentTools.Distances;

/// <summary>
/// A run of vectors in native memory: row-major as they came, and packed into panels for <see cref="TileKernel"/>.
/// </summary>
/// <remarks>Padding rows are zero, so that a tile at the edge reads defined values.</remarks>
internal sealed unsafe class VectorBlock : IDisposable
{
    private readonly int _panel;
    private float* _rows;
    private float* _panels;

    /// <param name="capacity">The most rows the block will hold.</param>
    /// <param name="dimensions">Numbers per vector.</param>
    /// <param name="panel">Rows per panel: <see cref="TileKernel.Rows"/> or <see cref="TileKernel.Columns"/>.</param>
    internal VectorBlock(int capacity, int dimensions, int panel)
    {
        (Capacity, Dimensions, _panel) = (capacity, dimensions, panel);
        Norms = new double[Padded(capacity)];
        _rows = Allocate((nuint)Math.Max(capacity, 1) * (nuint)dimensions);
        _panels = Allocate((nuint)Padded(capacity) * (nuint)dimensions);
    }

    ~VectorBlock() => Free();

    internal int Capacity { get; }
    internal int Dimensions { get; }
    internal int Count { get; private set; }

    /// <summary>What the metric needs of each vector: |x|², or for cosine 1/|x| (0 for the zero vector). Padded with zeros.</summary>
    internal double[] Norms { get; }

    /// <summary>The index in the matrix of each vector.</summary>
    internal int[] Index { get; private set; } = [];

    internal float* Row(int row) => _rows + (nint)row * Dimensions;
    internal float* Panel(int panel) => _panels + (nint)panel * _panel * Dimensions;

    /// <summary>Bytes that a block of so many rows takes.</summary>
    internal static long Bytes(long rows, int dimensions) => (rows + TileKernel.Columns) * (dimensions * 8L + 12);

    /// <summary>Fills the block with the given rows of the prepared vectors, on so many threads.</summary>
    internal void Load(PreparedVectors vectors, ReadOnlySpan<int> index, int threads, CancellationToken cancellation)
    {
        Index = index.ToArray();
        Count = index.Length;
        int panels = (Count + _panel - 1) / _panel;
        if (threads <= 1)
        {
            for (int panel = 0; panel < panels; panel++) LoadPanel(vectors, panel);
            return;
        }
        Parallel.For(0, panels, new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, panel =>
            LoadPanel(vectors, panel));
    }

    private void LoadPanel(PreparedVectors vectors, int panel)
    {
        int first = panel * _panel, count = Math.Min(_panel, Count - first);
        if (Index[first + count - 1] - Index[first] == count - 1)
            vectors.Read(Index[first], new Span<float>(Row(first), count * Dimensions));
        else
            for (int r = first; r < first + count; r++) vectors.Read(Index[r], new Span<float>(Row(r), Dimensions));
        for (int r = first; r < first + count; r++) Norms[r] = vectors.Norms[Index[r]];
        for (int r = first + count; r < first + _panel; r++) Norms[r] = 0;

        float* target = Panel(panel);
        if (count < _panel) new Span<float>(target, _panel * Dimensions).Clear();
        // By 16 dimensions at a time: both sides stay within the first-level cache, whatever the number of dimensions.
        for (int k0 = 0; k0 < Dimensions; k0 += 16)
        {
            int k1 = Math.Min(k0 + 16, Dimensions);
            for (int r = 0; r < count; r++)
            {
                float* source = Row(first + r);
                for (int k = k0; k < k1; k++) target[(nint)k * _panel + r] = source[k];
            }
        }
    }

    private int Padded(int rows) => (Math.Max(rows, 1) + _panel - 1) / _panel * _panel;

    private static float* Allocate(nuint floats) => (float*)NativeMemory.AlignedAlloc(floats * sizeof(float) + 64, 64);

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_rows);
        NativeMemory.AlignedFree(_panels);
        _rows = _panels = null;
    }
}
