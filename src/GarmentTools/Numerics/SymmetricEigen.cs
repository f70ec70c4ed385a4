using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GarmentTools.Common;

namespace GarmentTools.Numerics;

/// <summary>
/// Leading eigenvalues and eigenvectors of a real symmetric matrix: Householder reduction to tridiagonal form, implicit QL, reflectors
/// applied to the wanted vectors only (Golub and Van Loan, Matrix Computations, 8.3).
/// </summary>
/// <remarks>
/// A general library solver walks such a matrix column by column on one thread and takes several times as long at 1280×1280. Here each step
/// is one pass over the rows that both applies the last reflector and multiplies by the next. All sums run in one fixed order.
/// </remarks>
internal sealed class SymmetricEigen
{
    private const int RowsPerTask = 64;

    private SymmetricEigen(double[] values, double[] vectors, int dimensions) =>
        (Values, Vectors, Dimensions) = (values, vectors, dimensions);

    /// <summary>Eigenvalues, largest first.</summary>
    public double[] Values { get; }

    /// <summary>One eigenvector of length 1 per row, in the order of <see cref="Values"/>; the sign is that of the computation.</summary>
    public double[] Vectors { get; }

    public int Dimensions { get; }

    /// <param name="matrix">n×n, symmetric; it is overwritten.</param>
    /// <param name="n">Rows and columns.</param>
    /// <param name="count">How many of the largest eigenvalues are wanted, at most n.</param>
    /// <param name="token">Stops the computation.</param>
    public static SymmetricEigen Compute(double[] matrix, int n, int count, CancellationToken token)
    {
        var scale = 0.0;
        foreach (var value in matrix.AsSpan(0, n * n))
            scale = Math.Max(scale, double.IsFinite(value) ? Math.Abs(value) : double.PositiveInfinity);
        if (double.IsInfinity(scale)) throw new ArgumentException("The matrix holds a value that is not a finite number.", nameof(matrix));
        if (scale == 0) scale = 1;
        for (var i = 0; i < n * n; i++) matrix[i] /= scale;

        var (diagonal, off, tau) = (new double[n], new double[n], new double[n]);
        Reduce(matrix, n, diagonal, off, tau, token);
        var rotated = new TridiagonalEigen(diagonal, off, token);
        var order = Enumerable.Range(0, n).OrderByDescending(i => rotated.Values[i]).Take(count).ToArray();
        var values = Array.ConvertAll(order, i => rotated.Values[i] * scale);
        var vectors = new double[(long)count * n];
        WorkThreads.For(count, token, k =>
        {
            var vector = vectors.AsSpan(k * n, n);
            rotated.CopyVector(order[k], vector);
            for (var r = n - 3; r >= 0; r--)
                if (tau[r] != 0)
                {
                    var reflector = matrix.AsSpan(r * n + r + 1, n - r - 1);
                    AddScaled(vector[(r + 1)..], reflector, -tau[r] * Dot(vector[(r + 1)..], reflector));
                }
        });
        return new SymmetricEigen(values, vectors, n);
    }

    // Afterwards row k holds, right of the diagonal, the vector of the k-th reflector I - tau v vᵀ.
    private static void Reduce(double[] a, int n, double[] diagonal, double[] off, double[] tau, CancellationToken token)
    {
        var (v, w, next, product) = (new double[n], new double[n], new double[n], new double[n]);
        for (var k = 0; k < n; k++)
        {
            token.ThrowIfCancellationRequested();
            var row = a.AsSpan(k * n, n);
            if (k > 0) AddScaled(row[k..], w.AsSpan(k), -v[k], v.AsSpan(k), -w[k]);
            diagonal[k] = row[k];
            if (k == n - 1) break;
            var tail = row[(k + 1)..];
            if (k == n - 2)
            {
                off[k] = tail[0];
                // The last two rows form one block that needs no reflector; its corner still awaits the last update.
                AddScaled(a.AsSpan((n - 1) * n + n - 1, 1), w.AsSpan(n - 1), -v[n - 1], v.AsSpan(n - 1), -w[n - 1]);
                diagonal[n - 1] = a[n * n - 1];
                break;
            }
            tau[k] = Reflector(tail, next.AsSpan(k + 1), out off[k]);
            var first = k + 1;
            var size = n - first;
            var tasks = size < 4 * RowsPerTask ? 1 : (size + RowsPerTask - 1) / RowsPerTask;
            if (tasks == 1)
                for (var i = first; i < n; i++) UpdateRow(i);
            else
                WorkThreads.For(tasks, token, task =>
                {
                    var end = Math.Min(n, first + (task + 1) * RowsPerTask);
                    for (var i = first + task * RowsPerTask; i < end; i++) UpdateRow(i);
                });
            next.AsSpan(first).CopyTo(tail);
            var p = product.AsSpan(first);
            foreach (ref var value in p) value *= tau[k];
            AddScaled(p, next.AsSpan(first), -0.5 * tau[k] * Dot(p, next.AsSpan(first)));
            (v, next) = (next, v);
            (w, product) = (product, w);

            void UpdateRow(int i) =>
                product[i] = UpdateAndMultiply(a.AsSpan(i * n + first, size), w.AsSpan(first), v[i], v.AsSpan(first), w[i],
                next.AsSpan(first));
        }
    }

