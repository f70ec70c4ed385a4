namespace GarmentTools.Distances;

/// <summary>Vectors as columns: all in memory, or read in blocks when they are needed.</summary>
internal sealed record ColumnSet(int[] Indices, VectorBlock? Cached)
{
    internal static ColumnSet Make(PreparedVectors vectors, int[] indices, WorkLayout layout, CancellationToken cancellation)
    {
        if (!layout.Cached) return new(indices, null);
        var block = new VectorBlock(indices.Length, vectors.Dimensions, TileKernel.Columns);
        block.Load(vectors, indices, layout.Threads, cancellation);
        return new(indices, block);
    }

    /// <summary>Where the indices above the given one begin, moved back to a whole panel.</summary>
    internal int PanelAbove(int index)
    {
        int at = Array.BinarySearch(Indices, index + 1);
        return (at < 0 ? ~at : at) / TileKernel.Columns * TileKernel.Columns;
    }
}
