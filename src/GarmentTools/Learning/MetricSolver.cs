using GarmentTools.Common;
using GarmentTools.Numerics;

namespace GarmentTools.Learning;

/// <summary>
/// The closed form of the learned metric for one set of training pairs: W and the covariance once, then one projection per eps.
/// </summary>
/// <remarks>
/// W = mean of d dᵀ, d = difference of the two centered unit vectors of a pair; W = V diag(e) Vᵀ; T = V / sqrt(e + eps·mean(e));
/// M = T · (leading eigenvectors of the covariance of all training vectors after T). In the basis V the covariance after T is that before,
/// its entry (i, j) divided by the two roots, so that one eigensolve of W serves every eps. Where there are fewer photos than dimensions
/// all
/// is done in the space they span: outside of it both W and the covariance are 0, and M with them.
/// </remarks>
internal sealed class MetricSolver
{
    private readonly int _dimensions, _rank;
    private readonly double[]? _basis;      // rank×D, or null where the photos span all dimensions
    private readonly double[] _eigenvalues, _eigenvectors, _covariance;
    private readonly double _meanEigenvalue;

    public MetricSolver(MetricPairs data, IReadOnlyList<int> training, CancellationToken token)
    {
        _dimensions = data.Street.Dimensions;
        var streetRows = training.Select(i => data.Pairs[i].Street).Distinct().Order().ToArray();
        var shopRows = training.Select(i => data.Pairs[i].Shop).Distinct().Order().ToArray();
        StreetMean = Mean(data.StreetUnits, streetRows);
        ShopMean = Mean(data.ShopUnits, shopRows);
        var street = Center(data.StreetUnits, streetRows, StreetMean);
        var shop = Center(data.ShopUnits, shopRows, ShopMean);
        _basis = streetRows.Length + shopRows.Length < _dimensions ? Orthonormalize(street, shop, token) : null;
        _rank = _basis is null ? _dimensions : _basis.Length / _dimensions;
        if (_rank == 0) throw new UsageException("A metric cannot be learned: all photos of the training pairs have the same vector.");
        (street, shop) = (Reduce(street, token), Reduce(shop, token));

        var (streetIndex, shopIndex) = (Index(streetRows), Index(shopRows));
        var differences = new double[training.Count * _rank];
        for (var i = 0; i < training.Count; i++)
        {
            var (s, p) = (streetIndex[data.Pairs[training[i]].Street] * _rank, shopIndex[data.Pairs[training[i]].Shop] * _rank);
            for (var j = 0; j < _rank; j++) differences[i * _rank + j] = street[s + j] - shop[p + j];
        }
        var w = Gram(differences, token);
        for (var i = 0; i < w.Length; i++) w[i] /= training.Count;
        for (var i = 0; i < _rank; i++) _meanEigenvalue += w[i * _rank + i] / _dimensions;
        if (!(_meanEigenvalue > 0))
            throw new UsageException("A metric cannot be learned: the two photos of every training pair have the same vector. Are street " +
                "and shop the same files?");
        var eigen = SymmetricEigen.Compute(w, _rank, _rank, token);
        (_eigenvalues, _eigenvectors) = (eigen.Values, eigen.Vectors);

        var covariance = Gram(street, token);
        var ofShop = Gram(shop, token);
        for (var i = 0; i < covariance.Length; i++) covariance[i] = (covariance[i] + ofShop[i]) / (streetRows.Length + shopRows.Length);
        var v = MatrixView.Of(_eigenvectors, _rank, _rank);
        var half = DenseMath.Multiply(v, MatrixView.Of(covariance, _rank, _rank), token);
        _covariance = DenseMath.MultiplySymmetric(MatrixView.Of(half, _rank, _rank), v.T, token);
    }

    public double[] StreetMean { get; }

    public double[] ShopMean { get; }

    /// <summary>The most components that the training photos can carry.</summary>
    public int Rank => _rank;

