using GarmentTools.Distances;
using GarmentTools.Embedding;

namespace GarmentTools.Tests;

/// <summary>Sets of vectors with the traps of real ones: clusters, near pairs, duplicates.</summary>
internal static class TestVectors
{
    internal static EmbeddingTable Unit(int count, int dimensions, int seed = 1) =>
        Table(Normalize(Gaussian(count, dimensions, seed), dimensions), dimensions);

    /// <summary>Non-negative, of any length, as pooled features are.</summary>
    internal static EmbeddingTable Raw(int count, int dimensions, int seed = 1)
    {
        float[] values = Gaussian(count, dimensions, seed);
        for (int i = 0; i < values.Length; i++) values[i] = Math.Abs(values[i]) * 3;
        return Table(values, dimensions);
    }

    /// <summary>
    /// Every third vector lies near the one before it, from a tenth to a hundred-millionth away; every seventh equals the one before it.
    /// </summary>
    internal static EmbeddingTable Near(int count, int dimensions, bool unit, int seed = 1)
    {
        float[] values = Gaussian(count, dimensions, seed);
        if (unit) Normalize(values, dimensions);
        var random = new Random(seed);
        for (int i = 1; i < count; i++)
        {
            Span<float> previous = values.AsSpan((i - 1) * dimensions, dimensions), row = values.AsSpan(i * dimensions, dimensions);
            if (i % 7 == 0) previous.CopyTo(row);
            else if (i % 3 == 0)
            {
                float step = (float)Math.Pow(10, -1 - 7 * random.NextDouble()) / MathF.Sqrt(dimensions);
                for (int k = 0; k < dimensions; k++) row[k] = previous[k] + step * (float)(random.NextDouble() * 2 - 1) * (unit ? 1 : 3);
            }
        }
        return Table(unit ? Normalize(values, dimensions) : values, dimensions);
    }

    /// <summary>Ids from 1 in steps of 1 to 3, so that places and ids differ.</summary>
    internal static EmbeddingTable Table(float[] values, int dimensions, string fingerprint = "fp-1")
    {
        int count = values.Length / dimensions;
        long[] ids = [.. Enumerable.Range(0, count).Select(i => 5 + 2L * i + i % 2)];
        return new(fingerprint, dimensions, ids, [.. ids.Select(id => $"shop/größe-{id}.jpg")], values);
    }

    /// <summary>The garments at the given places, as a catalog would hold them after additions and removals.</summary>
    internal static EmbeddingTable Pick(EmbeddingTable table, IEnumerable<int> places)
    {
        int[] rows = [.. places];
        var values = new float[rows.Length * table.Dimensions];
        for (int i = 0; i < rows.Length; i++) table.Read(rows[i], values.AsSpan(i * table.Dimensions, table.Dimensions));
        return new(table.Fingerprint, table.Dimensions, [.. rows.Select(r => table.Ids[r])], [.. rows.Select(r => table.Names[r])], values);
    }

    internal static double Reference(EmbeddingTable table, MatrixMetric metric, int i, int j)
    {
        float[] x = new float[table.Dimensions], y = new float[table.Dimensions];
        table.Read(i, x);
        table.Read(j, y);
        double square = 0, xx = 0, yy = 0;
        for (int k = 0; k < x.Length; k++)
        {
            double d = (double)x[k] - y[k];
            square += d * d;
            xx += (double)x[k] * x[k];
            yy += (double)y[k] * y[k];
        }
        double directions = 0;
        for (int k = 0; k < x.Length; k++) directions += Math.Pow(x[k] / Math.Sqrt(xx) - y[k] / Math.Sqrt(yy), 2);
        return metric switch
        {
            MatrixMetric.Euclidean => Math.Sqrt(square),
            MatrixMetric.SquaredEuclidean => square,
            // The difference form: 1 − cos itself has lost all digits for near pairs, in float64 too.
            _ => xx == 0 || yy == 0 ? (xx == yy ? 0 : 1) : directions / 2,
        };
    }

    private static float[] Gaussian(int count, int dimensions, int seed)
    {
        var random = new Random(seed);
        var values = new float[count * dimensions];
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return values;
    }

    internal static float[] Normalize(float[] values, int dimensions)
    {
        for (int i = 0; i < values.Length; i += dimensions)
        {
            double square = 0;
            for (int k = i; k < i + dimensions; k++) square += (double)values[k] * values[k];
            for (int k = i; k < i + dimensions; k++) values[k] = (float)(values[k] / Math.Sqrt(square));
        }
        return values;
    }
}

/// <summary>A folder that goes with the test.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("garment-matrix-").FullName;

    internal string this[string name] => Path.Combine(_path, name);

    internal string[] Files => [.. Directory.GetFiles(_path).Select(f => Path.GetFileName(f)!).Order()];

    public void Dispose() => Directory.Delete(_path, true);
}