    // H x = beta e1 with H = I - tau v vᵀ, v[0] = 1; the sign is chosen against cancellation.
    private static double Reflector(ReadOnlySpan<double> x, Span<double> v, out double beta)
    {
        var rest = Dot(x[1..], x[1..]);
        if (rest == 0)
        {
            beta = x[0];
            v.Clear();
            return 0;
        }
        beta = -Math.CopySign(Math.Sqrt(x[0] * x[0] + rest), x[0]);
        var divisor = x[0] - beta;
        for (var i = 1; i < x.Length; i++) v[i] = x[i] / divisor;
        v[0] = 1;
        return -divisor / beta;
    }

    // row -= vi·w + wi·v, then the product of the new row with the next reflector.
    private static double UpdateAndMultiply(Span<double> row, ReadOnlySpan<double> w, double vi, ReadOnlySpan<double> v, double wi,
        ReadOnlySpan<double> next)
    {
        ref var rowAt = ref MemoryMarshal.GetReference(row);
        ref var wAt = ref MemoryMarshal.GetReference(w);
        ref var vAt = ref MemoryMarshal.GetReference(v);
        ref var nextAt = ref MemoryMarshal.GetReference(next);
        var (minusV, minusW) = (Vector256.Create(-vi), Vector256.Create(-wi));
        var (sum0, sum1) = (Vector256<double>.Zero, Vector256<double>.Zero);
        nuint j = 0;
        for (; j + 8 <= (nuint)row.Length; j += 8)
        {
            var x = Vector256.FusedMultiplyAdd(minusV, Vector256.LoadUnsafe(ref wAt, j), Vector256.LoadUnsafe(ref rowAt, j));
            var y = Vector256.FusedMultiplyAdd(minusV, Vector256.LoadUnsafe(ref wAt, j + 4), Vector256.LoadUnsafe(ref rowAt, j + 4));
            x = Vector256.FusedMultiplyAdd(minusW, Vector256.LoadUnsafe(ref vAt, j), x);
            y = Vector256.FusedMultiplyAdd(minusW, Vector256.LoadUnsafe(ref vAt, j + 4), y);
            x.StoreUnsafe(ref rowAt, j);
            y.StoreUnsafe(ref rowAt, j + 4);
            sum0 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref nextAt, j), sum0);
            sum1 = Vector256.FusedMultiplyAdd(y, Vector256.LoadUnsafe(ref nextAt, j + 4), sum1);
        }
        var sum = Vector256.Sum(sum0 + sum1);
        for (; j < (nuint)row.Length; j++)
        {
            ref var value = ref Unsafe.Add(ref rowAt, j);
            value = value - vi * Unsafe.Add(ref wAt, j) - wi * Unsafe.Add(ref vAt, j);
            sum += value * Unsafe.Add(ref nextAt, j);
        }
        return sum;
    }

    internal static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ref var aAt = ref MemoryMarshal.GetReference(a);
        ref var bAt = ref MemoryMarshal.GetReference(b);
        var (sum0, sum1) = (Vector256<double>.Zero, Vector256<double>.Zero);
        nuint j = 0;
        for (; j + 8 <= (nuint)a.Length; j += 8)
        {
            sum0 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref aAt, j), Vector256.LoadUnsafe(ref bAt, j), sum0);
            sum1 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref aAt, j + 4), Vector256.LoadUnsafe(ref bAt, j + 4), sum1);
        }
        var sum = Vector256.Sum(sum0 + sum1);
        for (; j < (nuint)a.Length; j++) sum += Unsafe.Add(ref aAt, j) * Unsafe.Add(ref bAt, j);
        return sum;
    }

    internal static void AddScaled(Span<double> target, ReadOnlySpan<double> a, double factor)
    {
        ref var targetAt = ref MemoryMarshal.GetReference(target);
        ref var aAt = ref MemoryMarshal.GetReference(a);
        var factors = Vector256.Create(factor);
        nuint j = 0;
        for (; j + 4 <= (nuint)target.Length; j += 4)
            Vector256.FusedMultiplyAdd(factors, Vector256.LoadUnsafe(ref aAt, j), Vector256.LoadUnsafe(ref targetAt, j))
                .StoreUnsafe(ref targetAt, j);
        for (; j < (nuint)target.Length; j++) Unsafe.Add(ref targetAt, j) += factor * Unsafe.Add(ref aAt, j);
    }

    private static void AddScaled(Span<double> target, ReadOnlySpan<double> a, double factorA, ReadOnlySpan<double> b, double factorB)
    {
        AddScaled(target, a, factorA);
        AddScaled(target, b, factorB);
    }
}
