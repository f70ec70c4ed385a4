using GarmentTools.Common;

namespace GarmentTools.Distances;

/// <summary>Reads all distances of one garment: a column of the upper triangle and then a row of it.</summary>
internal static class MatrixRow
{
    internal static float[] Read(MatrixElements elements, StoredValues values, int count, int index, int threads, string path)
    {
        var raw = new byte[(long)count * values.Size];
        int size = values.Size;
        // The column: one element of each row before. In a file, each thread walks its own stretch of blocks.
        int parts = elements.InMemory ? 1 : Math.Min(threads, Math.Max(1, index / 64));
        MatrixErrors.Unwrapped(() => Parallel.For(0, parts, new() { MaxDegreeOfParallelism = threads }, part =>
        {
            MatrixElements.Reader reader = elements.OpenReader();
            // Rows shorten downward; stretches of equal length are good enough, as every one of them touches nearly all of its blocks.
            for (int row = (int)((long)index * part / parts); row < (int)((long)index * (part + 1) / parts); row++)
                reader.Read(PairLayout.Place(row, index, count), raw.AsSpan(row * size, size));
            if (part == parts - 1 && index < count - 1)
                reader.Read(PairLayout.Start(index, count), raw.AsSpan((index + 1) * size));
        }));
        var distances = new float[count];
        values.Decode(raw, distances);
        distances[index] = 0;
        for (int i = 0; i < count; i++)
            if (!(distances[i] >= 0 && distances[i] < float.PositiveInfinity))
                throw new ArchiveException($"{path} holds the distance {distances[i]} between the garments at {index} and {i}; finite " +
                    "numbers from 0 are expected. Build the matrix again.");
        return distances;
    }
}
