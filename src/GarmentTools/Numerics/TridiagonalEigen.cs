using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GarmentTools.Common;

namespace GarmentTools.Numerics;

/// <summary>
/// All eigenvalues and eigenvectors of a symmetric tridiagonal matrix by the implicit QL method (EISPACK tql2). Rotations are gathered and
/// applied stripe by stripe: a stripe of the vectors stays in the cache while thousands of rotations pass over it, and stripes run in
/// parallel.
/// </summary>
internal sealed class TridiagonalEigen
{
    private const int StripeWidth = 16, MaxSweeps = 100, BatchRotations = 1 << 14;

    private readonly int _n;
    private readonly double[][] _stripes;   // [stripe][eigenvector × StripeWidth]
    private readonly List<(int Top, int Count, int First)> _sweeps = [];
    private readonly double[] _cosines, _sines;
    private int _rotations;

    public TridiagonalEigen(double[] diagonal, double[] off, CancellationToken token)
    {
        _n = diagonal.Length;
        Values = diagonal;
        _stripes = new double[(_n + StripeWidth - 1) / StripeWidth][];
        for (var s = 0; s < _stripes.Length; s++)
        {
            _stripes[s] = new double[_n * StripeWidth];
            for (var j = 0; j < StripeWidth && s * StripeWidth + j < _n; j++) _stripes[s][(s * StripeWidth + j) * StripeWidth + j] = 1;
        }
        (_cosines, _sines) = (new double[BatchRotations + _n], new double[BatchRotations + _n]);
        Iterate(diagonal, off, token);
        Flush(token);
    }

    /// <summary>Eigenvalues in no particular order.</summary>
    public double[] Values { get; }

    public void CopyVector(int index, Span<double> target)
    {
        for (var i = 0; i < _n; i += StripeWidth)
            _stripes[i / StripeWidth].AsSpan(index * StripeWidth, Math.Min(StripeWidth, _n - i)).CopyTo(target[i..]);
    }

    private void Iterate(double[] d, double[] e, CancellationToken token)
    {
        e[_n - 1] = 0;
        var norm = 0.0;
        for (var i = 0; i < _n; i++) norm = Math.Max(norm, Math.Abs(d[i]) + Math.Abs(e[i]));
        for (var l = 0; l < _n; l++)
            for (var sweep = 0; ; sweep++)
            {
                var m = l;
                while (m < _n - 1 && Math.Abs(e[m]) > 1.2e-16 * (Math.Abs(d[m]) + Math.Abs(d[m + 1])) + 1e-17 * norm) m++;
                if (m == l) break;
                // In exact arithmetic two or three sweeps suffice; a bound keeps a defect from becoming an endless loop.
                if (sweep == MaxSweeps)
                    throw new InvalidOperationException($"The eigenvalues of a {_n}×{_n} matrix did not converge after {MaxSweeps} " +
                        "sweeps.");
                token.ThrowIfCancellationRequested();
                Sweep(d, e, l, m);
                if (_rotations >= BatchRotations) Flush(token);
            }
    }

    private void Sweep(double[] d, double[] e, int l, int m)
    {
        var first = _rotations;
        var g = (d[l + 1] - d[l]) / (2 * e[l]);
        var r = Math.Sqrt(g * g + 1);
        g = d[m] - d[l] + e[l] / (g + Math.CopySign(r, g));
        var (s, c, p) = (1.0, 1.0, 0.0);
        var i = m - 1;
        for (; i >= l; i--)
        {
            var (f, b) = (s * e[i], c * e[i]);
            r = Math.Sqrt(f * f + g * g);
            e[i + 1] = r;
            if (r == 0)
            {
                d[i + 1] -= p;
                e[m] = 0;
                break;
            }
            (s, c) = (f / r, g / r);
            g = d[i + 1] - p;
            r = (d[i] - g) * s + 2 * c * b;
            p = s * r;
            d[i + 1] = g + p;
            g = c * r - b;
            (_cosines[_rotations], _sines[_rotations]) = (c, s);
            _rotations++;
        }
        if (_rotations > first) _sweeps.Add((m - 1, _rotations - first, first));
        if (r == 0 && i >= l) return;
        d[l] -= p;
        e[l] = g;
        e[m] = 0;
    }

    private void Flush(CancellationToken token)
    {
        WorkThreads.For(_stripes.Length, token, s =>
        {
            foreach (var (top, count, first) in _sweeps)
                Rotate(_stripes[s], top, _cosines.AsSpan(first, count), _sines.AsSpan(first, count));
        });
        _sweeps.Clear();
        _rotations = 0;
    }

    // Rotation i mixes vectors top-i and top-i+1; the lower one is carried to the next rotation in registers.
    private static void Rotate(double[] stripe, int top, ReadOnlySpan<double> cosines, ReadOnlySpan<double> sines)
    {
        ref var at = ref MemoryMarshal.GetArrayDataReference(stripe);
        var high = (nuint)(top + 1) * StripeWidth;
        var h0 = Vector256.LoadUnsafe(ref at, high);
        var h1 = Vector256.LoadUnsafe(ref at, high + 4);
        var h2 = Vector256.LoadUnsafe(ref at, high + 8);
        var h3 = Vector256.LoadUnsafe(ref at, high + 12);
        for (var k = 0; k < cosines.Length; k++)
        {
            var (c, s) = (Vector256.Create(cosines[k]), Vector256.Create(sines[k]));
            var low = high - StripeWidth;
            var z0 = Vector256.LoadUnsafe(ref at, low);
            var z1 = Vector256.LoadUnsafe(ref at, low + 4);
            var z2 = Vector256.LoadUnsafe(ref at, low + 8);
            var z3 = Vector256.LoadUnsafe(ref at, low + 12);
            (s * z0 + c * h0).StoreUnsafe(ref at, high);
            (s * z1 + c * h1).StoreUnsafe(ref at, high + 4);
            (s * z2 + c * h2).StoreUnsafe(ref at, high + 8);
            (s * z3 + c * h3).StoreUnsafe(ref at, high + 12);
            h0 = c * z0 - s * h0;
            h1 = c * z1 - s * h1;
            h2 = c * z2 - s * h2;
            h3 = c * z3 - s * h3;
            high = low;
        }
        h0.StoreUnsafe(ref at, high);
        h1.StoreUnsafe(ref at, high + 4);
        h2.StoreUnsafe(ref at, high + 8);
        h3.StoreUnsafe(ref at, high + 12);
    }
}