    /// <summary>
    /// M of up to <paramref name="components"/> columns, D×K row-major. The first k columns are the projection for K = k.
    /// </summary>
    public double[] Project(double epsilon, int components, CancellationToken token)
    {
        var count = Math.Min(components, _rank);
        var scale = Array.ConvertAll(_eigenvalues, e => 1 / Math.Sqrt(Math.Max(e, 0) + epsilon * _meanEigenvalue));
        var scaled = new double[_rank * _rank];
        for (var i = 0; i < _rank; i++)
            for (var j = 0; j < _rank; j++) scaled[i * _rank + j] = _covariance[i * _rank + j] * scale[i] * scale[j];
        var leading = SymmetricEigen.Compute(scaled, _rank, count, token).Vectors;      // count×rank
        for (var k = 0; k < count; k++)
            for (var j = 0; j < _rank; j++) leading[k * _rank + j] *= scale[j];
        var transposed = DenseMath.Multiply(MatrixView.Of(leading, count, _rank), MatrixView.Of(_eigenvectors, _rank, _rank), token);
        if (_basis is not null)
            transposed = DenseMath.Multiply(MatrixView.Of(transposed, count, _rank), MatrixView.Of(_basis, _rank, _dimensions), token);
        var m = new double[_dimensions * count];
        for (var k = 0; k < count; k++)
        {
            var column = transposed.AsSpan(k * _dimensions, _dimensions);
            // An eigenvector is known up to its sign; the entry of largest size (the first of equals) is made positive.
            var largest = 0;
            for (var d = 1; d < column.Length; d++)
                if (Math.Abs(column[d]) > Math.Abs(column[largest])) largest = d;
            var sign = column[largest] < 0 ? -1 : 1;
            for (var d = 0; d < column.Length; d++) m[d * count + k] = sign * column[d];
        }
        return m;
    }

    private double[] Gram(double[] rows, CancellationToken token)
    {
        var x = MatrixView.Of(rows, rows.Length / _rank, _rank);
        return DenseMath.MultiplySymmetric(x.T, x, token);
    }

    private double[] Reduce(double[] rows, CancellationToken token) => _basis is null
        ? rows
        : DenseMath.Multiply(MatrixView.Of(rows, rows.Length / _dimensions, _dimensions), MatrixView.Of(_basis, _rank, _dimensions).T,
            token);

    private double[] Mean(double[] units, int[] rows)
    {
        var mean = new double[_dimensions];
        foreach (var row in rows)
            for (var d = 0; d < _dimensions; d++) mean[d] += units[row * _dimensions + d];
        for (var d = 0; d < _dimensions; d++) mean[d] /= rows.Length;
        return mean;
    }

    private double[] Center(double[] units, int[] rows, double[] mean)
    {
        var result = new double[rows.Length * _dimensions];
        for (var i = 0; i < rows.Length; i++)
            for (var d = 0; d < _dimensions; d++) result[i * _dimensions + d] = units[rows[i] * _dimensions + d] - mean[d];
        return result;
    }

    // Gram-Schmidt, twice over for orthogonality to the last digit; what earlier rows already span is dropped.
    private double[] Orthonormalize(double[] street, double[] shop, CancellationToken token)
    {
        var d = _dimensions;
        var basis = new double[street.Length + shop.Length];
        var rank = 0;
        foreach (var rows in (double[][])[street, shop])
            for (var at = 0; at < rows.Length; at += d)
            {
                token.ThrowIfCancellationRequested();
                var row = basis.AsSpan(rank * d, d);
                rows.AsSpan(at, d).CopyTo(row);
                for (var pass = 0; pass < 2; pass++)
                    for (var k = 0; k < rank; k++)
                    {
                        var earlier = basis.AsSpan(k * d, d);
                        SymmetricEigen.AddScaled(row, earlier, -SymmetricEigen.Dot(row, earlier));
                    }
                var length = Math.Sqrt(SymmetricEigen.Dot(row, row));
                if (length < 1e-9) continue;        // against unit vectors
                for (var j = 0; j < d; j++) row[j] /= length;
                rank++;
            }
        Array.Resize(ref basis, rank * d);
        return basis;
    }

    private static Dictionary<int, int> Index(int[] rows) => rows.Select((row, i) => (row, i)).ToDictionary(x => x.row, x => x.i);
}
