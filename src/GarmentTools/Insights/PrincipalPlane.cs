using GarmentTools.Numerics;

namespace GarmentTools.Insights;

/// <summary>The plane of the largest variance (principal components): where a map starts.</summary>
internal static class PrincipalPlane
{
    private const int RowsPerBlock = 4096;

    /// <summary>Two coordinates per row, and the part of the variance that they hold.</summary>
    public static (double[] Places, double Variance) Project(UnitVectors vectors, CancellationToken cancellationToken)
    {
        var (n, d) = (vectors.Count, vectors.Dimensions);
        var places = new double[2 * n];
        if (n < 2) return (places, 1);
        var mean = new double[d];
        for (var row = 0; row < n; row++)
        {
            var vector = vectors.Row(row);
            for (var j = 0; j < d; j++) mean[j] += vector[j];
        }
        for (var j = 0; j < d; j++) mean[j] /= n;

        // Block by block into one sum, so that memory stays flat.
        var scatter = new double[d * d];
        for (var from = 0; from < n; from += RowsPerBlock)
        {
            var rows = Centered(from, Math.Min(RowsPerBlock, n - from));
            var view = MatrixView.Of(rows, rows.Length / d, d);
            DenseMath.MultiplyAdd(view.T, view, scatter, upperOnly: false, cancellationToken);
        }
        var total = 0.0;
        for (var j = 0; j < d; j++) total += scatter[j * d + j];
        if (total <= 0) return (places, 1);
        var eigen = SymmetricEigen.Compute(scatter, d, Math.Min(2, d), cancellationToken);
        for (var axis = 0; axis < eigen.Values.Length; axis++)
        {
            var direction = eigen.Vectors.AsSpan(axis * d, d);
            // The sign is free: the largest part points up, so that the map does not turn over by chance.
            var largest = 0;
            for (var j = 1; j < d; j++)
                if (Math.Abs(direction[j]) > Math.Abs(direction[largest])) largest = j;
            var sign = direction[largest] < 0 ? -1 : 1;
            for (var row = 0; row < n; row++)
            {
                var vector = vectors.Row(row);
                var sum = 0.0;
                for (var j = 0; j < d; j++) sum += (vector[j] - mean[j]) * direction[j];
                places[2 * row + axis] = sign * sum;
            }
        }
        return (places, Math.Clamp(eigen.Values.Sum() / total, 0, 1));

        double[] Centered(int from, int count)
        {
            var rows = new double[count * d];
            for (var i = 0; i < count; i++)
            {
                var vector = vectors.Row(from + i);
                for (var j = 0; j < d; j++) rows[i * d + j] = vector[j] - mean[j];
            }
            return rows;
        }
    }
}
