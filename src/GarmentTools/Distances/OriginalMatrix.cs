using System.Runtime.InteropServices;
using GarmentTools.Common;
using GarmentTools.Npz;

namespace GarmentTools.Distances;

/// <summary>
/// Reads the original project's file: a square of float64 under <c>arr_0</c>, row by row, of which the upper triangle is kept as float32.
/// </summary>
internal static class OriginalMatrix
{
    private const string Member = "arr_0";

    internal static MatrixHeader Header(IReadOnlyList<string> names) => new()
    {
        Names = [.. names],
        Ids = [.. Enumerable.Range(0, names.Count).Select(i => (long)i)],
        Fingerprint = "",
        Metric = MatrixMetric.Euclidean,
        Precision = MatrixPrecision.Float32,
        MantissaBits = 24,
        Dimensions = 0,
        Digests = [],
    };

    internal static MatrixElements Read(NpzReader file, IReadOnlyList<string> names, long budget, CancellationToken cancellation)
    {
        NpyHeader header = file.Find(Member).Header;
        if (header.Descr != "<f8" || header.Shape.Length != 2 || header.Shape[0] != header.Shape[1])
            throw file.Fault($"holds {Member} as {header.Descr} of shape {header.ShapeText}; a square of <f8 is expected");
        long count = header.Shape[0];
        if (count != names.Count)
            throw new ArchiveException($"{file.FilePath} has {count:N0} rows, and {names.Count:N0} names are given; one name for each " +
                "row is expected. Give the list the matrix was made from.");
        if (PairLayout.Pairs(count) * 4 + count * 8 > budget)
            throw new UsageException($"{file.FilePath} takes {MatrixPlan.Size(PairLayout.Pairs(count) * 4)} of memory; " +
                $"{MatrixPlan.Size(budget)} is allowed. Allow more, or build the matrix from the photos.");

        var memory = new NativeBytes(PairLayout.Pairs(count) * 4);
        try
        {
            using Stream data = file.OpenData(Member);
            var row = new double[count];
            if (count == 0) file.ReadExactly(data, [], Member);
            for (int i = 0; i < count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                file.ReadExactly(data, MemoryMarshal.AsBytes(row.AsSpan()), Member);
                Take(file, memory, row, i);
            }
            return new(memory, 4);
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }

    private static void Take(NpzReader file, NativeBytes memory, double[] row, int i)
    {
        int count = row.Length;
        // A symmetric square reads the same by rows and by columns, so NumPy's order does not matter; a square that is not symmetric holds
        // no distances.
        for (int j = 0; j < i; j++)
        {
            float above = MemoryMarshal.Read<float>(memory.Span(PairLayout.Place(j, i, count) * 4, 4));
            if (!(Math.Abs(row[j] - above) <= 1e-4 * above + 1e-6))
                throw file.Fault($"is not symmetric: {above} at ({j}, {i}) and {row[j]} at ({i}, {j})");
        }
        if (!(Math.Abs(row[i]) <= 1e-3)) throw file.Fault($"holds {row[i]} between row {i} and itself; 0 is expected");
        Span<float> target = MemoryMarshal.Cast<byte, float>(memory.Span(i < count - 1 ? PairLayout.Start(i, count) * 4 : 0,
            (count - i - 1) * 4));
        for (int j = i + 1; j < count; j++)
        {
            if (!(row[j] >= 0 && row[j] <= float.MaxValue))
                throw file.Fault($"holds {row[j]} at ({i}, {j}); finite distances from 0 are expected");
            target[j - i - 1] = (float)row[j];
        }
    }
}
