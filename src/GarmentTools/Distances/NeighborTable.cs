using GarmentTools.Npz;

namespace GarmentTools.Distances;

/// <summary>The k nearest of each garment, as a file in CSR form holds them.</summary>
internal sealed class NeighborTable
{
    private readonly float[] _data;
    private readonly int[] _indices;

    private NeighborTable(float[] data, int[] indices, int perRow) => (_data, _indices, PerRow) = (data, indices, perRow);

    /// <summary>Neighbors of each garment.</summary>
    internal int PerRow { get; }

    internal long Length => _data.LongLength;

    internal ReadOnlySpan<float> Distances(int row) => _data.AsSpan(row * PerRow, PerRow);
    internal ReadOnlySpan<int> Indices(int row) => _indices.AsSpan(row * PerRow, PerRow);

    /// <summary>Reads and checks the arrays: shape, range, order, no garment as its own neighbor.</summary>
    internal static NeighborTable Read(NpzReader file, MatrixHeader header, long budget)
    {
        int count = header.Ids.Length, k = Math.Min(header.Neighbors!.Value, Math.Max(count - 1, 0));
        if (file.ReadText("format") != "csr") throw file.Fault("holds a format that is not csr");
        if (file.ReadAll<long>("shape", 2, 64, "<i8") is var shape && (shape[0] != count || shape[1] != count))
            throw file.Fault($"holds a matrix of {shape[0]} × {shape[1]} for {count} garments");
        bool wide = file.Find("indptr").Header.Descr == "<i8";
        long[] starts = wide ? file.ReadAll<long>("indptr", count + 1L, budget, "<i8")
            : Array.ConvertAll(file.ReadAll<int>("indptr", count + 1L, budget, "<i4"), s => (long)s);
        for (int i = 0; i <= count; i++)
            if (starts[i] != (long)i * k) throw file.Fault($"holds rows that are not of {k} neighbors each");
        var table = new NeighborTable(file.ReadAll<float>("data", (long)count * k, budget, "<f4"),
            file.ReadAll<int>("indices", (long)count * k, budget, "<i4"), k);
        for (int row = 0; row < count; row++)
        {
            ulong last = 0;
            for (int i = 0; i < k; i++)
            {
                float distance = table.Distances(row)[i];
                int index = table.Indices(row)[i];
                ulong key = NearestHeap.Key(distance, index);
                if (!(distance >= 0 && distance < float.PositiveInfinity) || (uint)index >= (uint)count || index == row || i > 0
                    && key <= last)
                    throw file.Fault($"holds neighbors of garment {header.Ids[row]} that are out of range or order");
                last = key;
            }
        }
        return table;
    }
}
